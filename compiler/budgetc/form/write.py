"""A form as a workbook: a sheet a list, totals as formulas, and what it was made from hidden in it.

The first column of each sheet is hidden and says what a row stands for, and so does the row above
the heads of the columns: rows may be sorted, put in and taken out, and columns moved, and the form
is read all the same.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from textwrap import wrap

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from budgetc import __version__
from budgetc.files.data import Resources
from budgetc.files.packed import of_any_system
from budgetc.form.cells import Cells
from budgetc.form.looks import (
    CLOSED,
    GAP,
    HEAD,
    LABEL,
    NOTE,
    TITLE,
    TOTAL,
    look_of,
    width_of,
)
from budgetc.form.model import BESIDE_ONE_ANOTHER, BETWEEN, Field, Grid, Kind, Row
from budgetc.form.overview import Overview
from budgetc.form.shown import labelled
from budgetc.frozen import frozen
from budgetc.render.html_escape import plain
from budgetc.render.words import words_of
from budgetc.render.xlsx_looks import Looks
from budgetc.render.xlsx_sheet import free_name

WORDS = "templates/form/words.json"

EDITION = 1
"""Of the form: what is written into a workbook, and how it is read."""

HIDDEN = "_budgetc"
"""The sheet that says what the form was made from."""

GRID, HEADS, PARENT, KEY, BESIDE = "grid", "heads", "^", "#", "~"
"""What the hidden cells say: where a grid begins, where its heads are, and in which columns stand
the row above that a row belongs to, a row's own key, and what is shown and not read again."""

_SPARE = 40
"""Empty rows that a list offers."""
_REACH = 1000
"""Rows below those there are, down to which totals reach."""
_OPEN_COLUMNS = 60
"""Up to which people may write beside a grid; each column costs time."""
_CHUNK = 30_000
_ABOUT = 250


@frozen()
class Origin:
    """What a form is made from.

    Attributes:
        name: of the source, in its workspace.
        content: the whole file.
        department: its name.
        year: of the budget.
        unit: of its amounts.
        language: that the form speaks.
    """

    name: str
    content: bytes
    department: str
    year: int
    unit: str
    language: str


def head_key(grid: str, column: str) -> str:
    """Return what the head of a column is kept by: the hidden marks of its grid and its own."""
    return f"{grid} {column}"


def write_form(origin: Origin, grids: Sequence[Grid], resources: Resources) -> bytes:
    """Return the workbook of a form; the same bytes for the same source.

    Raises:
        DataFaultError: the data file of its words cannot be used.
    """
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options)
    _Form(book, origin, grids, words_of(resources, WORDS, origin.language)).write()
    book.close()
    return of_any_system(content)


@frozen()
class _Home:
    """Where a grid stands: its sheet, the rows of its marks and heads, the column of its fields."""

    sheet: str
    marks: int
    heads: int
    first: int
    count: int

    @property
    def body(self) -> int:
        return self.heads + 1

    @property
    def last(self) -> int:
        return self.heads + self.count

    def rows(self, column: int) -> str:
        """Return the name of a column of its rows, those that may be added among them."""
        name = xl_col_to_name(column, col_abs=True)
        return f"'{self.sheet}'!{name}${self.body + 1}:{name}${self.last + _REACH}"


