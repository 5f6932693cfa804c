"""TPX004: who pays for running vehicles has some.

公务用车运行费 > 0 → vehicles held or bought ≥ 1, or a reason.
The vehicles may be registered with another office, or be hired: then
`three_public.vehicle_operation.reason` says so.
Source: practice; one published budget runs vehicles for 32.20 万元 and holds none.
"""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.tpx.items import NO_FIGURE, count, own_money, sum_of


@rule("TPX004")
def run_vehicles_exist(context: RuleContext) -> Findings:
    spent = own_money(context, "vehicle_operation")
    if spent is None:
        yield NO_FIGURE
        return
    if not spent:
        yield NotApplicable(msg("no money is for running vehicles"))
        return
    operation = context.budget.three_public and context.budget.three_public.vehicle_operation
    if operation and operation.reason:
        return
    assets = context.budget.assets
    known = (
        (assets.vehicles, count(assets.vehicles_by_use), count(assets.planned_vehicles))
        if assets
        else ()
    )
    held = [number for number in known[:2] if number is not None]
    if assets is None or not held:
        yield NotEvaluated(msg("how many vehicles there are is not typed"))
        return
    if any(known):
        return
    key = "vehicles" if assets.vehicles is not None else "vehicles_by_use"
    yield Violation(
        spent[0],
        msg(
            "running vehicles costs {amount}, and there are none",
            amount=context.money(sum_of(spent)),
        ),
        related=(
            *context.related(spent[1:]),
            Related(assets.origin.span(key), msg("the number of vehicles is here")),
        ),
        hint=msg(
            "correct the number of vehicles; or say under three_public.vehicle_operation.reason "
            "whose vehicles they are"
        ),
    )
