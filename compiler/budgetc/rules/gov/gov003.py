"""GOV003: a procurement says what of it is reserved for smaller enterprises."""

from __future__ import annotations

from budgetc.budget.matters import Procurement
from budgetc.diagnostics.messages import msg
from budgetc.rules.gov.purchases import places_of, procured, total
from budgetc.rules.rule import Findings, RuleContext, Violation, document_of, rule


@rule("GOV003", looks_at=procured)
def reserved_amount_is_stated(context: RuleContext, procurement: Procurement) -> Findings:
    lines = [line for line in procurement.lines if line.amount and line.small_and_medium is None]
    if lines:
        first, *others = lines
        yield Violation(
            first.origin.span("item"),
            msg(
                "{item}: {amount} is procured, and nothing says what of it is reserved for small "
                "and medium-sized enterprises",
                item=first.item,
                amount=context.money(first.amount),
            ),
            related=places_of(context, others, "item"),
            hint=msg("add small_and_medium: to each such line, 0 if nothing is reserved"),
        )
    elif not procurement.lines and procurement.reserved_small_and_medium is None:
        document_of(context)
        yield Violation(
            context.budget.origin.key_span("procurement"),
            msg(
                "{amount} is procured, and nothing says what of it is reserved for small and "
                "medium-sized enterprises",
                amount=context.money(total(procurement)),
            ),
            hint=msg("add reserved_small_and_medium: under procurement, 0 if nothing is reserved"),
        )
