"""AST006: large equipment that is to be bought has its money."""

from __future__ import annotations

from budgetc.diagnostics.messages import enumerated, msg
from budgetc.ledger import Dimensions
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some

LARGE, VERY_LARGE = 50_000_000, 100_000_000
"""What a set of large and of very large equipment costs at least, in 分."""


@rule("AST006")
def planned_equipment_has_its_money(context: RuleContext) -> Findings:
    nothing = msg("no large equipment is to be bought")
    assets = some(context.budget.assets, nothing)
    very_large = assets.planned_very_large_equipment or 0
    large = max((assets.planned_large_equipment or 0) - very_large, 0)
    least = some(large * LARGE + very_large * VERY_LARGE, nothing)
    items = context.lists.assets.equipment_items
    there = context.total("economic", Dimensions(economic=items, entity=OWN_OFFICE))
    if there.known < least:
        planned = "planned_large_equipment"
        if not assets.planned_large_equipment:
            planned = "planned_very_large_equipment"
        yield Violation(
            assets.origin.span(planned),
            msg(
                "large equipment for at least {least} is to be bought, and capital items ({items}) "
                "have {there}: a difference of {difference}",
                items=enumerated(items),
                **context.compared(least=least, there=there.known),
            ),
            related=context.related(there.facts),
            hint=msg("give the item that pays for it under economic:, or correct the number"),
        )
