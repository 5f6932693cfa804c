"""AST003: what is held has a value, and what has a value is held."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from budgetc.budget.matters import Assets
from budgetc.diagnostics import Related, Severity
from budgetc.diagnostics.messages import Value, msg
from budgetc.rules.ast.assets import USES, given_pairs, own_assets, vehicle_count
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule

NAMES: Mapping[tuple[str, str], Value] = {
    ("building_area", "building_value"): msg("the floor area of buildings"),
    ("vehicles", "vehicle_value"): msg("the number of vehicles"),
}
"""The keys of a number and of its value, and what the number is, as messages name it."""


@rule("AST003", looks_at=own_assets)
def numbers_and_values_agree(context: RuleContext, assets: Assets) -> Findings:
    pairs = given_pairs(assets, NAMES)
    uses = given_pairs(assets, [("vehicles", "vehicles_by_use")])
    if not pairs and not uses:
        raise NotEvaluated(msg("assets are not given both as numbers and as values"))
    for key, value_key in pairs:
        number, value = getattr(assets, key), getattr(assets, value_key)
        nothing = Decimal(number) == 0
        if nothing != (value == 0):
            yield Violation(
                assets.origin.span(value_key),
                msg(
                    "{name} is {number}, and their value is {value}",
                    name=NAMES[key, value_key],
                    number=str(number),
                    value=context.money(value),
                ),
                related=[Related(assets.origin.span(key), msg("the number is here"))],
                hint=msg("what is not held has no value; correct one of them")
                if nothing
                else msg("give the value, unless another office lends them"),
                severity=Severity.ERROR if nothing else Severity.WARNING,
            )
    vehicles, by_use = assets.vehicles or 0, vehicle_count(assets.vehicles_by_use)
    if uses and vehicles != by_use:
        origin = assets.origin.child("vehicles_by_use")
        yield Violation(
            assets.origin.span("vehicles"),
            msg(
                "vehicles: {vehicles}; added up by use: {by_use}; a difference of {difference}",
                vehicles=vehicles,
                by_use=by_use,
                difference=abs(vehicles - by_use),
            ),
            related=[
                Related(origin.span(use), msg("counted here: {count}", count=number))
                for use in USES
                if (number := getattr(assets.vehicles_by_use, use))
            ],
            hint=msg("delete vehicles: and it is added up, or correct the uses"),
        )
