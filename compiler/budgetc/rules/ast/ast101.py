"""AST101: vehicles come by purchase and go by disposal."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.ast.assets import held, key_of_held, own_assets, vehicle_count
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule
from budgetc.rules.tpx.items import item_of


@rule("AST101")
def vehicles_follow_from_last_year(context: RuleContext) -> Findings:
    assets = own_assets(context)
    last = given(context.last_budget, msg("there is no source of last year"))
    before = given(last.own.assets, msg("last year's source says nothing of assets"))
    now = given(held(assets), msg("the number of vehicles held is not given"))
    then = given(held(before), msg("last year's source does not say how many vehicles there were"))
    bought, given_up = vehicle_count(before.planned_vehicles), before.vehicles_to_dispose or 0
    operation = item_of(context, "vehicle_operation")
    reason = operation.reason if operation is not None else None
    moved = context.words.texts.vehicles_moved.search(reason or "")
    if moved is None and not then - given_up <= now <= then + bought:
        yield Violation(
            assets.origin.key_span(key_of_held(assets)),
            msg(
                "vehicles held: {now}; a year before: {then}, to be bought then: {bought}, to be "
                "given up: {given_up}; a difference of {difference} that nothing explains",
                now=now,
                then=then,
                bought=bought,
                given_up=given_up,
                difference=(then - given_up - now) if now < then else (now - then - bought),
            ),
            related=[
                Related(before.origin.key_span(key_of_held(before)), msg("last year's number"))
            ],
            hint=msg(
                "correct the number; or say under three_public.vehicle_operation.reason where they "
                "came from or went to"
            ),
        )
