"""Figures of two documents by their ids: which changed, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetc.diff.model import FigureChange
from budgetc.document.model import PERCENT, Figure
from budgetc.numbers.money import Unit

Changed = tuple[Figure | None, Figure | None]
"""A figure before and after; `None` where it is not there."""


def changed(olds: Mapping[str, Figure], news: Mapping[str, Figure]) -> Iterator[Changed]:
    """Yield the figures that are of another value or printed otherwise, by their ids."""
    for key in dict.fromkeys((*olds, *news)):
        old, new = olds.get(key), news.get(key)
        if old is None or new is None or (old.text, old.value) != (new.text, new.value):
            yield old, new


def figure_change(
    old: Figure | None, new: Figure | None, units: Mapping[str, Unit]
) -> FigureChange:
    """Return what reports say of a figure that changed.

    Args:
        old: as it was.
        new: as it is.
        units: of money and of what else is measured, by name.
    """
    there = old if new is None else new
    if there is None:
        raise TypeError
    before, after = (None if one is None else one.text for one in (old, new))
    is_percent = any(one is not None and one.unit == PERCENT for one in (old, new))
    more = (new.value if new else 0) - (old.value if old else 0)
    unit, difference = there.unit, None if is_percent else more
    point = there.numbers.point if there.numbers else "."
    return FigureChange(there.id, before, after, difference, unit, units.get(unit), point)
