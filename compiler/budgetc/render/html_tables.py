"""Tables of a page: merged heads, a column that names each row, and figures that lead on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.document.model import (
    Column,
    FormCell,
    Line,
    Panel,
    Role,
    Row,
    RowKind,
    Table,
    line_text,
    side_by_side,
)
from budgetc.render import grid
from budgetc.render.html_escape import escape, escape_line
from budgetc.render.html_marks import Marks

_WIDEST = 40
"""The largest width of a column that the style sheet knows."""
_PORTRAIT = 53
"""How many letters of a table stand beside each other on paper, in ideographs."""
_ON_PAPER = {Role.CODE: 2, Role.LABEL: 8, Role.TEXT: 4, Role.AMOUNT: 4}
"""How many of them a column has at least."""
_DIGIT, _SIDES = 0.52, 0.8
_CLASSES = {Role.CODE: "c", Role.LABEL: "l", Role.TEXT: "t", Role.AMOUNT: "n"}
_JOINT = " / "


def table_html(table: Table, heading: str, marks: Marks) -> Iterator[str]:
    """Yield a table without its heading, row by row.

    Args:
        table: of a document.
        heading: the id of the heading that names it.
        marks: makes its figures links.
    """
    left, right = map(escape, table.above)
    if left or right:
        yield f'<p class="above"><span>{left}</span><span>{right}</span></p>'
    yield f'<div class="grid" role="group" tabindex="0" aria-labelledby="{heading}">'
    if table.form:
        yield from _form(table, heading, marks)
    if table.columns:
        yield from _Grid(table, heading, marks).lines()
    yield "</div>"
    for note in table.notes:
        yield f'<p class="tablenote">{marks.under(table.name, note)}</p>'


def is_wide(table: Table) -> bool:
    """Tell whether a table needs a page on its side: as laid out, or for its amounts."""
    return table.wide or sum(_needs(table)) > _PORTRAIT


def _needs(table: Table) -> Iterator[float]:
    """Yield how wide each column has to be on paper, in ideographs."""
    for panel in table.panels:
        for at, column in enumerate(panel.columns):
            texts = panel.rows if column.role is Role.AMOUNT else ()
            longest = max((len(line_text(row.cells[at])) for row in texts), default=0)
            yield max(_ON_PAPER[column.role], longest * _DIGIT) + _SIDES


def _form(table: Table, heading: str, marks: Marks) -> Iterator[str]:
    yield f'<table class="form" aria-labelledby="{heading}">'
    yield f"<colgroup>{'<col>' * grid.FORM_PARTS}</colgroup><tbody>"
    for row in table.form:
        yield f"<tr>{''.join(_form_cell(cell, table, marks) for cell in row)}</tr>"
    yield "</tbody></table>"


def _form_cell(cell: FormCell, table: Table, marks: Marks) -> str:
    span = f' colspan="{cell.width}"' if cell.width != 1 else ""
    if cell.head:
        return f'<th scope="row"{span}>{marks.under(table.name, cell.content)}</th>'
    whole = "" if grid.only_figure(cell.content) is None else ' class="w"'
    return f"<td{whole}{span}>{marks.under(table.name, cell.content)}</td>"


class _Grid:
    """The grid of one table, panels side by side."""

    def __init__(self, table: Table, heading: str, marks: Marks) -> None:
        self._table = table
        self._heading = heading
        self._marks = marks
        self._columns = table.columns
        self._rows = grid.grid_rows(table.panels)
        self._label = self._naming_column()
        self._covered = grid.covered_rows(self._columns, self._rows)

    def lines(self) -> Iterator[str]:
        """Yield the grid."""
        wide = " many" if len(self._columns) > grid.FORM_PARTS else ""
        yield f'<table class="data{wide}" aria-labelledby="{self._heading}">'
        cols = (f'<col class="w{_width(column)}">' for column in self._columns)
        yield f"<colgroup>{''.join(cols)}</colgroup>"
        yield "<thead>"
        yield from self._heads()
        yield "</thead><tbody>"
        for number, rows in enumerate(side_by_side(self._table.panels)):
            yield self._row(number, rows)
        yield "</tbody></table>"

    def _naming_column(self) -> int:
        """Return the column that names the rows: the first label, else the first."""
        labels = (i for i, column in enumerate(self._columns) if column.role is Role.LABEL)
        return next(labels, 0)

    def _heads(self) -> Iterator[str]:
        cells = grid.head_cells(self._table.panels)
        for row in range(grid.head_depth(self._table.panels)):
            yield f"<tr>{''.join(self._head(cell) for cell in cells if cell.row == row)}</tr>"

    def _head(self, cell: grid.HeadCell) -> str:
        one = self._columns[cell.column].role if cell.columns == 1 else None
        look = "k" if one is Role.CODE else "stay" if one and cell.column == self._label else ""
        stays = f' class="{look}"' if look else ""
        scope = "col" if cell.columns == 1 else "colgroup"
        spans = grid.spans(cell.columns, cell.rows)
        if not cell.text:
            return f"<td{stays}{spans}></td>"
        return f'<th scope="{scope}"{stays}{spans}>{escape(cell.text)}</th>'

    def _row(self, number: int, rows: Sequence[Row | None]) -> str:
        row = self._rows[number]
        homes = [
            (panel, row)
            for panel, row in zip(self._table.panels, rows, strict=True)
            for _ in panel.columns
        ]
        cells = (
            self._cell(number, cell, *homes[cell.column])
            for cell in row.cells
            if self._covered.get((number, cell.column), 1)
        )
        kind = ' class="total"' if row.total else ""
        return f"<tr{kind}>{''.join(cells)}</tr>"

    def _cell(self, number: int, cell: grid.GridCell, panel: Panel, row: Row | None) -> str:
        column = self._columns[cell.column]
        spans = grid.spans(cell.columns, self._covered.get((number, cell.column), 1))
        content = self._content(cell.content, column, row)
        looks = [_CLASSES[column.role]] if cell.columns == 1 else ["s"]
        looks += ["b"] * cell.bold + ["m"] * cell.centred
        looks += [f"i{min(cell.indent, 9)}"] if cell.indent else []
        covers = cell.column <= self._label < cell.column + cell.columns
        named = panel.columns and row is not None and bool(cell.content)
        first = next((c for c in panel.columns if c.role is Role.LABEL), None)
        names = named and (
            column is first
            or (cell.columns > 1 and row is not None and row.kind is not RowKind.NOTE)
        )
        looks += ["stay"] * covers
        tag, scope = ("th", ' scope="row"') if names else ("td", "")
        return f'<{tag}{scope} class="{" ".join(looks)}"{spans}>{content}</{tag}>'

    def _content(self, content: Line, column: Column, row: Row | None) -> str:
        if not content:
            return ""
        if row is None:
            return escape_line(content)
        called = f"{row.code or ''} {row.label}".strip() or line_text(row.cells[0])
        return self._marks.line(
            content, (self._table.name, called, _JOINT.join(filter(None, column.header)))
        )


def _width(column: Column) -> int:
    return max(1, min(_WIDEST, round(column.width)))
