"""GOV002: what is reserved for smaller enterprises is part of what is procured."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.gov.purchases import (
    NOTHING_PROCURED,
    NOTHING_RESERVED,
    Purchase,
    amounts_of,
    named,
    purchases,
)
from budgetc.rules.rule import Finding


def reserved_amounts_are_parts(case: Case) -> Iterator[Finding]:
    """GOV002: 小微企业预留 ≤ 中小企业预留 ≤ 政府采购预算, line by line where there are lines.

    In 分, exact.

    Source: 财库〔2020〕46号; each amount is a part of the one before.
    """
    procurement = case.own.procurement
    if procurement is None:
        yield NOTHING_PROCURED
        return
    stated = [each for each in purchases(procurement) if (each.medium, each.micro) != (None, None)]
    if not stated:
        yield NOTHING_RESERVED
    for purchase in stated:
        yield from _medium(case, purchase)
        yield from _micro(case, purchase)


def _medium(case: Case, purchase: Purchase) -> Iterator[Finding]:
    reserved = purchase.medium
    if reserved is None or reserved <= purchase.amount:
        return
    yield finding(
        "GOV002",
        msg(
            "{name}: {reserved} is reserved for small and medium-sized enterprises, more than the "
            "{amount} that is procured: a difference of {difference}",
            name=purchase.name,
            reserved=case.money(reserved),
            amount=case.money(purchase.amount),
            difference=case.money(reserved - purchase.amount),
        ),
        purchase.origin.span(purchase.medium_key),
        related=amounts_of(case, [purchase]),
        hint=msg("what is reserved is a part of what is procured; correct one of the amounts"),
    )


def _micro(case: Case, purchase: Purchase) -> Iterator[Finding]:
    reserved, whole = purchase.micro, purchase.medium
    if reserved is None or whole is None or reserved <= whole:
        return
    name = msg("small and medium-sized enterprises")
    yield finding(
        "GOV002",
        msg(
            "{name}: {micro} is reserved for small and micro enterprises, more than the {medium} "
            "for small and medium-sized ones: a difference of {difference}",
            name=purchase.name,
            micro=case.money(reserved),
            medium=case.money(whole),
            difference=case.money(reserved - whole),
        ),
        purchase.origin.span(purchase.micro_key),
        related=[named(case, purchase.origin, purchase.medium_key, name, whole)],
        hint=msg("the small and micro ones are among the small and medium-sized ones"),
    )
