"""How the cells of a workbook look."""

from __future__ import annotations

from collections.abc import Mapping

import xlsxwriter
from xlsxwriter.format import Format

Look = Mapping[str, object]
"""A format as the writer of workbooks knows it; `head` stands for the font of heads."""


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, font: str, head_font: str) -> None:
        self._book, self._font, self._head_font = book, font, head_font
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, look: Look) -> Format:
        """Return the format of a look."""
        font = self._head_font if look.get("head") else self._font
        told = {"font_name": font, "font_size": 10, "valign": "vcenter", **look}
        told.pop("head", None)
        key = tuple(sorted(told.items(), key=lambda one: one[0]))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(told)
        return self._formats[key]
