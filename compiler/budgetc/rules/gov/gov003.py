"""GOV003: a procurement says what of it is reserved for smaller enterprises."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Procurement
from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.gov.purchases import NOTHING_PROCURED, named, total
from budgetc.rules.rule import Finding, NotEvaluated


def reserved_amount_is_stated(case: Case) -> Iterator[Finding]:
    """GOV003: 政府采购预算 > 0 ⇒ 面向中小企业预留 is stated, be it nought; of each line, if any.

    A document that prints the amount asks for it itself where it is missing.

    Source: 财库〔2020〕46号, by which the reserved share is listed separately in the procurement
    budget (as reported).
    """
    procurement = case.own.procurement
    if procurement is None or total(procurement) == 0:
        yield NOTHING_PROCURED
    elif procurement.lines:
        yield from _lines(case, procurement)
    elif procurement.reserved_small_and_medium is not None:
        return
    elif case.document is None:
        yield NotEvaluated(msg("the document itself asks for what is missing"))
    else:
        yield finding(
            "GOV003",
            msg(
                "{amount} is procured, and nothing says what of it is reserved for small and "
                "medium-sized enterprises",
                amount=case.money(total(procurement)),
            ),
            case.own.origin.key_span("procurement"),
            hint=msg("add reserved_small_and_medium: under procurement, 0 if nothing is reserved"),
        )


def _lines(case: Case, procurement: Procurement) -> Iterator[Finding]:
    silent = [line for line in procurement.lines if line.amount and line.small_and_medium is None]
    if not silent:
        return
    first, *others = silent
    yield finding(
        "GOV003",
        msg(
            "{item}: {amount} is procured, and nothing says what of it is reserved for small and "
            "medium-sized enterprises",
            item=first.item,
            amount=case.money(first.amount),
        ),
        first.origin.span("item"),
        related=[named(case, line.origin, "item", line.item, line.amount) for line in others],
        hint=msg("add small_and_medium: to each such line, 0 if nothing is reserved"),
    )
