"""Last year's amounts, as far as its sources have them, for a form to show beside this year's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from budgetc.form.model import Grid
from budgetc.numbers.money import Unit
from budgetc.source.nodes import Path


def with_amounts_before(
    grids: Iterable[Grid], before: Mapping[Path, int], unit: Unit
) -> Iterator[Grid]:
    """Yield grids whose rows have last year's amounts.

    Args:
        grids: of a source.
        before: these amounts in 分, by the places of the source.
        unit: of that source.
    """
    for grid in grids:
        rows = (
            replace(row, before=Decimal(before[row.path]) / unit.fen) if row.path in before else row
            for row in grid.rows
        )
        yield replace(grid, rows=tuple(rows))
