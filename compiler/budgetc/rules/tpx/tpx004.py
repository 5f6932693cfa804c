"""TPX004: who pays for running vehicles has some."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.ast.assets import held, key_of_held, vehicle_count
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some
from budgetc.rules.tpx.items import own_money


@rule("TPX004")
def run_vehicles_exist(context: RuleContext) -> Findings:
    spent = some(own_money(context, "vehicle_operation"), msg("no money is for running vehicles"))
    operation = context.budget.three_public and context.budget.three_public.vehicle_operation
    whose = context.words.texts.vehicles_of_others
    if operation and operation.reason and whose.search(operation.reason):
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
