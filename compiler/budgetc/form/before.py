"""Last year's amounts, where last year's source has them, for a form to show beside this year's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from budgetc.form.model import Grid, Row, is_number
from budgetc.source import nodes
from budgetc.source.identity import Names
from budgetc.source.nodes import Scalar, SourceTree

_UNSURE = "#"
"""Stands in a path where an entry is told by its number: last year's may be another."""


def with_amounts_before(
    grids: Iterable[Grid], tree: SourceTree, last: SourceTree, rate: Decimal
) -> Iterator[Grid]:
    """Yield grids whose rows have the amounts that the same rows of last year's source have.

    Args:
        grids: of a source.
        tree: of that source, with its shape.
        last: of last year's, with its own shape.
        rate: what last year's unit is worth in this year's.
    """
    here, there = Names(tree), Names(last)
    for grid in grids:
        rows = (replace(row, before=_before(row, here, there, rate)) for row in grid.rows)
        yield replace(grid, rows=tuple(rows))


def _before(row: Row, here: Names, there: Names, rate: Decimal) -> Decimal | None:
    """Return the amount of the row of last year that is called the same, if there is one."""
    shape, called = here.tree.shape.at(row.path), here.text(row.path)
    if not shape.has(shape.written("prior")) or _UNSURE in called:
        return None
    path = there.find(called)
    node = None if path is None else there.tree.at(path)[0]
    if path is None or not isinstance(node, nodes.Mapping):
        return None
    typed = node.get(there.tree.shape.at(path).written("amount"))
    value = typed.value if isinstance(typed, Scalar) else None
    return value * rate if is_number(value) else None
