"""AST002: no more vehicles than are approved.

车辆 held + to be bought − to be given up ≤ 车辆编制. Numbers of vehicles.
Source: 行政事业性国有资产管理条例 and 党政机关公务用车管理办法, to be compared with the
official texts.
"""

from __future__ import annotations

from budgetc.budget.model import Assets
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.ast.vehicles import held, number_of
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule


@rule("AST002")
def vehicles_are_authorised(context: RuleContext) -> Findings:
    assets = context.budget.assets
    now, bought = held(assets), number_of(assets.planned_vehicles if assets else None)
    if assets is None or (now or 0) + bought == 0:
        yield NotApplicable(msg("there are no vehicles, and none are to be bought"))
    elif now is None:
        yield NotEvaluated(msg("the number of vehicles held is not given"))
    elif assets.authorised_vehicles is None:
        yield NotEvaluated(msg("the number of approved vehicles is not given"))
    else:
        given_up = assets.vehicles_to_dispose or 0
        if now + bought - given_up > assets.authorised_vehicles:
            yield _too_many(assets, now, bought, given_up, assets.authorised_vehicles)


def _too_many(assets: Assets, now: int, bought: int, given_up: int, authorised: int) -> Violation:
    origin = assets.origin
    there = now + bought - given_up
    key = "vehicles" if assets.vehicles is not None else "vehicles_by_use"
    return Violation(
        origin.key_span("planned_vehicles") if bought else origin.key_span(key),
        msg(
            "vehicles held: {now}, to be bought: {bought}, to be given up: {given_up}; together "
            "{there}, and {authorised} approved: a difference of {difference}",
            now=now,
            bought=bought,
            given_up=given_up,
            there=there,
            authorised=authorised,
            difference=there - authorised,
        ),
        related=[
            Related(
                origin.span("authorised_vehicles"),
                msg("approved vehicles: {count}", count=authorised),
            )
        ],
        hint=msg("buy fewer, add vehicles_to_dispose:, or correct the number that is approved"),
    )
