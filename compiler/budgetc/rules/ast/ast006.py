"""AST006: large equipment that is to be bought has its money."""

from __future__ import annotations

from budgetc.budget.model import Assets
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule

LARGE, VERY_LARGE = 50_000_000, 100_000_000
"""What a set of large and of very large equipment costs at least, in 分."""


@rule("AST006")
def planned_equipment_has_its_money(context: RuleContext) -> Findings:
    assets = context.budget.assets
    least = _least_cost(assets) if assets else 0
    if assets is None or not least:
        raise NotApplicable(msg("no large equipment is to be bought"))
    items = context.lists.assets.equipment_items
    there = context.total("economic", Dimensions(economic=items, entity=OWN_OFFICE))
    if there.known < least:
        large = "planned_large_equipment"
        yield Violation(
            assets.origin.span(large if getattr(assets, large) else "planned_very_large_equipment"),
            msg(
                "large equipment for at least {least} is to be bought, and capital items ({items}) "
                "have {there}: a difference of {difference}",
                items=", ".join(items),
                **context.compared(least=least, there=there.known),
            ),
            related=context.related(there.facts),
            hint=msg("give the item that pays for it under economic:, or correct the number"),
        )


def _least_cost(assets: Assets) -> int:
    """Return what the equipment to be bought costs at least, in 分."""
    very_large = assets.planned_very_large_equipment or 0
    large = max((assets.planned_large_equipment or 0) - very_large, 0)
    return large * LARGE + very_large * VERY_LARGE
