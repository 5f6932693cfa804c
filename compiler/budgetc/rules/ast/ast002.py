"""AST002: no more vehicles than are approved."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.ast.assets import held, key_of_held, vehicle_count
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some


@rule("AST002")
def vehicles_are_authorised(context: RuleContext) -> Findings:
    nothing = msg("there are no vehicles, and none are to be bought")
    assets = some(context.budget.assets, nothing)
    bought = vehicle_count(assets.planned_vehicles)
    some((held(assets) or 0) + bought, nothing)
    now = given(held(assets), msg("the number of vehicles held is not given"))
    authorised = given(
        assets.authorised_vehicles, msg("the number of approved vehicles is not given")
    )
    given_up = assets.vehicles_to_dispose or 0
    there = now + bought - given_up
    if there > authorised:
        yield Violation(
            assets.origin.key_span("planned_vehicles" if bought else key_of_held(assets)),
            msg(
                "vehicles held: {now}, to be bought: {bought}, to be given up: {given_up}; "
                "together {there}, and {authorised} approved: a difference of {difference}",
                now=now,
                bought=bought,
                given_up=given_up,
                there=there,
                authorised=authorised,
                difference=there - authorised,
            ),
            related=[
                Related(
                    assets.origin.span("authorised_vehicles"),
                    msg("approved vehicles: {count}", count=authorised),
                )
            ],
            hint=msg("buy fewer, add vehicles_to_dispose:, or correct the number that is approved"),
        )
