"""How the cells of a workbook look."""

from __future__ import annotations

from collections.abc import Mapping

import xlsxwriter
from xlsxwriter.format import Format

from budgetc.diagnostics.characters import text_width

Look = Mapping[str, object]
"""A format as the writer of workbooks knows it; `head` stands for the font of heads."""


TITLE_SIZE, _SIZE = 16, 10
"""How high letters are, in points: of titles, and of all else."""
MOST_LINES = 28
"""No row is higher than a spreadsheet allows."""
_LINE, _AIR = 14, 4
"""The height of a line, and of what is over and under it, in points."""


def lines_in(text: str, wide: float) -> int:
    """Return how many lines a text takes in a column, whose width is in characters."""
    room = max(2, int(wide - 1))
    count = sum(-(-max(1, text_width(part)) // room) for part in text.split("\n"))
    return min(count, MOST_LINES)


def title_lines(text: str, wide: float) -> int:
    """Return how many lines of other texts the large letters of a title take."""
    return 2 * lines_in(text, wide * _SIZE / TITLE_SIZE)


def height_of(lines: int) -> int:
    """Return how high a row of so many lines is, in points."""
    return min(lines, MOST_LINES) * _LINE + _AIR


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, font: str, head_font: str) -> None:
        self._book, self._font, self._head_font = book, font, head_font
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, look: Look) -> Format:
        """Return the format of a look."""
        font = self._head_font if look.get("head") else self._font
        told = {"font_name": font, "font_size": _SIZE, "valign": "vcenter", **look}
        told.pop("head", None)
        key = tuple(sorted(told.items(), key=lambda one: one[0]))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(told)
        return self._formats[key]
