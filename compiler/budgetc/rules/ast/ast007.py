"""AST007: space and vehicles a head are within the local standards."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetc.budget.model import Assets, Headcount
from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.ast.vehicles import held
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated


def assets_a_head_are_within_standards(case: Case) -> Iterator[Finding]:
    """AST007: 房屋面积 ÷ 在职 and 车辆 ÷ 在职 are within the jurisdiction's standards.

    In square metres a person, and vehicles a hundred people. Standards of offices speak of offices
    alone, so this is a note.

    Source: local standards, given as thresholds by the layout.
    """
    assets, staff = case.own.assets, case.own.department.staff
    people = staff.in_service if staff else None
    if assets is None or (assets.building_area is None and held(assets) is None):
        yield NotApplicable(msg("no assets are given"))
    elif people is None or people.current == 0:
        yield NotEvaluated(msg("the number of people in service is not given"))
    else:
        yield from _area(case, assets, people)
        yield from _vehicles(case, assets, people)


def _area(case: Case, assets: Assets, people: Headcount) -> Iterator[Finding]:
    if assets.building_area is None:
        return
    limit = case.thresholds.floor_area_per_head
    if limit is None:
        yield NotEvaluated(msg("the jurisdiction has no standard of floor area a head"))
    elif Decimal(assets.building_area) > limit * people.current:
        yield finding(
            "AST007",
            msg(
                "{area} square metres for {people} people in service are more than the standard "
                "of {limit} a head allows ({allowed})",
                area=assets.building_area,
                people=people.current,
                limit=limit,
                allowed=limit * people.current,
            ),
            assets.origin.span("building_area"),
            related=_people(people),
            hint=msg("the number may be mistyped; else be ready to explain"),
        )


def _vehicles(case: Case, assets: Assets, people: Headcount) -> Iterator[Finding]:
    vehicles, limit = held(assets), case.thresholds.vehicles_per_head
    if vehicles is None:
        return
    if limit is None:
        yield NotEvaluated(msg("the jurisdiction has no standard of vehicles a head"))
    elif vehicles * 100 > limit * people.current:
        key = "vehicles" if assets.vehicles is not None else "vehicles_by_use"
        yield finding(
            "AST007",
            msg(
                "{vehicles} vehicles for {people} people in service are more than the standard of "
                "{limit} a hundred people",
                vehicles=vehicles,
                people=people.current,
                limit=limit,
            ),
            assets.origin.span(key),
            related=_people(people),
            hint=msg("the number may be mistyped; else be ready to explain"),
        )


def _people(people: Headcount) -> list[Related]:
    count = msg("people in service: {count}", count=people.current)
    return [Related(people.origin.span("current"), count)]
