"""AST007: space and vehicles a head are within the local standards.

房屋面积 ÷ 在职 and 车辆 ÷ 在职 are within the jurisdiction's standards.
In square metres a person, and vehicles a hundred people. Standards of offices speak of offices
alone, so this is a note.
Source: local standards, given as thresholds by the layout.
"""

from __future__ import annotations

from decimal import Decimal

from budgetc.budget.model import Assets, Headcount
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.ast.vehicles import held
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule


@rule("AST007")
def assets_a_head_are_within_standards(context: RuleContext) -> Findings:
    assets, staff = context.budget.assets, context.budget.department.staff
    people = staff.in_service if staff else None
    if assets is None or (assets.building_area is None and held(assets) is None):
        yield NotApplicable(msg("no assets are given"))
    elif people is None or people.current == 0:
        yield NotEvaluated(msg("the number of people in service is not given"))
    else:
        yield from _area(context, assets, people)
        yield from _vehicles(context, assets, people)


def _area(context: RuleContext, assets: Assets, people: Headcount) -> Findings:
    if assets.building_area is None:
        return
    limit = context.thresholds.floor_area_per_head
    if limit is None:
        yield NotEvaluated(msg("the jurisdiction has no standard of floor area a head"))
    elif Decimal(assets.building_area) > limit * people.current:
        yield Violation(
            assets.origin.span("building_area"),
            msg(
                "{area} square metres for {people} people in service are more than the standard "
                "of {limit} a head allows ({allowed})",
                area=assets.building_area,
                people=people.current,
                limit=limit,
                allowed=limit * people.current,
            ),
            related=_people(people),
            hint=msg("the number may be mistyped; else be ready to explain"),
        )


def _vehicles(context: RuleContext, assets: Assets, people: Headcount) -> Findings:
    vehicles, limit = held(assets), context.thresholds.vehicles_per_head
    if vehicles is None:
        return
    if limit is None:
        yield NotEvaluated(msg("the jurisdiction has no standard of vehicles a head"))
    elif vehicles * 100 > limit * people.current:
        key = "vehicles" if assets.vehicles is not None else "vehicles_by_use"
        yield Violation(
            assets.origin.span(key),
            msg(
                "{vehicles} vehicles for {people} people in service are more than the standard of "
                "{limit} a hundred people",
                vehicles=vehicles,
                people=people.current,
                limit=limit,
            ),
            related=_people(people),
            hint=msg("the number may be mistyped; else be ready to explain"),
        )


def _people(people: Headcount) -> list[Related]:
    count = msg("people in service: {count}", count=people.current)
    return [Related(people.origin.span("current"), count)]
