"""AST006: large equipment that is to be bought has its money.

资本性支出 (310, 309) ≥ sets to be bought × 50 万元, of the very large × 100 万元.
In 分. The economic items are in `schema/assets.json`.
Source: the meaning of the items in 政府收支分类科目; equipment of that value is capital.
"""

from __future__ import annotations

from budgetc.budget.model import Assets
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule

OWN = ("",)
"""The source's own office among the bodies of a department."""

LARGE, VERY_LARGE = 50_000_000, 100_000_000
"""What a set of large and of very large equipment costs at least, in 分."""


@rule("AST006")
def planned_equipment_has_its_money(context: RuleContext) -> Findings:
    assets = context.budget.assets
    least = _least_cost(assets) if assets else 0
    if assets is None or not least:
        yield NotApplicable(msg("no large equipment is to be bought"))
        return
    money = context.cube.mask(
        "economic", Dimensions(economic=context.lists.assets.equipment_items, entity=OWN)
    )
    there = context.sum(money)
    if there < least:
        key = (
            "planned_large_equipment"
            if assets.planned_large_equipment
            else ("planned_very_large_equipment")
        )
        yield Violation(
            assets.origin.span(key),
            msg(
                "large equipment for at least {least} is to be bought, and capital items ({items}) "
                "have {there}: a difference of {difference}",
                least=context.money(least),
                items=", ".join(context.lists.assets.equipment_items),
                there=context.money(there),
                difference=context.money(least - there),
            ),
            related=context.related(context.cube.facts(money)),
            hint=msg("give the item that pays for it under economic:, or correct the number"),
        )


def _least_cost(assets: Assets) -> int:
    """Return what the equipment to be bought costs at least, in 分."""
    very_large = assets.planned_very_large_equipment or 0
    large = max((assets.planned_large_equipment or 0) - very_large, 0)
    return large * LARGE + very_large * VERY_LARGE
