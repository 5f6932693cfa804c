"""What rules about assets look at."""

from __future__ import annotations

from collections.abc import Iterable

from budgetc.budget.matters import Assets, Vehicles
from budgetc.diagnostics.messages import msg
from budgetc.frozen import fields_of
from budgetc.rules.rule import RuleContext, some

USES = tuple(name for name in fields_of(Vehicles) if name != "origin")
"""The uses of vehicles, as keys."""


def own_assets(context: RuleContext) -> Assets:
    """Return the assets of a source.

    Raises:
        NotApplicable: it gives none.
    """
    return some(context.budget.assets, msg("no assets are given"))


def given_pairs(assets: Assets, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those pairs of keys of which both numbers are given."""
    return [pair for pair in pairs if None not in [getattr(assets, key) for key in pair]]


def vehicle_count(vehicles: Vehicles | None) -> int:
    """Return how many vehicles there are of all uses."""
    return sum(getattr(vehicles, use) for use in USES) if vehicles else 0


def held(assets: Assets) -> int | None:
    """Return how many vehicles are held; nothing where the source does not say it."""
    if assets.vehicles is None and assets.vehicles_by_use is not None:
        return vehicle_count(assets.vehicles_by_use)
    return assets.vehicles


def key_of_held(assets: Assets) -> str:
    """Return the key under which a source says how many vehicles are held."""
    return "vehicles" if assets.vehicles is not None else "vehicles_by_use"
