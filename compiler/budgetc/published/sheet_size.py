"""Whether an Excel file has more cells than any budget, told by its XML before a library opens it.

A library makes a cell of every one that is written, that is inside a merged area, and that is left
of and above the last one: a few bytes may ask for ten thousand millions.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from xml.parsers import expat

from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.published.model import Unreadable

MOST_ROWS = 100_000
MOST_CELLS = 3_000_000
"""Bounds of a sheet: a form with five thousand projects has fewer."""
MOST_MERGED = 100_000
"""Cells of a sheet that are merged, or lead somewhere, with others."""

_READ_AT_ONCE = 1 << 20
_ROOTS = frozenset({"worksheet", "comments"})
_AREAS = frozenset({"mergeCell", "hyperlink"})
_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})")
_LETTERS = 26


def too_large_a_sheet(package: zipfile.ZipFile) -> Unreadable | None:
    """Return that a sheet of a workbook is larger than any of a budget or a form, if one is.

    Its comments count with the cells that they are of.

    What is no good XML is no sheet here, and is left to the library that opens the file. Any part
    may be one, whatever it is called: relations name the sheets.
    """
    for part in package.infolist():
        sheet = _measured(package, part)
        if sheet.is_too_large:
            return Unreadable(
                msg(
                    "{sheet} of this workbook is larger than any budget: at least {rows} rows, "
                    "{columns} columns, {merged} merged cells; delete the empty rows and "
                    "columns behind its last entry, unmerge what is merged there, and save it",
                    sheet=printable(PurePosixPath(part.filename).stem),
                    rows=sheet.rows,
                    columns=sheet.columns,
                    merged=sheet.merged,
                )
            )
    return None


def _measured(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> _Sheet:
    sheet = _Sheet()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = sheet.begin
    with suppress(*UNREADABLE), package.open(part) as file:
        while sheet.may_go_on and (some := file.read(_READ_AT_ONCE)):
            parser.Parse(some)
    return sheet


UNREADABLE = (
    *(expat.ExpatError, zipfile.BadZipFile, zlib.error),
    *(OSError, EOFError, NotImplementedError, RuntimeError),
)
"""What comes of a part that is no XML, is broken or locked."""


class _Sheet:
    """What was read of a part of a workbook that may be a sheet."""

    def __init__(self) -> None:
        self._is_sheet: bool | None = None
        self.columns = self.merged = 0
        self._written = self._cells = self._row = self._column = self._last_row = 0

    @property
    def rows(self) -> int:
        """How many rows there are, or the last that has a cell."""
        return max(self._written, self._last_row)

    @property
    def is_too_large(self) -> bool:
        return (
            self.rows > MOST_ROWS
            or max(self._cells, self._last_row * self.columns) > MOST_CELLS
            or self.merged > MOST_MERGED
        )

    @property
    def may_go_on(self) -> bool:
        """Whether it may be a sheet, and one that is not too large."""
        return self._is_sheet is not False and not self.is_too_large

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take one element."""
        name = name.rpartition(" ")[2]
        if self._is_sheet is None:
            self._is_sheet = name in _ROOTS
        elif name == "row":
            self._written += 1
            self._row = _corner(attributes.get("r", ""))[0] or self._row + 1
            self._column = 0
        elif name == "c":
            self._cells += 1
            self._column = _corner(attributes.get("r", ""))[1] or self._column + 1
            self._last_row = max(self._last_row, self._row)
            self.columns = max(self.columns, self._column)
        elif name in _AREAS:
            self.merged += _size(attributes.get("ref", ""))
        elif name == "comment":  # makes the cells that it is of
            place = attributes.get("ref", "")
            row, column = _corner(place.rpartition(":")[2])
            self.merged += _size(place)
            self._last_row = max(self._last_row, row)
            self.columns = max(self.columns, column)


def _corner(text: str) -> tuple[int, int]:
    """Return the row and the column that a reference such as `B7` names; 0 for what it does not."""
    found = _CORNER.fullmatch(text)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1].upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(found[2] or 0), column


def _size(area: str) -> int:
    """Return how many cells an area such as `A1:B7` has."""
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = _corner(first), _corner(last or first)
    return (abs(bottom - top) + 1) * (abs(right - left) + 1)
