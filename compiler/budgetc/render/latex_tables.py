"""Tables in LaTeX: a longtable with merged heads, in the macros of the skeleton."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from budgetc.document.model import FormCell, Line, Table
from budgetc.render import grid
from budgetc.render.breaks import CELL_RUN
from budgetc.render.latex_escape import escape, escape_line
from budgetc.render.latex_parts import UPRIGHT, WIDE, Page, amount_width

_ROOMY_COLUMNS = 8
_ROOMY_ROWS = 24
_DENSE_ROWS = 28
"""A table with more columns or rows is printed smaller or closer, so that it fits its page."""
_KEEP_ROWS = 4
"""A merged cell over no more rows than this stays on one page."""


def table_latex(table: Table, entry: str) -> str:
    """Return a table.

    Args:
        table: what to print.
        entry: what kind of entry it has in the contents, such as `subsection`.
    """
    heading = f"{{{entry}}}{{{escape(table.number)}}}{{{escape(table.title)}}}{{{_size(table)}}}"
    lines = [rf"\begin{{budgettable}}{heading}"]
    if any(table.above):
        left, right = (escape(text, run=CELL_RUN) for text in table.above)
        lines.append(rf"\gridabove{{{left}}}{{{right}}}")
    lines.extend(_form(table))
    if table.columns:
        lines.extend(_Grid(table).lines())
    if table.notes:
        lines += [r"\begin{gridnotes}", "\n\n".join(map(escape_line, table.notes))]
        lines.append(r"\end{gridnotes}")
    lines.append(r"\end{budgettable}")
    return "\n".join(lines)


def _size(table: Table) -> str:
    rows = max((len(panel.rows) for panel in table.panels), default=0)
    if rows > _DENSE_ROWS:
        return r"\gridtight"
    if len(table.panels) > 1 or len(table.columns) > _ROOMY_COLUMNS or rows > _ROOMY_ROWS:
        return r"\griddense"
    return r"\gridroomy"


def _form(table: Table) -> Iterator[str]:
    """Yield the rows over the heads; where they are higher than a page, it may end between any."""
    page = _page(table)
    rows = grid.form_rows(table)
    widths = grid.form_parts(rows, amount_width, page.width)
    shared = [[sum(widths[start:end]) / page.width for _, start, end in grid.form_places([row])]
              for row in rows]  # fmt: skip
    placed = [
        tuple(zip(row, shares, strict=True)) for row, shares in zip(rows, shared, strict=True)
    ]
    higher = sum(max(_form_lines(one, page) for one in row) for row in placed) > page.lines
    for row in placed:
        parts = tuple(_form_parts(row, page))
        specs = f"|{'|'.join(map(_form_spec, row))}|"
        if len(parts) == 1:
            yield rf"\formrow{{{specs}}}{{{parts[0]}}}"
        else:
            for index, part in enumerate(parts):
                first, last = not index, index + 1 == len(parts)
                rules = (r"\hline" if first else "", r"\hline" if last else "")
                yield (
                    rf"{{\noindent\begin{{tabular}}{{@{{}}{specs}@{{}}}}{rules[0]}"
                    rf"{part}\\{rules[1]}\end{{tabular}}\par}}"
                )
                yield (
                    r"\nobreak\nointerlineskip\kern-\arrayrulewidth"
                    if last
                    else r"\penalty0\nointerlineskip"
                )
        if higher:
            yield r"\penalty0"


_Placed = tuple[FormCell, float]
"""A cell of a form, and its share of the width."""


def _form_lines(placed: _Placed, page: Page) -> int:
    cell, share = placed
    return page.lines_of(cell.content, share)


def _form_spec(placed: _Placed) -> str:
    cell, share = placed
    return f"{'C' if grid.is_centred(cell) else 'L'}{{{_share(share)}}}"


def _form_parts(row: Sequence[_Placed], page: Page) -> Iterator[str]:
    """Yield the cells of a row, those of each part of it if it is higher than a page."""
    for parts in zip_longest(
        *(page.parts(cell.content, share) for cell, share in row), fillvalue=()
    ):
        yield " & ".join(_form_text(cell, part) for (cell, _), part in zip(row, parts, strict=True))


def _form_text(cell: FormCell, part: Line) -> str:
    if grid.only_figure(part) is not None:
        return rf"\amount{{{escape_line(part)}}}"
    text = escape_line(part, run=CELL_RUN)
    return rf"\headfont {text}" if cell.head else text


def _page(table: Table) -> Page:
    return WIDE if table.wide else UPRIGHT


def _share(share: float) -> str:
    return f"{share:.5f}"


class _Grid:
    """The longtable of one table. Rows of the grid count from 1 and begin with the heads."""

    def __init__(self, table: Table) -> None:
        self._columns = table.columns
        total = sum(column.width for column in self._columns)
        self._shares = [column.width / total for column in self._columns]
        self._page = _page(table)
        self._whole = grid.grid_rows(table.panels)
        self._rows = grid.parted(self._columns, self._whole, self._parts)
        self._depth = grid.head_depth(table.panels)
        self._heads = grid.head_cells(table.panels)
        self._runs = grid.merged_cells(self._columns, self._rows)

    def lines(self) -> Iterator[str]:
        """Yield the longtable and the measuring before it."""
        specs = (
            f"{self._letter(index)}{{{_share(share)}}}" for index, share in enumerate(self._shares)
        )
        yield rf"\gridspec{{|{'|'.join(specs)}|}}"
        yield rf"\gridreset{{{self._depth}}}"
        yield from self._head_measures()
        if self._runs:
            yield from self._row_measures()
        yield r"\gridbegin"
        yield r"\hline"
        yield from self._head_rows()
        yield r"\endhead"
        yield r"\gridfoot\endfoot"
        for index, row in enumerate(self._rows):
            yield rf"\griduse{{{self._number(index)}}}" if self._runs else self._content(index, row)
            yield self._end_of_row(index)
        yield r"\end{longtable}"

    def _parts(self, cell: grid.GridCell) -> tuple[Line, ...]:
        """Return a cell's text in parts; what is never broken stays whole."""
        column = self._columns[cell.column]
        if cell.columns > 1 or column.role.is_unbroken:
            return (cell.content,)
        return self._page.parts(cell.content, self._shares[cell.column])

    def _letter(self, index: int) -> str:
        if self._columns[index].merged:
            return "M"
        return grid.alignment(self._columns, self._whole, index)[0].upper()

    def _span(self, column: int, columns: int) -> str:
        return _share(sum(self._shares[column : column + columns]))

    def _number(self, index: int) -> int:
        return self._depth + 1 + index

    # Heads

    def _head_measures(self) -> Iterator[str]:
        # Cells of one row first: the rows they need may already hold the taller cells.
        named = sorted(enumerate(self._heads), key=lambda item: item[1].rows)
        for index, cell in named:
            share = self._span(cell.column, cell.columns)
            text = escape(cell.text, run=CELL_RUN)
            place = f"{{h{index}}}{{{cell.row + 1}}}{{{cell.rows}}}{{{share}}}"
            yield rf"\gridcell{place}{{\headfont {text}}}"

    def _head_rows(self) -> Iterator[str]:
        for row in range(self._depth):
            covering = sorted(
                (one for one in enumerate(self._heads) if one[1].row <= row <= one[1].last_row),
                key=lambda one: one[1].column,
            )
            yield " & ".join(_head_cell(index, cell, row) for index, cell in covering)
            ending = [
                column
                for _, cell in covering
                if cell.last_row == row
                for column in range(cell.column, cell.column + cell.columns)
            ]
            yield r"\\*" + self._rules(ending)

    def _rules(self, columns: Sequence[int]) -> str:
        """Return the rule under some columns; where it is not whole, no page ends there."""
        if len(columns) == len(self._columns):
            return r"\hline"
        neighbours = groupby(enumerate(columns), key=lambda item: item[1] - item[0])
        stretches = ([column + 1 for _, column in group] for _, group in neighbours)
        return "".join(rf"\gridcline{{{one[0]}-{one[-1]}}}" for one in stretches)

    # Rows

    def _row_measures(self) -> Iterator[str]:
        for index, row in enumerate(self._rows):
            yield rf"\gridrow{{{self._number(index)}}}{{{self._content(index, row)}}}"
        named = sorted(enumerate(self._runs), key=lambda item: item[1].rows)
        for index, run in named:
            text = escape_line(run.content, run=CELL_RUN)
            place = f"{{m{index}}}{{{self._number(run.first)}}}{{{run.rows}}}"
            yield rf"\gridcell{place}{{{_share(self._shares[run.column])}}}{{{text}}}"

    def _content(self, index: int, row: grid.GridRow) -> str:
        covering = (one for one in enumerate(self._runs) if one[1].first <= index <= one[1].last)
        runs = {run.column: number for number, run in covering}
        mark = next(iter(runs), None)
        cells = []
        for cell in row.cells:
            if cell.columns == 1 and cell.column in runs:
                number = self._number(index)
                marked = rf"\gridmark{{{number}}}" if cell.column == mark else ""
                cells.append(rf"{marked}\gridrun{{m{runs[cell.column]}}}{{{number}}}")
            else:
                cells.append(self._cell(cell))
        return " & ".join(cells)

    def _cell(self, cell: grid.GridCell) -> str:
        unbroken = cell.columns == 1 and self._columns[cell.column].role.is_unbroken
        text = escape_line(cell.content, run=None if unbroken else CELL_RUN)
        if text and unbroken:
            text = rf"\amount{{{text}}}"
        if text and cell.bold:
            text = rf"\bfseries {text}"
        if text and cell.indent:
            text = rf"\gridindent{{{cell.indent}}}{text}"
        if cell.columns == 1 and not cell.centred:
            return text
        letter = "C" if cell.centred else "L"
        left = "|" if cell.column == 0 else ""
        spec = f"{left}{letter}{{{self._span(cell.column, cell.columns)}}}|"
        return rf"\multicolumn{{{cell.columns}}}{{{spec}}}{{{text}}}"

    def _end_of_row(self, index: int) -> str:
        if self._rows[index].goes_on:
            return r"\\"
        going_on = [run for run in self._runs if run.first <= index < run.last]
        if going_on:
            ruled = sorted(set(range(len(self._columns))) - {run.column for run in going_on})
            keep = any(run.rows <= _KEEP_ROWS for run in going_on)
            return r"\\*" + self._rules(ruled) + ("" if keep else r"\gridbreak")
        following = self._rows[index + 1 : index + 2]
        last = index + 2 == len(self._rows)
        return r"\\*\gridkeep" if last and following[0].total else r"\\\hline"


def _head_cell(index: int, cell: grid.HeadCell, row: int) -> str:
    left = "|" if cell.column == 0 else ""
    content = rf"\gridput{{h{index}}}" if cell.row == row else ""
    return rf"\multicolumn{{{cell.columns}}}{{{left}c|}}{{\gridstrut{{{row + 1}}}{content}}}"
