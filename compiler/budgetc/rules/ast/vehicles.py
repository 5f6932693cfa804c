"""Counting vehicles."""

from __future__ import annotations

from dataclasses import fields

from budgetc.budget.model import Assets, Vehicles

USES = tuple(field.name for field in fields(Vehicles) if field.name != "origin")
"""The uses of vehicles, as keys."""


def number_of(vehicles: Vehicles | None) -> int:
    """Return how many vehicles there are of all uses."""
    return sum(getattr(vehicles, use) for use in USES) if vehicles else 0


def held(assets: Assets | None) -> int | None:
    """Return how many vehicles are held; nothing where the source does not say it."""
    if assets is None:
        return None
    if assets.vehicles is None and assets.vehicles_by_use is not None:
        return number_of(assets.vehicles_by_use)
    return assets.vehicles
