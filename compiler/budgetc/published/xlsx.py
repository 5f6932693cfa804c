"""Excel files, by openpyxl: the visible cells of visible sheets, as their formats show them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from budgetc.diagnostics.messages import msg
from budgetc.lists.print_words import PrintedWords
from budgetc.numbers.money import rounded
from budgetc.published.assemble import assemble
from budgetc.published.model import PrintPlace, PublishedDocument, Unreadable
from budgetc.published.numbers import NumberReader
from budgetc.published.raw import RawBlock, RawCell, RawGrid, RawLine
from budgetc.published.words import squeezed

_MOST_ROWS = 5_000
_MOST_COLUMNS = 200
_NOT_DIGITS = re.compile(r'"[^"]{0,255}"|\\.|\[[^\]]{0,255}\]|_.|\*.')
_PLAIN_NUMBER = re.compile(r"-?[0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?")
_FEWEST = 2
_NUMBER_WITHIN = 16
_LONGEST_NAME = 60

_Merged = dict[tuple[int, int], tuple[int, int]]


def read_xlsx(content: bytes, words: PrintedWords) -> PublishedDocument | Unreadable:
    """Return what an Excel file shows: of formulas, the value they were last computed to.

    Without these a total reads as blank, so one that was never computed leaves nothing to read.
    """
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    reader = NumberReader(words)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    if uncomputed := [one for sheet in sheets for one in _uncomputed(sheet, formulas[sheet.title])]:
        first = uncomputed[0]
        return Unreadable(
            msg(
                "it holds formulas that were never computed: {count}, the first in sheet {sheet}, "
                "{cell}",
                count=len(uncomputed),
                sheet=first.sheet,
                cell=first.cell,
            ),
            msg("open the workbook in Excel or LibreOffice, save it, and name it again"),
        )
    return assemble([list(_blocks(sheet, reader)) for sheet in sheets], words)


def _uncomputed(sheet: Any, formulas: Any) -> Iterator[PrintPlace]:
    """Yield the cells with formulas whose value no program has saved."""
    for row in formulas.iter_rows():
        for typed in row:
            cell = sheet.cell(typed.row, typed.column) if typed.data_type == "f" else None
            # Of a value that is an empty text, openpyxl gives nothing but its type.
            if cell is not None and cell.value is None and cell.data_type != "str":
                yield _place(cell)


_Row = list[Any]
"""The visible cells of a row that hold something."""


def _blocks(sheet: Any, reader: NumberReader) -> Iterator[RawBlock]:
    """Yield a sheet: its name, single cells as lines, and what stands in columns as a table."""
    yield RawLine(sheet.title, PrintPlace(sheet=sheet.title, cell="A1"), level=1)
    merged = _merged(sheet)
    block: list[_Row] = []
    is_interrupted = False
    for rows in _runs(_rows(sheet)):
        if block and not any(rows):
            is_interrupted = True
            continue
        if is_interrupted and not _goes_on(rows, block):
            yield from _table(block, merged)
            block = []
        is_interrupted = False
        if len(rows[0]) >= _FEWEST or (block and _in_table(rows, block, merged, reader)):
            block += rows
            continue
        yield from _table(block, merged)
        block = []
        yield from (RawLine(_shown(cell), _place(cell)) for row in rows for cell in row)
    yield from _table(block, merged)


def _goes_on(rows: Sequence[_Row], block: Sequence[_Row]) -> bool:
    """Tell whether a row behind a blank one is of the table above: it has numbers in its columns.

    A further table begins with its title or its heads, which have none.
    """
    first = rows[0]
    columns = {cell.column for row in block for cell in row}
    return (
        len(block) > _FEWEST
        and len(first) >= _FEWEST
        and any(_is_number(cell.value) for cell in first)
        and all(cell.column in columns for cell in first)
    )


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return _PLAIN_NUMBER.fullmatch(value.strip()) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _runs(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """Yield rows of several cells one by one, and those of one cell or none together."""
    single: list[_Row] = []
    for row in rows:
        if len(row) < _FEWEST:
            single.append(row)
            continue
        if single:
            yield single
        single = []
        yield [row]
    if single:
        yield single


def _in_table(
    rows: Sequence[_Row], block: Sequence[_Row], merged: _Merged, reader: NumberReader
) -> bool:
    """Tell whether rows of one cell are rows of the table above: names without amounts.

    They are none behind a blank row, where one goes over the whole table, and where one is a
    sentence, the number of a table, or says its unit.
    """
    if len(block) < _FEWEST or not all(rows):
        return False
    first = min(cell.column for row in block for cell in row)
    last = max(_end(cell, merged) for row in block for cell in row)
    return not any(
        (cell.column == first and _end(cell, merged) >= last) or _is_line(_shown(cell), reader)
        for row in rows
        for cell in row
    )


def _end(cell: Any, merged: _Merged) -> int:
    """Return the last column that a cell covers."""
    return int(cell.column + _covered(cell, merged)[1] - 1)


def _covered(cell: Any, merged: _Merged) -> tuple[int, int]:
    """Return how many rows and columns a cell covers."""
    return merged.get((cell.row, cell.column), (1, 1))


def _is_line(text: str, reader: NumberReader) -> bool:
    """Tell whether the text of a cell is one that stands outside of tables."""
    line, words = squeezed(text), reader.words
    numbered = words.table_number.search(line[:_NUMBER_WITHIN])
    return (
        line[-1:] in words.sentence_end
        or len(line) > _LONGEST_NAME
        or (numbered is not None and not numbered.start)
        or line.startswith((*words.above, *words.notes))
        or reader.marks_unit(line)
    )


def _rows(sheet: Any) -> Iterator[_Row]:
    for row in sheet.iter_rows(
        max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS)
    ):
        if not sheet.row_dimensions[row[0].row].hidden:
            yield [
                cell
                for cell in row
                if cell.value is not None
                and str(cell.value).strip()
                and not sheet.column_dimensions[get_column_letter(cell.column)].hidden
            ]


def _merged(sheet: Any) -> _Merged:
    """Return how many rows and columns each merged cell covers, by its first row and column."""
    return {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
    }


def _table(block: Sequence[_Row], merged: _Merged) -> Iterator[RawBlock]:
    if not block:
        return
    columns = sorted({cell.column for row in block for cell in row})
    numbers = [row[0].row for row in block]
    made = []
    for at, row in enumerate(block):
        for cell in row:
            down, right = _covered(cell, merged)
            rows = sum(cell.row <= other < cell.row + down for other in numbers)
            indent = float(cell.alignment.indent or 0) if cell.alignment else 0.0
            text = _shown(cell)
            blanks = len(text) - len(text.lstrip())
            made.append(
                RawCell(
                    " ".join(text.split()),
                    _place(cell),
                    at,
                    columns.index(cell.column),
                    rows,
                    sum(cell.column <= other < cell.column + right for other in columns),
                    indent + blanks,
                )
            )
    width = max(cell.column + cell.columns for cell in made)
    yield RawGrid(len(block), min(width, _MOST_COLUMNS), tuple(made), made[0].place)


def _place(cell: Any) -> PrintPlace:
    return PrintPlace(sheet=cell.parent.title, cell=cell.coordinate)


def _shown(cell: Any) -> str:
    """Return a cell as its format shows it."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    code = _NOT_DIGITS.sub("", str(cell.number_format or "General")).split(";")[0]
    try:
        number = Decimal(repr(value))
    except InvalidOperation:
        return str(value)
    if not any(mark in code for mark in "0#"):
        return f"{number.normalize():f}"
    percent = "%" in code
    number = number * 100 if percent else number
    decimals = len(code.partition(".")[2].replace("%", "").rstrip())
    whole = rounded(number, decimals)
    text = f"{whole:,.{decimals}f}" if "," in code else f"{whole:.{decimals}f}"
    return f"{text}%" if percent else text
