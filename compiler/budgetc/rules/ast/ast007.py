"""AST007: space and vehicles a head are within the local standards.

Standards of offices speak of offices alone, so this is a note.
"""

from __future__ import annotations

from decimal import Decimal

from budgetc.diagnostics.messages import msg
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
    mistyped = msg("the number may be mistyped; else be ready to explain")
    most = context.thresholds.floor_area_per_head
    if area is not None and most is None:
        yield NotEvaluated(msg("the jurisdiction has no standard of floor area a head"))
    elif area is not None and most is not None and Decimal(area) > most * people.current:
        yield Violation(
            assets.origin.span("building_area"),
            msg(
                "{area} square metres for {people} people in service are more than the standard "
                "of {limit} a head allows ({allowed})",
                area=area,
                people=people.current,
                limit=most,
                allowed=most * people.current,
            ),
            related=[place_of_people(people)],
            hint=mistyped,
        )
    most = context.thresholds.vehicles_per_head
    if vehicles is not None and most is None:
        yield NotEvaluated(msg("the jurisdiction has no standard of vehicles a head"))
    elif vehicles is not None and most is not None and vehicles * 100 > most * people.current:
        yield Violation(
            assets.origin.span(key_of_held(assets)),
            msg(
                "{vehicles} vehicles for {people} people in service are more than the standard of "
                "{limit} a hundred people",
                vehicles=vehicles,
                people=people.current,
                limit=most,
            ),
            related=[place_of_people(people)],
            hint=mistyped,
        )
