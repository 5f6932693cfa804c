"""GOV002: what is reserved for smaller enterprises is part of what is procured."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.gov.purchases import NOTHING_PROCURED, NOTHING_RESERVED, amounts_of, each_of
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


@rule("GOV002")
def reserved_amounts_are_parts(context: RuleContext) -> Findings:
    procurement = some(context.budget.procurement, NOTHING_PROCURED)
    stated = [each for each in each_of(procurement) if (each.medium, each.micro) != (None, None)]
    if not stated:
        raise NotEvaluated(NOTHING_RESERVED)
    for purchase in stated:
        medium, micro = purchase.medium, purchase.micro
        if medium is not None and medium > purchase.amount:
            yield Violation(
                purchase.origin.span(f"{purchase.reserved}small_and_medium"),
                msg(
                    "{name}: {reserved} is reserved for small and medium-sized enterprises, more "
                    "than the {amount} that is procured: a difference of {difference}",
                    name=purchase.name,
                    **context.compared(reserved=medium, amount=purchase.amount),
                ),
                related=amounts_of(context, [purchase]),
                hint=msg(
                    "what is reserved is a part of what is procured; correct one of the amounts"
                ),
            )
        if medium is not None and micro is not None and micro > medium:
            name, key = msg("small and medium-sized enterprises"), "small_and_medium"
            place = purchase.origin.span(f"{purchase.reserved}{key}")
            yield Violation(
                purchase.origin.span(f"{purchase.reserved}small_and_micro"),
                msg(
                    "{name}: {micro} is reserved for small and micro enterprises, more than the "
                    "{medium} for small and medium-sized ones: a difference of {difference}",
                    name=purchase.name,
                    **context.compared(micro=micro, medium=medium),
                ),
                related=[context.amount_at(place, name, medium)],
                hint=msg("the small and micro ones are among the small and medium-sized ones"),
            )
