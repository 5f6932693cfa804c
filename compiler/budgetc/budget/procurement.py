"""Sums of procurement, from its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from budgetc.budget.model import Budget, ProcurementLine
from budgetc.source.origin import Place


def with_procurement_added_up(budget: Budget) -> Budget:
    """Return a budget whose procurement has its sums where it is given line by line.

    A line that says nothing of smaller enterprises reserves nothing for them (GOV003 asks).
    """
    procurement = budget.procurement
    if procurement is None or not procurement.lines:
        return budget
    sums: dict[str, Any] = dict.fromkeys(_SUMS, 0)
    places: dict[str, tuple[Place, ...]] = {}
    for line in procurement.lines:
        for name, key in _parts(line):
            sums[name] += getattr(line, key)
            places[name] = (*places.get(name, ()), Place(line.origin, key))
    origin = procurement.origin.with_places(places)
    return replace(budget, procurement=replace(procurement, **sums, origin=origin))


_SUMS = ("goods", "works", "services", "reserved_small_and_medium", "reserved_small_and_micro")


def _parts(line: ProcurementLine) -> Iterator[tuple[str, str]]:
    """Yield the sums that a line is part of, each with its key that holds the amount."""
    yield line.category, "amount"
    if line.small_and_medium is not None:
        yield "reserved_small_and_medium", "small_and_medium"
    if line.small_and_micro is not None:
        yield "reserved_small_and_micro", "small_and_micro"
