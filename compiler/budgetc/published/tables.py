"""From a grid to a table: its heads, panels, rows and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetc.published.heads import (
    Matrix,
    count_heads,
    heads_of,
    panels_of,
    roles_of,
    table_roles,
)
from budgetc.published.model import (
    Cell,
    ColumnRole,
    PrintedColumn,
    PrintedPanel,
    PrintedRow,
    PrintedTable,
    PrintedUnit,
    PrintPlace,
)
from budgetc.published.numbers import NumberReader, column_unit, normalised
from budgetc.published.raw import RawCell, RawGrid

_CODE_FIRST = re.compile(r"([0-9]{3}(?:[0-9]{2}){0,3})\s*([^\d\s].*)")
_STEP = 1.0
"""Labels that begin so many letters further to the right are a step deeper."""


def table_of(grid: RawGrid, above: Sequence[str], reader: NumberReader) -> PrintedTable:
    """Return a grid as a table, without title.

    Args:
        grid: the table.
        above: lines over it, which may say its unit.
        reader: of its figures.
    """
    matrix = grid.matrix()
    heads = count_heads(matrix, reader) if grid.heads is None else grid.heads
    all_heads = [heads_of(matrix, heads, column) for column in range(grid.width)]
    unit = _unit_of(
        [*above, *dict.fromkeys(text for column in all_heads for text in column)], reader
    )
    roles = roles_of(matrix, heads, reader)
    spans = panels_of(roles, [column[0] if column else "" for column in all_heads])
    columns = tuple(
        PrintedColumn(
            own, role, column_unit(own, unit, reader) if role is ColumnRole.AMOUNT else None
        )
        for own, role in zip(all_heads, table_roles(roles, spans), strict=True)
    )
    cells = _Cells(matrix, heads, columns, reader, grid.place)
    kept = [
        row
        for row in range(heads, grid.height)
        if any(cell is not None and cell.text for cell in matrix[row])
    ]
    lines = tuple(tuple(cells.at(row, column) for column in range(grid.width)) for row in kept)
    indents = _indents(matrix, heads)
    panels = tuple(
        PrintedPanel(
            columns[start:end],
            tuple(_rows(lines, start, columns[start:end], [indents[row] for row in kept])),
        )
        for start, end in spans
    )
    return PrintedTable(
        number="",
        title="",
        section="",
        unit=unit,
        place=grid.place,
        above=tuple(above),
        heads=tuple(tuple(_texts(row)) for row in matrix[:heads]),
        lines=lines,
        panels=panels,
        notes=(),
        confidence=grid.confidence,
    )


class _Cells:
    """The cells of a table, as they are read."""

    def __init__(
        self,
        matrix: Matrix,
        heads: int,
        columns: Sequence[PrintedColumn],
        reader: NumberReader,
        place: PrintPlace,
    ) -> None:
        self._matrix = matrix
        self._heads = heads
        self._columns = columns
        self._reader = reader
        self._place = place

    def at(self, row: int, column: int) -> Cell:
        """Return the cell at a row and column; what covers several is read where it begins."""
        cell = self._matrix[row][column]
        if cell is None or cell.row < self._heads or not cell.text:
            return Cell("", self._beside(row) if cell is None else cell.place)
        of = self._columns[column]
        is_amount = of.role is ColumnRole.AMOUNT
        if cell.column != column or cell.row != row:
            return Cell("" if is_amount else cell.text, cell.place)
        number = self._reader.cell(cell.text, of.unit) if is_amount else None
        return Cell(cell.text, cell.place, number)

    def _beside(self, row: int) -> PrintPlace:
        cells = self._matrix[row]
        return next((cell.place for cell in cells if cell is not None), self._place)


def _unit_of(texts: Sequence[str], reader: NumberReader) -> PrintedUnit | None:
    return next((unit for text in texts if (unit := reader.unit_in(text))), None)


def _indents(matrix: Matrix, heads: int) -> list[dict[int, int]]:
    """Return of each row how deep the text of each column stands, in steps."""
    if not matrix:
        return []
    leftmost: dict[int, float] = {}
    for row in matrix[heads:]:
        for column, cell in enumerate(row):
            if cell is not None and cell.text and cell.column == column:
                leftmost[column] = min(leftmost.get(column, cell.indent), cell.indent)
    return [
        {
            column: round((cell.indent - leftmost[column]) / _STEP)
            for column, cell in enumerate(row)
            if cell is not None and cell.text and cell.column == column and column in leftmost
        }
        for row in matrix
    ]


def _rows(
    lines: Sequence[Sequence[Cell]],
    start: int,
    columns: Sequence[PrintedColumn],
    indents: Sequence[dict[int, int]],
) -> Iterator[PrintedRow]:
    """Yield the rows of the panel whose columns begin at a place, but for those blank there."""
    for line, indent in zip(lines, indents, strict=True):
        cells = tuple(line[start : start + len(columns)])
        if place := next((cell.place for cell in cells if cell.text), None):
            code, label, at = _named(cells, columns)
            yield PrintedRow(code, label, indent.get(start + at, 0), cells, place)


def _named(cells: Sequence[Cell], columns: Sequence[PrintedColumn]) -> tuple[str, str, int]:
    """Return the code and the label of a row, and where the label stands."""
    parts: list[str] = []
    label, at = "", 0
    other = ""
    for number, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        plain = normalised(cell.text).replace(" ", "")
        if column.role is ColumnRole.CODE and plain.isdigit():
            parts.append(plain if not parts else plain.zfill(2))
        elif column.role is ColumnRole.CODE:
            other = other or cell.text
        elif column.role is ColumnRole.LABEL and cell.text and not label:
            label, at = cell.text, number
    label = label or other
    code = "".join(parts)
    if not code and (found := _CODE_FIRST.fullmatch(label)):
        code, label = found[1], found[2].strip()
    return code, label, at


def continued(first: RawGrid, second: RawGrid, heads: int) -> RawGrid:
    """Return one grid of two that are one table; heads that are repeated stand once.

    Args:
        first: on the page before.
        second: at the top of the next.
        heads: how many rows of the first are heads.
    """
    before, after = first.matrix(), second.matrix()
    repeated = 0
    while repeated < min(heads, second.height) and _texts(before[repeated]) == _texts(
        after[repeated]
    ):
        repeated += 1
    down = first.height - repeated
    cells = tuple(
        replace(cell, row=cell.row + down) for cell in second.cells if cell.row >= repeated
    )
    return replace(
        first, height=first.height + second.height - repeated, cells=(*first.cells, *cells)
    )


def _texts(row: Sequence[RawCell | None]) -> list[str]:
    return [cell.text if cell is not None else "" for cell in row]
