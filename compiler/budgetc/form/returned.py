"""What stands in a form that came back: cells of rows, told apart by what is hidden beside them."""

from __future__ import annotations

import base64
import binascii
import datetime
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from budgetc.diagnostics.messages import HintedError, msg
from budgetc.files.foreign import foreign_json, whole
from budgetc.form.write import BESIDE, EDITION, GRID, HEADS, HIDDEN, KEY, PARENT, head_key
from budgetc.frozen import frozen
from budgetc.published.model import Unreadable
from budgetc.published.office import broken_office, parts_of
from budgetc.source.nodes import Path

_LARGEST_SOURCE = 64_000_000
"""Bytes of the source that a form was made from."""


class NoFormError(HintedError):
    """A file is no form, or none that can be read; says why."""


@frozen()
class Cell:
    """What stands in one cell.

    Attributes:
        value: as the program that saved it computed it: a text, a number, a day, or nothing.
        sheet: its sheet.
        row: from 1.
        column: from 1.
        format: in which numbers are shown.
        is_formula: whether it was computed.
        is_merged: whether it is one with others.
        is_hidden: whether nobody sees it, for its row or column is hidden.
    """

    value: Any
    sheet: str
    row: int
    column: int
    format: str = "General"
    is_formula: bool = False
    is_merged: bool = False
    is_hidden: bool = False

    @property
    def place(self) -> str:
        """Its name: 表6!D12."""
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there that anybody sees, nor may be seen once it is computed."""
        is_empty = self.value is None or (isinstance(self.value, str) and not self.value.strip())
        return is_empty and not self.is_uncomputed

    @property
    def is_uncomputed(self) -> bool:
        """Whether it holds a formula whose value no program has saved."""
        return self.is_formula and self.value is None


@frozen(eq=False)
class ReturnedRow:
    """A row of a grid.

    Attributes:
        path: of what it stood for; none for a row that was put in.
        cells: by the keys to the leaf, those of the row's own key by nothing.
        parent: what says to which row of the grid above it belongs.
        first: the cell at its beginning, for what is said of the whole row.
    """

    path: Path | None
    cells: Mapping[tuple[str, ...] | None, Cell]
    parent: Cell | None
    first: Cell

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return all(cell.is_blank for cell in self.cells.values())


@frozen(eq=False)
class ReturnedGrid:
    """A grid, with the columns that are there."""

    place: tuple[str, ...]
    columns: frozenset[tuple[str, ...] | None]
    rows: tuple[ReturnedRow, ...]
    head: Cell


@frozen()
class RenamedHead:
    """The head of a column that says something else than it did.

    Attributes:
        cell: the head.
        was: what the form said there.
    """

    cell: Cell
    was: str


@frozen(eq=False)
class Returned:
    """A form.

    Attributes:
        source: the name of the source that it was made from.
        content: of that source, at that time.
        grids: in the order of the sheets.
        sheets: their names.
        made: what the sheets of the grids were called; nothing in earlier forms.
        unmarked: the places of grids whose sheet has lost its hidden marks, with its first cell.
        unread: what was typed outside of the grids; of a sheet without any, its first cell.
        unit: the line of each sheet that says the unit; empty in earlier forms.
        other_units: what stands in place of that line.
        renamed: heads of columns that say something else than they did.
    """

    source: str
    content: bytes
    grids: tuple[ReturnedGrid, ...]
    sheets: tuple[str, ...]
    made: Mapping[tuple[str, ...], str]
    unmarked: Mapping[tuple[str, ...], Cell]
    unread: tuple[Cell, ...]
    unit: str
    other_units: tuple[Cell, ...]
    renamed: tuple[RenamedHead, ...]


def read_form(content: bytes) -> Returned:
    """Return what stands in a form.

    Raises:
        NoFormError: it is none, or broken, or of another edition.
        ImportError: what reads workbooks is not installed.
    """
    parts = parts_of(content)
    if isinstance(parts, Unreadable):
        raise NoFormError(parts.reason, parts.hint)
    try:
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content))
    except ImportError:
        raise
    except Exception as error:  # whatever the library stumbles over in a stranger's file
        broken = broken_office()
        raise NoFormError(broken.reason, broken.hint) from error
    return returned_from(values, formulas)


def returned_from(values: Any, formulas: Any) -> Returned:
    """Return what stands in a form that is open.

    Args:
        values: the workbook as openpyxl reads it with `data_only`.
        formulas: the same without.

    Raises:
        NoFormError: it is none, or of another edition.
    """
    if HIDDEN not in values.sheetnames:
        raise NoFormError(_NO_FORM)
    origin = _origin(values[HIDDEN])
    grids: list[ReturnedGrid] = []
    unread: list[Cell] = []
    other_units: list[Cell] = []
    renamed: list[RenamedHead] = []
    unmarked: dict[tuple[str, ...], Cell] = {}
    for page in values.worksheets:
        if page.title == HIDDEN:
            continue
        sheet = _Sheet(page, formulas[page.title], origin.heads)
        found = tuple(sheet.grids())
        grids += found
        if found:
            own = {origin.unit, *origin.titles}
            typed = [cell for cell in sheet.lines if origin.unit and cell.value not in own]
            if typed and all(cell.value != origin.unit for cell in sheet.lines):
                other_units.append(typed.pop())
            unread += typed
            unread += sheet.remarks
            renamed += sheet.renamed
        elif page.title in origin.tables:
            unmarked |= dict.fromkeys(origin.tables[page.title], sheet.corner)
        elif page.title in origin.first:
            own_cells = origin.first[page.title]
            unread += (one for one in sheet.written if (one.row, one.column) not in own_cells)
        elif page.title not in origin.others:
            unread += islice(sheet.written, 1)
    return Returned(
        origin.source,
        origin.content,
        tuple(grids),
        tuple(values.sheetnames),
        {place: name for name, places in origin.tables.items() for place in places},
        unmarked,
        tuple(unread) if origin.tables else (),  # earlier forms do not mark what is their own
        origin.unit,
        tuple(other_units),
        tuple(renamed),
    )


_UNUSABLE = (
    *(ValueError, KeyError, TypeError, IndexError, AttributeError),
    *(binascii.Error, zlib.error),
)
"""What comes of a hidden sheet that somebody else wrote."""

_NO_FORM = msg("this workbook is no form that budgetc form made")


@frozen(eq=False)
class _Origin:
    """What the hidden sheet says: what a form was made from, and what its sheets were.

    Attributes:
        source: its name.
        content: of it.
        tables: the grids of each sheet; none in earlier forms.
        others: the sheets that have none.
        first: the rows and columns of what the first sheet says; none in earlier forms.
        titles: what stands above the grids beside the unit.
        unit: the line that says it; empty in earlier forms.
        heads: of the columns of all grids, by `head_key`; none in earlier forms.
    """

    source: str
    content: bytes
    tables: Mapping[str, tuple[tuple[str, ...], ...]]
    others: frozenset[str]
    first: Mapping[str, frozenset[tuple[int, int]]]
    titles: frozenset[str]
    unit: str
    heads: Mapping[str, str]


def _origin(sheet: Any) -> _Origin:
    """Return what a form was made from."""
    try:
        rows = sheet.iter_rows(max_col=1, values_only=True)
        head, *others = (str(row[0] or "") for row in rows)
        told = foreign_json(head)
        edition, source = told["form"], told["source"]
        tables = {
            name: tuple(tuple(map(str, place)) for place in places)
            for name, places in told.get("tables", {}).items()
        }
        plain = frozenset(map(str, told.get("others", ())))
        first = {
            name: frozenset((whole(row), whole(column)) for row, column in cells)
            for name, cells in told.get("first", {}).items()
        }
        titles = frozenset(map(str, told.get("titles", ())))
        unit = str(told.get("unit", ""))
        heads = {str(key): str(words) for key, words in told.get("heads", {}).items()}
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode("".join(others)), _LARGEST_SOURCE)
    except _UNUSABLE as error:
        raise NoFormError(_NO_FORM) from error
    if edition != EDITION or not isinstance(source, str):
        raise NoFormError(
            msg("this form is of another version of budgetc, which makes them otherwise")
        )
    return _Origin(source, content, tables, plain, first, titles, unit, heads)


class _Sheet:
    """One sheet, read from top to bottom."""

    def __init__(self, values: Any, formulas: Any, heads: Mapping[str, str]) -> None:
        self._values, self._formulas = values, formulas
        self._merged = {
            (row, column)
            for area in values.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }
        self._folded = [
            (one.min, one.max) for one in values.column_dimensions.values() if one.hidden
        ]
        self._heads = heads
        self.renamed: list[RenamedHead] = []
        """Heads of columns that say something else than they did, once the grids were read."""
        self.remarks: list[Cell] = []
        """What stands outside of the grids, once these were read."""
        self.lines: list[Cell] = []
        """What stands above the first of them, in its column."""

    @property
    def corner(self) -> Cell:
        """Its first cell."""
        return self._cell(1, 1)

    @property
    def written(self) -> Iterator[Cell]:
        """Yield the cells that say something."""
        for number, typed in enumerate(self._formulas.iter_rows(values_only=True), start=1):
            for column, value in enumerate(typed, start=1):
                if _is_written(value):
                    yield self._cell(number, column)

    def grids(self) -> Iterator[ReturnedGrid]:
        place: tuple[str, ...] | None = None
        columns: Mapping[int, Any] = {}
        own = frozenset({2})  # over the first grid stand a title and the unit
        rows: list[ReturnedRow] = []
        head = self.corner
        made: Mapping[int, str] = {}
        is_inside = False
        marks = [*map(_mark, self._first_column())]
        if not any(isinstance(mark, dict) for mark in marks):
            return
        typed = self._formulas.iter_rows(values_only=True)
        for number, (mark, line) in enumerate(zip(marks, typed, strict=False), start=1):
            if isinstance(mark, dict):
                if place is not None:
                    yield self._grid(place, columns, rows, head)
                place, rows, is_inside = tuple(map(str, mark[GRID])), [], False
                columns = dict(self._columns(number))
                own = self._own(number) | columns.keys()
                head = self._cell(number, 2)
                made = self._made_heads(number, columns)
                continue
            if place is None and any(map(_is_written, line[1:2])):
                self.lines.append(self._cell(number, 2))
            self._note(number, line, own)
            if mark == HEADS:
                is_inside = True
                self.renamed += self._renamed(number, made)
            elif is_inside and (row := self._row(number, columns, mark)) is not None:
                rows.append(row)
        if place is not None:
            yield self._grid(place, columns, rows, head)

    @staticmethod
    def _grid(
        place: tuple[str, ...], columns: Mapping[int, Any], rows: list[ReturnedRow], head: Cell
    ) -> ReturnedGrid:
        read = frozenset(key for key in columns.values() if key != PARENT)
        return ReturnedGrid(place, read, tuple(rows), head)

    def _note(self, number: int, line: Iterable[Any], own: AbstractSet[int]) -> None:
        """Note what stands in a row outside of the columns that are the form's own."""
        for column, value in enumerate(line, start=1):
            if column > 1 and column not in own and _is_written(value):
                self.remarks.append(self._cell(number, column))

    def _own(self, number: int) -> frozenset[int]:
        """Return the columns of a grid that are shown, and not read again."""
        marks = next(self._values.iter_rows(number, number, values_only=True))
        return frozenset(at for at, mark in enumerate(marks, start=1) if mark == BESIDE)

    def _made_heads(self, number: int, columns: Iterable[int]) -> Mapping[int, str]:
        """Return what the columns of a grid were called, from the row above its heads."""
        grid = str(self._values.cell(number, 1).value)
        keys = {at: head_key(grid, str(self._values.cell(number, at).value)) for at in columns}
        return {at: self._heads[key] for at, key in keys.items() if key in self._heads}

    def _renamed(self, number: int, made: Mapping[int, str]) -> Iterator[RenamedHead]:
        for column, words in made.items():
            cell = self._cell(number, column)
            if "".join(str(cell.value or "").split()) != "".join(words.split()):
                yield RenamedHead(cell, words)

    def _first_column(self) -> Iterator[Any]:
        return (row[0] for row in self._values.iter_rows(max_col=1, values_only=True))

    def _columns(self, number: int) -> Iterator[tuple[int, Any]]:
        """Yield what the columns of a grid are, from the row above its heads."""
        for column in range(2, self._values.max_column + 1):
            value = self._values.cell(number, column).value
            if value == PARENT:
                yield column, PARENT
            elif isinstance(keys := _said(value), list):
                yield column, tuple(map(str, keys))
            elif value == KEY:
                yield column, None

    def _row(self, number: int, columns: Mapping[int, Any], mark: Any) -> ReturnedRow | None:
        """Return a row; nothing for one that nobody wrote anything in."""
        cells = {key: self._cell(number, column) for column, key in columns.items()}
        parent = cells.pop(PARENT, None)
        path = None
        if isinstance(mark, list) and all(isinstance(step, str | int) for step in mark):
            path = tuple(mark)
        is_blank = all(cell.is_blank for cell in cells.values())
        if path is None and is_blank:
            return None
        return ReturnedRow(path, cells, parent, self._cell(number, 2))

    def _cell(self, row: int, column: int) -> Cell:
        cell = self._values.cell(row, column)
        typed = self._formulas.cell(row, column).value
        is_formula = isinstance(typed, str) and typed.startswith("=") and typed != cell.value
        # Of a formula whose value is an empty text, openpyxl gives nothing but its type.
        is_empty_text = cell.value is None and cell.data_type == "str"
        return Cell(
            "" if is_empty_text else cell.value,
            self._values.title,
            row,
            column,
            str(cell.number_format or "General"),
            is_formula or (typed is not None and not isinstance(typed, _PLAIN)),
            (row, column) in self._merged,
            self._is_hidden(row, column),
        )

    def _is_hidden(self, row: int, column: int) -> bool:
        of_columns = any(first <= column <= last for first, last in self._folded)
        return of_columns or bool(self._values.row_dimensions[row].hidden)


def _is_written(value: Any) -> bool:
    return value is not None and bool(str(value).strip())


def _said(value: Any) -> Any:
    """Return what a hidden cell says; nothing where it is none of ours."""
    try:
        return foreign_json(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _mark(value: Any) -> Any:
    """Return what the hidden cell of a row says."""
    mark = _said(value)
    if isinstance(mark, dict):
        return mark if isinstance(mark.get(GRID), list) else None
    return mark


_PLAIN = (str, int, float, bool, datetime.date, datetime.time, datetime.timedelta)
