"""Excel files, by openpyxl: the visible cells of visible sheets, as their formats show them."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from budgetc.lists.model import PrintedWords
from budgetc.published.assemble import assemble
from budgetc.published.model import Form, PrintPlace, PublishedDocument
from budgetc.published.raw import RawBlock, RawCell, RawGrid, RawLine

_MOST_ROWS = 5_000
_MOST_COLUMNS = 200
_NOT_DIGITS = re.compile(r'"[^"]{0,255}"|\\.|\[[^\]]{0,255}\]|_.|\*.')
_FEWEST = 2


def read_xlsx(content: bytes, words: PrintedWords) -> PublishedDocument:
    """Return what an Excel file shows: of formulas, the value they were last computed to."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return assemble(Form.XLSX, [list(_blocks(sheet)) for sheet in sheets], words)


def _blocks(sheet: Any) -> Iterator[RawBlock]:
    """Yield a sheet: its name, single cells as lines, and what stands in columns as a table."""
    yield RawLine(sheet.title, PrintPlace(sheet=sheet.title, cell="A1"), level=1)
    rows = _rows(sheet)
    merged = _merged(sheet)
    block: list[tuple[int, list[tuple[int, Any]]]] = []
    for number, cells in rows:
        if len(cells) < _FEWEST and not (block and _in_table(number, cells, block)):
            yield from _table(sheet, block, merged)
            block = []
            for column, cell in cells:
                yield RawLine(_shown(cell), _place(sheet, number, column))
            continue
        if cells:
            block.append((number, cells))
    yield from _table(sheet, block, merged)


def _in_table(
    number: int, cells: list[tuple[int, Any]], block: list[tuple[int, list[tuple[int, Any]]]]
) -> bool:
    """Tell whether a row with one cell is a row of the table above: a name without an amount."""
    return bool(cells) and number == block[-1][0] + 1 and len(block) > 1


def _rows(sheet: Any) -> Iterator[tuple[int, list[tuple[int, Any]]]]:
    for row in sheet.iter_rows(
        max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS)
    ):
        number = row[0].row
        if sheet.row_dimensions[number].hidden:
            continue
        yield (
            number,
            [
                (cell.column, cell)
                for cell in row
                if cell.value is not None
                and str(cell.value).strip()
                and not sheet.column_dimensions[get_column_letter(cell.column)].hidden
            ],
        )


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Return how many rows and columns each merged cell covers."""
    return {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
    }


def _table(
    sheet: Any,
    block: list[tuple[int, list[tuple[int, Any]]]],
    merged: dict[tuple[int, int], tuple[int, int]],
) -> Iterator[RawBlock]:
    if not block:
        return
    first = min(column for _, cells in block for column, _ in cells)
    numbers = [number for number, _ in block]
    at_row = {number: at for at, number in enumerate(numbers)}
    made = []
    for number, cells in block:
        for column, cell in cells:
            down, right = merged.get((number, column), (1, 1))
            rows = sum(number <= other < number + down for other in numbers)
            indent = float(cell.alignment.indent or 0) if cell.alignment else 0.0
            text = _shown(cell)
            blanks = len(text) - len(text.lstrip())
            made.append(
                RawCell(
                    " ".join(text.split()),
                    _place(sheet, number, column),
                    at_row[number],
                    column - first,
                    max(1, rows),
                    right,
                    indent + blanks,
                )
            )
    width = max(cell.column + cell.columns for cell in made)
    yield RawGrid(len(block), min(width, _MOST_COLUMNS), tuple(made), made[0].place)


def _place(sheet: Any, row: int, column: int) -> PrintPlace:
    return PrintPlace(0, 0, sheet.title, f"{get_column_letter(column)}{row}")


def _shown(cell: Any) -> str:
    """Return a cell as its format shows it."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        if isinstance(value, datetime.date | datetime.time):
            return str(value)
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
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{rounded:,.{decimals}f}" if "," in code else f"{rounded:.{decimals}f}"
    return f"{text}%" if percent else text
