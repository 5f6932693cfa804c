"""The cells of column heads of several levels: who is merged with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from budgetc.document.model import Column, Panel


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of the heads; rows and columns count from 0."""

    text: str
    row: int
    rows: int
    column: int
    columns: int

    @property
    def last_row(self) -> int:
        """The lowest row the cell covers."""
        return self.row + self.rows - 1


def head_depth(panels: Sequence[Panel]) -> int:
    """Return how many rows the heads need: at least one."""
    return max((len(column.header) for panel in panels for column in panel.columns), default=1) or 1


def head_cells(panels: Sequence[Panel]) -> tuple[HeadCell, ...]:
    """Return the cells of the heads of panels side by side, row by row, left to right.

    Neighbours of one panel that begin alike share a cell; heads that end early reach down to the
    last row. A column that ends where its neighbour goes on has a cell of its own.
    """
    depth = head_depth(panels)
    cells: list[HeadCell] = []
    start = 0
    for panel in panels:
        for row in range(depth):
            cells.extend(_cells_of_row(panel.columns, row, depth, start))
        start += len(panel.columns)
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _cells_of_row(
    columns: Sequence[Column], row: int, depth: int, start: int
) -> Iterator[HeadCell]:
    headers = [column.header or ("",) for column in columns]
    position = start
    for key, group in groupby(headers, key=lambda header: _prefix(header, row)):
        count = len(tuple(group))
        if key is not None:
            ends = key[1]
            yield HeadCell(key[0][-1], row, depth - row if ends else 1, position, count)
        position += count


def _prefix(header: tuple[str, ...], row: int) -> tuple[tuple[str, ...], bool] | None:
    """Return what neighbours must have in common in a row; nothing where the header has ended."""
    if row >= len(header):
        return None
    return header[: row + 1], row + 1 == len(header)
