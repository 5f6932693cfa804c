"""AST003: what is held has a value, and what has a value is held."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from budgetc.budget.model import Assets
from budgetc.diagnostics import Related, Severity
from budgetc.diagnostics.messages import Value, msg
from budgetc.rules.ast.assets import USES, given_pairs, own_assets, vehicle_count
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule

PAIRS = (("building_area", "building_value"), ("vehicles", "vehicle_value"))
"""The keys of a number and of its value."""

NAMES: Mapping[str, Value] = {
    "building_area": msg("the floor area of buildings"),
    "vehicles": msg("the number of vehicles"),
}
"""What the numbers are, as messages name them."""


@rule("AST003", looks_at=own_assets)
def numbers_and_values_agree(context: RuleContext, assets: Assets) -> Findings:
    pairs = given_pairs(assets, PAIRS)
    by_use = assets.vehicles_by_use
    if not pairs and (assets.vehicles is None or by_use is None):
        raise NotEvaluated(msg("assets are not given both as numbers and as values"))
    for number, value in pairs:
        yield from _pair(context, assets, number, value)
    if (
        assets.vehicles is not None
        and by_use is not None
        and assets.vehicles != vehicle_count(by_use)
    ):
        yield _by_use(assets, assets.vehicles, vehicle_count(by_use))


def _pair(context: RuleContext, assets: Assets, key: str, value_key: str) -> Findings:
    number, value = getattr(assets, key), getattr(assets, value_key)
    nothing = Decimal(number) == 0
    if nothing == (value == 0):
        return
    yield Violation(
        assets.origin.span(value_key),
        msg(
            "{name} is {number}, and their value is {value}",
            name=NAMES[key],
            number=str(number),
            value=context.money(value),
        ),
        related=[Related(assets.origin.span(key), msg("the number is here"))],
        hint=msg("what is not held has no value; correct one of them")
        if nothing
        else msg("give the value, unless another office lends them"),
        severity=Severity.ERROR if nothing else Severity.WARNING,
    )


def _by_use(assets: Assets, vehicles: int, by_use: int) -> Violation:
    uses = assets.origin.child("vehicles_by_use")
    return Violation(
        assets.origin.span("vehicles"),
        msg(
            "vehicles: {vehicles}; added up by use: {by_use}; a difference of {difference}",
            vehicles=vehicles,
            by_use=by_use,
            difference=abs(vehicles - by_use),
        ),
        related=[
            Related(uses.span(use), msg("{count} of them are here", count=number))
            for use in USES
            if (number := getattr(assets.vehicles_by_use, use))
        ],
        hint=msg("delete vehicles: and it is added up, or correct the uses"),
    )
