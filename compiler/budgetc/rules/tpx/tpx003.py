"""TPX003: money for vehicles and vehicles to be bought go together.

Money of any fund counts, for vehicles are planned whoever pays. Final accounts tell how many were
bought of the money that they print.
"""

from __future__ import annotations

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.ledger import Dimensions
from budgetc.rules.ast.assets import vehicle_count
from budgetc.rules.facts import OWN_OFFICE, sum_of
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.tpx.items import counted_money, figure_of, item_of, own_money


@rule("TPX003")
def bought_vehicles_are_planned(context: RuleContext) -> Findings:
    if context.budget.stage == FINAL:
        yield from _in_accounts(context)
        return
    spent = own_money(context, "vehicle_purchase")
    assets = context.budget.assets
    if assets is None or assets.planned_vehicles is None:
        if spent:
            raise NotEvaluated(msg("how many vehicles are to be bought is not typed"))
        raise NotApplicable(msg("no vehicle is to be bought"))
    planned = vehicle_count(assets.planned_vehicles)
    if spent and not planned:
        yield Violation(
            spent[0],
            msg(
                "vehicles are bought for {amount}, and planned_vehicles: has none",
                amount=context.money(sum_of(spent)),
            ),
            related=(
                *context.related(spent[1:]),
                Related(assets.origin.key_span("planned_vehicles"), msg("the plan is here")),
            ),
            hint=msg("write how many are bought, by use; or move the money to what it is for"),
        )
    elif planned and not spent:
        if elsewhere := _may_hold_it(context):
            raise NotEvaluated(
                msg(
                    "vehicles to be bought: {count}; the money may be in {codes}, which do not say "
                    "so",
                    count=planned,
                    codes=enumerated(elsewhere),
                )
            )
        yield Violation(
            assets.origin.span("planned_vehicles"),
            msg(
                "vehicles to be bought: {count}, and no money stands under {codes}",
                count=planned,
                codes=enumerated(figure_of(context, "vehicle_purchase").economic),
            ),
            hint=msg("add the money to the item that pays for them, or take them off the plan"),
        )


def _may_hold_it(context: RuleContext) -> list[str]:
    """Return the codes, undivided or of other transport, that the money may be under."""
    facts = context.total("economic", Dimensions(entity=OWN_OFFICE)).facts
    paid = {fact.economic for fact in facts if fact.fen}
    return sorted(paid & context.lists.assets.may_hold_vehicles)


def _in_accounts(context: RuleContext) -> Findings:
    spent = counted_money(context, "vehicle_purchase")
    item = item_of(context, "vehicle_purchase")
    if item is None or item.vehicles is None:
        if spent:
            raise NotEvaluated(msg("how many vehicles were bought is not typed"))
        raise NotApplicable(msg("no vehicle was bought"))
    if spent and not item.vehicles:
        yield Violation(
            spent[0],
            msg(
                "vehicles were bought for {amount}, and their number is 0",
                amount=context.money(sum_of(spent)),
            ),
            related=(
                *context.related(spent[1:]),
                Related(item.origin.span("vehicles"), msg("the number is here")),
            ),
            hint=msg("write how many were bought, or move the money to what it was for"),
        )
    elif item.vehicles and not spent:
        if _may_hold_it(context):
            raise NotEvaluated(msg("the money may be in an item that does not say so"))
        yield Violation(
            item.origin.span("vehicles"),
            msg(
                "vehicles bought: {count}, and no money stands under {codes}",
                count=item.vehicles,
                codes=enumerated(figure_of(context, "vehicle_purchase").economic),
            ),
            hint=msg("add the money to the item that paid for them, or correct the number"),
        )