class _Form:
    def __init__(
        self,
        book: xlsxwriter.Workbook,
        origin: Origin,
        grids: Sequence[Grid],
        say: Mapping[str, str],
    ) -> None:
        self._book, self._origin, self._grids, self._say = book, origin, grids, say
        self._looks = Looks(book, say["font"], say["head_font"])
        self._cells = Cells(self._looks, grids)
        taken = {HIDDEN}
        self._first, self._list_sheet = (free_name(say[key], taken) for key in ("first", "lists"))
        self._sheets = [
            (free_name(_sheet_name(group) or say["others"], taken), group)
            for group in _on_sheets(grids)
        ]
        self._homes: dict[tuple[str, ...], _Home] = {}
        self._totals: dict[tuple[tuple[str, ...], int], str] = {}
        self._widths: dict[tuple[str, int], int] = {}
        self._heads: dict[str, str] = {}

    def write(self) -> None:
        """Write the sheets."""
        title = self._title()
        self._book.set_properties({"title": plain(title)[:255], "created": _EPOCH})
        first = self._book.add_worksheet(self._first)
        sheets = [(self._book.add_worksheet(name), name, grids) for name, grids in self._sheets]
        for _, name, grids in sheets:
            self._settle(name, grids)
        self._cells.write_offered(self._book.add_worksheet(self._list_sheet), self._list_sheet)
        for sheet, _, grids in sheets:
            self._write_sheet(sheet, grids)
        overview = Overview(self._looks, self._say, dict(self._totals_of_grids()))
        overview.write(first, title, self._sheets)
        own = sorted((row + 1, at + 1) for row, cells in first.table.items() for at in cells)
        self._write_origin(self._book.add_worksheet(HIDDEN), own)

    def _title(self) -> str:
        return self._say["title"].format(department=self._origin.department, year=self._origin.year)

    def _title_of(self, grids: Sequence[Grid]) -> str:
        return plain(_sheet_name(grids) or self._say["others"])

    @property
    def _unit(self) -> str:
        """The line of each sheet that says what its amounts are in."""
        return self._say["unit"].format(unit=self._origin.unit)

    # Places

    def _settle(self, name: str, grids: Sequence[Grid]) -> None:
        row = 2
        for grid in grids:
            heads = row + 1 + (1 if grid.is_open else 0)
            first = 1 + bool(grid.above or not grid.is_open)
            self._homes[grid.place] = _Home(name, row, heads, first, len(grid.rows))
            row = heads + 1 + len(grid.rows) + 2

    # Sheets

    def _write_sheet(self, sheet: Worksheet, grids: Sequence[Grid]) -> None:
        open_cells = self._looks.of({"locked": False, "text_wrap": True})
        sheet.set_column(0, 0, None, open_cells, {"hidden": True})
        sheet.set_column(1, _OPEN_COLUMNS, None, open_cells)
        sheet.write_string(0, 1, self._title_of(grids), self._looks.of(TITLE))
        sheet.write_string(1, 1, self._unit, self._looks.of(NOTE))
        for grid in grids:
            self._write_grid(sheet, grid)
        (main, *_) = grids
        if main.is_open:
            home = self._homes[main.place]
            sheet.freeze_panes(home.body, home.first + min(main.labelled_by, default=0) + 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.protect("", _ALLOWED)
        if not any(grid.is_wanted for grid in grids):
            sheet.hide()

    def _write_grid(self, sheet: Worksheet, grid: Grid) -> None:
        home = self._homes[grid.place]
        head = self._looks.of(HEAD)
        marks = home.marks
        sheet.set_row(marks, None, None, {"hidden": True})
        grid_mark = json.dumps({GRID: grid.place}, ensure_ascii=False)
        sheet.write_string(marks, 0, grid_mark)
        sheet.write_string(home.heads, 0, json.dumps(HEADS))
        if home.first > 1:
            words = self._say["entry"]
            if grid.above:
                above = self._grid(grid.above)
                words = self._say["belongs"].format(name=above.name)
            sheet.write_string(marks, 1, PARENT if grid.above else BESIDE)
            sheet.write_string(home.heads, 1, plain(words), head)
        used = {number for row in grid.rows for number in row.typed}
        for number, field in enumerate(grid.fields):
            column = home.first + number
            mark, words = KEY if field.is_key else json.dumps(field.below), self._head(grid, field)
            sheet.write_string(marks, column, mark)
            sheet.write_string(home.heads, column, plain(words), head)
            self._heads[head_key(grid_mark, mark)] = plain(words)
            if field.about:
                sheet.write_comment(home.heads, column, plain(field.about)[:_ABOUT])
            self._shape_column(sheet, grid, number, is_used=number in used or not grid.rows)
        if grid.knows_before:
            self._write_before(sheet, grid, home)
        if grid.is_open:
            self._write_totals(sheet, grid, home)
            self._write_open_rows(sheet, grid, home)
        else:
            for number, row in enumerate(grid.rows):
                self._cells.make_high(sheet, home.body + number, grid, row)
                self._write_fixed_row(sheet, row, home, number)
        if home.first > 1:
            sheet.set_column(1, 1, 24, self._looks.of({"locked": False, "text_wrap": True}))

    def _head(self, grid: Grid, field: Field) -> str:
        """Return the head of a column; values by keys have no name of their own."""
        if grid.is_leaves:
            return self._say["content"]
        if not field.name and any(one.is_key for one in grid.fields):
            return self._say["amount" if field.kind is Kind.AMOUNT else "content"]
        return field.name or grid.name

    def _shape_column(self, sheet: Worksheet, grid: Grid, number: int, *, is_used: bool) -> None:
        """Make a column as wide as its values need, and fold one that the budget does not use."""
        home, field = self._homes[grid.place], grid.fields[number]
        column = home.first + number
        width = max(width_of(grid, field), self._widths.get((home.sheet, column), 0))
        self._widths[home.sheet, column] = width
        is_folded = grid.is_open and not (is_used or field.is_required)
        folded = {"level": 1, "hidden": True} if is_folded else {}
        sheet.set_column(
            column, column, width, self._looks.of({**look_of(field), "border": 0}), folded
        )

    def _write_open_rows(self, sheet: Worksheet, grid: Grid, home: _Home) -> None:
        last = home.body + len(grid.rows) + _SPARE - 1
        for number, row in enumerate(grid.rows):
            at = home.body + number
            sheet.write_string(at, 0, json.dumps(row.path, ensure_ascii=False))
            if grid.above:
                sheet.write_string(at, 1, row.parent, self._looks.of(LABEL))
            self._cells.make_high(sheet, at, grid, row)
            for place, (field, value) in enumerate(zip(grid.fields, row.values, strict=True)):
                self._cells.put(sheet, at, home.first + place, field, value)
                if place in row.typed and value is None:
                    self._cells.mark_blank(sheet, at, home.first + place)
        for at in range(last - _SPARE + 1, last + 1):
            if grid.above:
                sheet.write_blank(at, 1, None, self._looks.of(LABEL))
            for place, field in enumerate(grid.fields):
                self._cells.put(sheet, at, home.first + place, field, None)
        self._ask(sheet, grid, home, last)
        if grid.above:
            self._offer_owners(sheet, self._grid(grid.above), home, last)

    def _ask(self, sheet: Worksheet, grid: Grid, home: _Home, last: int) -> None:
        """Offer what may stand in the columns of rows, and show what is missing in one begun."""
        end = xl_col_to_name(home.first + len(grid.fields) - 1)
        area = f"$B{home.body + 1}:${end}{home.body + 1}"
        for column, field in enumerate(grid.fields, start=home.first):
            self._cells.offer(sheet, home.body, last, column, field)
            if field.is_required:
                cell = xl_rowcol_to_cell(home.body, column, col_abs=True)
                missing = f"=AND(COUNTA({area})>0,ISBLANK({cell}))"
                told = {"type": "formula", "criteria": missing, "format": self._looks.of(GAP)}
                sheet.conditional_format(home.body, column, last, column, told)

    def _offer_owners(self, sheet: Worksheet, above: Grid, home: _Home, last: int) -> None:
        """Offer the labels of the rows above."""
        if (column := self._label_column(above)) is not None:
            labels = self._homes[above.place].rows(column)
            told = {"validate": "list", "source": f"={labels}", "error_type": "warning"}
            sheet.data_validation(home.body, 1, last, 1, told)

    def _write_fixed_row(self, sheet: Worksheet, row: Row, home: _Home, number: int) -> None:
        at = home.body + number
        sheet.write_string(at, 0, json.dumps(row.path, ensure_ascii=False))
        sheet.write_string(at, 1, plain(row.label), self._looks.of({**HEAD, "align": "left"}))
        for place, (field, value) in enumerate(zip(row.fields, row.values, strict=True)):
            column = home.first + place
            if field is None:
                sheet.write_blank(at, column, None, self._looks.of(CLOSED))
                continue
            self._cells.put(sheet, at, column, field, value)
            self._cells.offer(sheet, at, at, column, field)
            if field.about and not field.below:
                sheet.write_comment(at, 1, plain(field.about)[:_ABOUT])
            if value is None and (place in row.typed or field.is_required):
                self._cells.mark_blank(sheet, at, column)

    def _write_before(self, sheet: Worksheet, grid: Grid, home: _Home) -> None:
        """Write last year's amounts behind the columns: they are shown, and not read again."""
        column = home.first + len(grid.fields)
        name = self._say["before"].format(year=self._origin.year - 1)
        width = max(18, self._widths.get((home.sheet, column), 0))
        self._begin_beside(sheet, home, column, name, width)
        look = self._looks.of({**TOTAL, "locked": False})  # so that rows can be sorted with it
        for at, row in enumerate(grid.rows, start=home.body):
            if row.before is not None:
                sheet.write_number(at, column, float(row.before), look)
        if grid.is_open:
            total = sum((row.before for row in grid.rows if row.before is not None), Decimal())
            self._sum(sheet, grid, home.heads - 1, column, float(total))

    def _begin_beside(
        self, sheet: Worksheet, home: _Home, column: int, name: str, width: int
    ) -> None:
        """Write the mark and the head of a column that is shown, and not read again."""
        sheet.write_string(home.marks, column, BESIDE)
        sheet.write_string(home.heads, column, plain(name), self._looks.of(HEAD))
        sheet.set_column(column, column, width, self._looks.of({"locked": False}))

    # Totals

    def _write_totals(self, sheet: Worksheet, grid: Grid, home: _Home) -> None:
        """Write the sums of amounts above the heads, and what the grids below add up to."""
        look = self._looks.of(TOTAL)
        line = home.heads - 1
        if any(field.kind is Kind.AMOUNT for field in grid.fields):
            sheet.write_string(line, home.first, plain(self._say["total"]), look)
        for number, field in enumerate(grid.fields):
            if field.kind is Kind.AMOUNT:
                total = grid.added(number)
                self._sum(sheet, grid, line, home.first + number, float(total))
        column = home.first + len(grid.fields) + grid.knows_before
        inner = [below for below in self._grids if below.above == grid.place]
        labelled = self._label_column(grid) if inner else None
        if labelled == column:
            self._write_labels(sheet, grid, column)
            column += 1
        if labelled is not None and grid.amount_column is None:
            for below in (one for one in inner if one.amount_column is not None):
                self._write_owned(sheet, grid, below, column)
                column += 1

    def _label_column(self, grid: Grid) -> int | None:
        """Return the column of its sheet that says what the rows of a grid are called, if any does.

        It is one of its own behind the others where none of them alone says it.
        """
        home = self._homes[grid.place]
        if grid.naming_column is not None:
            return home.first + grid.naming_column
        behind = home.first + len(grid.fields) + grid.knows_before
        return behind if grid.labelled_by else None

    def _write_labels(self, sheet: Worksheet, grid: Grid, column: int) -> None:
        """Write what each row is called, for the sheets below to choose from."""
        home = self._homes[grid.place]
        look = self._looks.of({**TOTAL, "num_format": "@"})
        self._begin_beside(sheet, home, column, self._say["called"], 30)
        first, *further = (xl_col_to_name(home.first + n, col_abs=True) for n in grid.labelled_by)
        rows: list[Row | None] = [*grid.rows, *[None] * _SPARE]
        for at, row in enumerate(rows, start=home.body):
            cell = f"{first}{at + 1}"
            others = (f"{one}{at + 1}" for one in further)
            parts = (f'&IF({one}="","","{BESIDE_ONE_ANOTHER}"&{one})' for one in others)
            name = f"{cell}{''.join(parts)}"
            if grid.above and not grid.is_named_alone:
                name = f'IF($B{at + 1}="","",$B{at + 1}&"{BETWEEN}")&{name}'
            label = row.label if row is not None else ""
            if row is not None and label != labelled(grid, row):  # of several it has a number
                sheet.write_string(at, column, label, look)
                continue
            sheet.write_formula(at, column, f'=IF({cell}="","",{name})', look, label)

    def _write_owned(self, sheet: Worksheet, grid: Grid, below: Grid, column: int) -> None:
        """Write beside each row what the rows of a grid below that belong to it add up to."""
        home, inside = self._homes[grid.place], self._homes[below.place]
        look = self._looks.of(TOTAL)
        number = below.amount_column or 0
        name = self._say["derived"].format(name=below.name)
        self._begin_beside(sheet, home, column, name, 14)
        label = xl_col_to_name(self._label_column(grid) or 0, col_abs=True)
        owners, amounts = inside.rows(1), inside.rows(inside.first + number)
        known = [float(below.added(number, row.label)) for row in grid.rows]
        for at, value in enumerate([*known, *[""] * _SPARE], start=home.body):
            cell = f"{label}{at + 1}"
            formula = f'=IF({cell}="","",SUMIF({owners},{cell},{amounts}))'
            sheet.write_formula(at, column, formula, look, value)
        self._sum(sheet, grid, home.heads - 1, column, float(below.total))

    def _sum(self, sheet: Worksheet, grid: Grid, line: int, column: int, value: float) -> None:
        home = self._homes[grid.place]
        rows = home.rows(column).partition("!")[2]
        sheet.write_formula(line, column, f"=SUM({rows})", self._looks.of(TOTAL), value)
        cell = xl_rowcol_to_cell(line, column, row_abs=True, col_abs=True)
        self._totals[grid.place, column] = f"'{home.sheet}'!{cell}"

    def _grid(self, place: tuple[str, ...]) -> Grid:
        return next(grid for grid in self._grids if grid.place == place)

    def _totals_of_grids(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield the place of each list of amounts, and the cell with their sum."""
        for grid in self._grids:
            if grid.is_open and (number := grid.amount_column) is not None:
                column = self._homes[grid.place].first + number
                yield grid.place, self._totals[grid.place, column]

    def _write_origin(self, sheet: Worksheet, first: Sequence[tuple[int, int]]) -> None:
        """Write what a form is made from, and what of it is its own: the cells of its first sheet.

        Nobody sees it; what came back is told from it.
        """
        origin = self._origin
        told = {
            "form": EDITION,
            "source": origin.name,
            "compiler": __version__,
            "tables": {name: [grid.place for grid in grids] for name, grids in self._sheets},
            "others": [self._first, self._list_sheet],
            "first": {self._first: first},
            "titles": [self._title_of(grids) for _, grids in self._sheets],
            "unit": self._unit,
            "heads": self._heads,
        }
        sheet.write_string(0, 0, json.dumps(told, ensure_ascii=False))
        packed = base64.b64encode(zlib.compress(origin.content, 9)).decode("ascii")
        for row, part in enumerate(wrap(packed, _CHUNK), start=1):
            sheet.write_string(row, 0, part)
        sheet.very_hidden()


_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""A form has no day of its own, so that it is the same whenever it is made."""

_ALLOWED: Mapping[str, bool] = dict.fromkeys(
    (
        "format_cells",
        "format_columns",
        "format_rows",
        "insert_columns",
        "insert_rows",
        "sort",
        "autofilter",
    ),
    True,
)


def _on_sheets(grids: Sequence[Grid]) -> Iterator[tuple[Grid, ...]]:
    """Yield the grids of each sheet: a list has its own, what is always there its section's."""
    for is_open, group in groupby(grids, key=lambda grid: (grid.is_open, grid.section)):
        if is_open[0]:
            yield from ((grid,) for grid in group)
        else:
            yield tuple(group)


def _sheet_name(grids: Sequence[Grid]) -> str:
    first = grids[0]
    return first.section if first.name == first.section else f"{first.section}·{first.name}"
