"""The first sheet of a form: how it is filled in, what it adds up to, and where sums disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from budgetc.diagnostics.characters import text_width
from budgetc.form.looks import HEAD, LINK, NOTE, TITLE, TOTAL, WRONG
from budgetc.form.model import Grid, margins_of_one_sum
from budgetc.render.html_escape import plain
from budgetc.render.xlsx_looks import Looks, height_of

_WIDE, _AMOUNTS = 84, 18
"""How wide the sheet is, and its column of amounts, in digits."""


class Overview:
    """The first sheet of a form."""

    def __init__(
        self, looks: Looks, say: Mapping[str, str], totals: Mapping[tuple[str, ...], str]
    ) -> None:
        """Take what it is written with.

        Args:
            looks: of its cells.
            say: the words of forms.
            totals: the cells with the sums of lists, by the places of these.
        """
        self._looks, self._say, self._totals = looks, say, totals

    def write(
        self, sheet: Worksheet, title: str, sheets: Sequence[tuple[str, tuple[Grid, ...]]]
    ) -> None:
        """Write it: hints, the other sheets with their sums, and what has to be the same."""
        sheet.set_column(0, 0, _WIDE - _AMOUNTS)
        sheet.set_column(1, 1, _AMOUNTS)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, plain(title), self._looks.of({**TITLE, "align": "left"}))
        below = self._write_hints(sheet)
        below = self._write_sheets(sheet, below + 1, sheets)
        self._write_agreement(sheet, below + 1, [grid for _, grids in sheets for grid in grids])
        sheet.protect("", {})
        sheet.activate()

    def _write_hints(self, sheet: Worksheet) -> int:
        row = 1
        for hint in self._say["hints"].split("\n"):
            sheet.merge_range(row, 0, row, 1, hint, self._looks.of(NOTE))
            sheet.set_row(row, height_of(-(-text_width(hint) // _WIDE)))
            row += 1
        return row

    def _write_sheets(
        self, sheet: Worksheet, row: int, sheets: Sequence[tuple[str, tuple[Grid, ...]]]
    ) -> int:
        for column, key in enumerate(("sheet", "total")):
            sheet.write_string(row, column, self._say[key], self._looks.of(HEAD))
        for name, grids in sheets:
            if not any(grid.is_wanted for grid in grids):
                continue
            row += 1
            sheet.write_url(row, 0, f"internal:'{name}'!B1", self._looks.of(LINK), name)
            for grid in (one for one in grids if one.place in self._totals):
                formula, look = f"={self._totals[grid.place]}", self._looks.of(TOTAL)
                sheet.write_formula(row, 1, formula, look, float(grid.total))
        return row + 1

    def _write_agreement(self, sheet: Worksheet, row: int, grids: Sequence[Grid]) -> None:
        """Write how far sums are apart that state one amount; red where they are."""
        for at, (one, other) in enumerate(margins_of_one_sum(grids), start=row):
            told = self._say["agrees"].format(one=one.name, other=other.name)
            sheet.write_string(at, 0, plain(told), self._looks.of(NOTE))
            cells = [self._totals.get(grid.place, "") for grid in (one, other)]
            formula = f"=ROUND({cells[0]}-{cells[1]},2)"
            difference = float(one.total - other.total)
            sheet.write_formula(at, 1, formula, self._looks.of(TOTAL), difference)
            sheet.conditional_format(
                at, 1, at, 1,
                {"type": "cell", "criteria": "!=", "value": 0, "format": self._looks.of(WRONG)},
            )  # fmt: skip
