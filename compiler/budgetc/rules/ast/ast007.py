"""AST007: space and vehicles a head are within the local standards.

Standards of offices speak of offices alone, so this is a note.
"""

from __future__ import annotations

from decimal import Decimal

from budgetc.budget.model import Assets, Headcount
from budgetc.diagnostics.messages import msg
from budgetc.numbers.values import Area
from budgetc.rules.ast.assets import held, key_of_held, own_assets
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.stf.people import place_of_people


@rule("AST007")
def assets_a_head_are_within_standards(context: RuleContext) -> Findings:
    assets, staff = own_assets(context), context.budget.department.staff
    area, vehicles = assets.building_area, held(assets)
    if area is None and vehicles is None:
        raise NotApplicable(msg("no assets are given"))
    people = staff.in_service if staff else None
    if people is None or people.current == 0:
        raise NotEvaluated(msg("the number of people in service is not given"))
    if area is not None:
        yield from _area(context, assets, area, people)
    if vehicles is not None:
        yield from _vehicles(context, assets, vehicles, people)


def _area(context: RuleContext, assets: Assets, area: Area, people: Headcount) -> Findings:
    limit = context.thresholds.floor_area_per_head
    if limit is None:
        yield NotEvaluated(msg("the jurisdiction has no standard of floor area a head"))
    elif Decimal(area) > limit * people.current:
        yield Violation(
            assets.origin.span("building_area"),
            msg(
                "{area} square metres for {people} people in service are more than the standard "
                "of {limit} a head allows ({allowed})",
                area=area,
                people=people.current,
                limit=limit,
                allowed=limit * people.current,
            ),
            related=[place_of_people(people)],
            hint=msg("the number may be mistyped; else be ready to explain"),
        )


def _vehicles(context: RuleContext, assets: Assets, vehicles: int, people: Headcount) -> Findings:
    limit = context.thresholds.vehicles_per_head
    if limit is None:
        yield NotEvaluated(msg("the jurisdiction has no standard of vehicles a head"))
    elif vehicles * 100 > limit * people.current:
        yield Violation(
            assets.origin.span(key_of_held(assets)),
            msg(
                "{vehicles} vehicles for {people} people in service are more than the standard of "
                "{limit} a hundred people",
                vehicles=vehicles,
                people=people.current,
                limit=limit,
            ),
            related=[place_of_people(people)],
            hint=msg("the number may be mistyped; else be ready to explain"),
        )
