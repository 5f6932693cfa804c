"""Cells of a form that people type in: a value, what is offered for it, and that it is missing."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from budgetc.diagnostics.characters import text_width
from budgetc.form.looks import GAP, look_of, width_of
from budgetc.form.model import CellValue, Choice, Field, Grid, Row, is_exact_number
from budgetc.form.shown import cell_text, shown
from budgetc.render.html_escape import plain
from budgetc.render.xlsx_looks import Looks, height_of


class Cells:
    """The cells of one workbook.

    What they offer is written first, in a sheet of its own: they refer to it.
    """

    def __init__(self, looks: Looks, grids: Iterable[Grid]) -> None:
        """Write in some looks what some grids ask for."""
        self._looks, self._grids = looks, tuple(grids)
        self._offered: dict[tuple[Choice, ...], str] = {}

    def write_offered(self, sheet: Worksheet, name: str) -> None:
        """Write all that is offered, a column a list, into a sheet that nobody sees."""
        asked = [
            field for grid in self._grids for row in grid.rows for field in row.fields if field
        ]
        asked += [field for grid in self._grids for field in grid.fields]
        for choices in dict.fromkeys(field.choices for field in asked if field.choices):
            column = len(self._offered)
            for row, one in enumerate(choices):
                sheet.write_string(row, column, plain(one.shown))
            letters = xl_col_to_name(column, col_abs=True)
            self._offered[choices] = f"='{name}'!${letters[1:]}$1:{letters}${len(choices)}"
        sheet.hide()

    def put(self, sheet: Worksheet, row: int, column: int, field: Field, value: CellValue) -> None:
        """Write a value: a number as one where the workbook keeps all of it, else as text."""
        look = self._looks.of(look_of(field))
        if is_exact_number(value):
            sheet.write_number(row, column, float(value), look)
        elif value is None or not (text := cell_text(field, value)):
            sheet.write_blank(row, column, None, look)
        else:
            sheet.write_string(row, column, text, look)

    def mark_blank(self, sheet: Worksheet, row: int, column: int) -> None:
        """Show a cell that has to be filled in, as long as it is empty."""
        sheet.conditional_format(
            row, column, row, column, {"type": "blanks", "format": self._looks.of(GAP)}
        )

    def offer(self, sheet: Worksheet, first: int, last: int, column: int, field: Field) -> None:
        """Offer what may stand in a column; anything else is asked about, not refused."""
        if field.choices:
            source = self._offered[field.choices]
            told = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(first, column, last, column, told)

    @staticmethod
    def make_high(sheet: Worksheet, at: int, grid: Grid, row: Row) -> None:
        """Make a row as high as its texts need; programs do not do it by themselves."""
        lines = 1
        for field, value in zip(row.fields, row.values, strict=True):
            if field is not None and isinstance(value, str | tuple):
                wide = width_of(grid, field)
                parts = shown(field, value).split("\n")
                lines = max(lines, sum(-(-max(1, text_width(part)) // wide) for part in parts))
        if lines > 1:
            sheet.set_row(at, height_of(lines))
