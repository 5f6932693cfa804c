"""Figures of two documents by their ids: which changed, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetc.diff.model import FigureChange
from budgetc.document.figures import figures_by_id
from budgetc.document.model import PERCENT, Document, Figure, Line
from budgetc.numbers.money import Unit

Money = Mapping[str, Unit]
"""Units of money by name."""


def figure_changes(before: Document, after: Document, money: Money) -> Iterator[FigureChange]:
    """Yield the figures of two documents whose values differ, printed or not."""
    yield from _changes(figures_by_id(before), figures_by_id(after), money)


def changes_in(before: Line | None, after: Line | None, money: Money) -> Iterator[FigureChange]:
    """Yield the figures of two passages that are printed differently."""
    yield from _changes(_figures(before), _figures(after), money)


def changed_in(before: Line | None, after: Line | None) -> Iterator[tuple[Figure, bool]]:
    """Yield the figures themselves, each with whether it is of the first passage."""
    olds, news = _figures(before), _figures(after)
    for key, figure in olds.items():
        if key not in news or _differ(figure, news[key]):
            yield figure, True
    for key, figure in news.items():
        if key not in olds or _differ(figure, olds[key]):
            yield figure, False


def _figures(line: Line | None) -> Mapping[str, Figure]:
    return {part.id: part for part in line or () if isinstance(part, Figure)}


def _changes(
    olds: Mapping[str, Figure], news: Mapping[str, Figure], money: Money
) -> Iterator[FigureChange]:
    for key in dict.fromkeys((*olds, *news)):
        old, new = olds.get(key), news.get(key)
        if old is None or new is None or _differ(old, new):
            there = new or old
            unit = there.unit if there else ""
            yield FigureChange(
                key,
                old.text if old else None,
                new.text if new else None,
                _difference(old, new),
                unit,
                money.get(unit),
            )


def _differ(old: Figure, new: Figure) -> bool:
    return (old.text, old.value) != (new.text, new.value)


def _difference(old: Figure | None, new: Figure | None) -> int | None:
    if any(figure is not None and figure.unit == PERCENT for figure in (old, new)):
        return None
    return (new.value if new else 0) - (old.value if old else 0)
