"""TPX004: who pays for running vehicles has some.

Final accounts tell as well how many are run of the money that they print: no more than are held.
"""

from __future__ import annotations

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.ast.assets import held, key_of_held, vehicle_count
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some
from budgetc.rules.tpx.items import counted_money, item_of, own_money


@rule("TPX004")
def run_vehicles_exist(context: RuleContext) -> Findings:
    if context.budget.stage == FINAL:
        yield from _kept(context)
    spent = some(own_money(context, "vehicle_operation"), msg("no money is for running vehicles"))
    item = item_of(context, "vehicle_operation")
    whose = context.words.texts.vehicles_of_others
    if item is not None and whose.search(item.reason or ""):
        return
    assets = context.budget.assets
    if assets is None or held(assets) is None:
        raise NotEvaluated(msg("how many vehicles there are is not typed"))
    if assets.vehicles or any(
        map(vehicle_count, (assets.vehicles_by_use, assets.planned_vehicles))
    ):
        return
    yield Violation(
        spent[0],
        msg(
            "running vehicles costs {amount}, and there are none",
            amount=context.money(sum_of(spent)),
        ),
        related=(
            *context.related(spent[1:]),
            Related(assets.origin.span(key_of_held(assets)), msg("the number of vehicles is here")),
        ),
        hint=msg(
            "correct the number of vehicles; or say under three_public.vehicle_operation.reason "
            "whose vehicles they are"
        ),
    )


def _kept(context: RuleContext) -> Findings:
    """Yield what the number of vehicles that are kept contradicts (年末保有量)."""
    item, assets = item_of(context, "vehicle_operation"), context.budget.assets
    if item is None or item.vehicles is None:
        return
    place = item.origin.span("vehicles")
    there = held(assets) if assets is not None else None
    if assets is not None and there is not None and item.vehicles > there:
        yield Violation(
            place,
            msg(
                "vehicles kept: {kept}; vehicles held in all: {there}; a difference of "
                "{difference}",
                kept=item.vehicles,
                there=there,
                difference=item.vehicles - there,
            ),
            related=[
                Related(
                    assets.origin.key_span(key_of_held(assets)),
                    msg("the number of vehicles is here"),
                )
            ],
            hint=msg("those that are kept are among those that are held; correct one of them"),
        )
    spent = counted_money(context, "vehicle_operation")
    whose = context.words.texts.vehicles_of_others
    if spent and not item.vehicles and there and not whose.search(item.reason or ""):
        yield Violation(
            place,
            msg(
                "running vehicles cost {amount}, and the number of those kept is 0",
                amount=context.money(sum_of(spent)),
            ),
            related=context.related(spent),
            hint=msg(
                "correct the number; or say under three_public.vehicle_operation.reason whose "
                "vehicles they are"
            ),
        )
