"""Whether an Excel file has more than any budget, told by its XML before a library opens it.

A library makes a cell of every one that is written, that is inside a merged area, and that is left
of and above the last one: a few bytes may ask for ten thousand millions. It makes an object of
whatever else a part repeats, and reads a part as often as the workbook names it as a sheet.
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
"""Bounds of a sheet: a form with five thousand projects has fewer. Of cells also of a workbook."""
MOST_MERGED = 100_000
"""Cells of a sheet that are merged, or lead somewhere, with others."""
MOST_TEXTS = 2_000_000
"""Elements of a workbook's texts: a text has two, and more where its letters are styled."""
MOST_RECORDS = 200_000
"""What else a workbook repeats: styles, columns, rules and names. Excel has some 65,000 styles."""

_READ_AT_ONCE = 1 << 20
_SHEETS = frozenset({"worksheet", "comments"})
_CELLS = frozenset({"row", "c"})
_BY_CELL = frozenset({"sst", "calcChain", *_SHEETS})
_VALUES, _VALUES_OF_CELL = frozenset({"v", "f", "is", "t"}), 3
_TEXTS = _VALUES | {
    *("c", "si", "r", "rPh", "phoneticPr", "rPr", "rFont", "family", "charset", "scheme"),
    *("sz", "color", "b", "i", "u", "strike"),
}
"""What stands in parts that repeat it for each cell, and costs a library little."""
_AREAS = frozenset({"mergeCell", "hyperlink"})
_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})")
_LETTERS = 26


def too_large_a_sheet(package: zipfile.ZipFile) -> Unreadable | None:
    """Return that a workbook has more than any of a budget or a form, if it has.

    The comments of a sheet count with the cells that they are of.

    What is no good XML is left to the library that opens the file. Any part may be a sheet or what
    styles one, whatever it is called: relations name them.

    Raises:
        ValueError: a part is in characters that no workbook is written in.
    """
    book = _Book(len(package.infolist()))
    for part in package.infolist():
        sheet = _measured(package, part, book)
        name = printable(PurePosixPath(part.filename).stem)
        if sheet.is_too_large:
            return Unreadable(
                msg(
                    "{sheet} of this workbook is larger than any budget: at least {rows} rows, "
                    "{columns} columns, {merged} merged cells; delete the empty rows and "
                    "columns behind its last entry, unmerge what is merged there, and save it",
                    sheet=name,
                    rows=sheet.rows,
                    columns=sheet.columns,
                    merged=sheet.merged,
                )
            )
        if book.is_too_large:
            return Unreadable(
                msg(
                    "this workbook has more than any budget beside its cells, such as styles, "
                    "texts, rules and names: at least {count} in {part}",
                    count=sheet.elements,
                    part=name,
                ),
                _ANEW,
            )
        book.add(sheet)
    if book.cells > MOST_CELLS:
        reason = msg("the sheets of this workbook have more cells together than any budget: at "
                     "least {count}", count=book.cells)  # fmt: skip
        return Unreadable(reason, _ANEW)
    return None


_ANEW = msg("copy the cells of the sheets that count into a new workbook, save it, and name that")


def _measured(package: zipfile.ZipFile, part: zipfile.ZipInfo, book: _Book) -> _Sheet:
    sheet = _Sheet(book)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = sheet.begin
    with suppress(*UNREADABLE), package.open(part) as file:
        while (
            not sheet.is_too_large and not book.is_too_large and (some := file.read(_READ_AT_ONCE))
        ):
            parse(parser, some)
    return sheet


def parse(parser: expat.XMLParserType, content: bytes) -> None:
    """Have content measured.

    Raises:
        ValueError: of characters that other readers know, and no office program writes.
        expat.ExpatError: it is no good XML.
    """
    if content.startswith(_OTHER_CHARACTERS):
        raise ValueError
    try:
        parser.Parse(content)
    except expat.ExpatError as error:
        if error.code in _OTHER_ENCODINGS:
            raise ValueError from error
        raise


_OTHER_CHARACTERS = (
    *(sign.encode(name) for sign in "<\ufeff" for name in ("utf-32-le", "utf-32-be")),
    b"\x4c\x6f\xa7\x94",  # EBCDIC
)
_OTHER_ENCODINGS = frozenset(
    expat.errors.codes[name]
    for name in (expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING)
)

UNREADABLE = (
    *(expat.ExpatError, zipfile.BadZipFile, zlib.error),
    *(OSError, EOFError, NotImplementedError, RuntimeError),
)
"""What comes of a part that is no XML, is broken or locked."""


class _Book:
    """What was read of a workbook, all its parts together."""

    def __init__(self, files: int) -> None:
        self._files = files
        self.records = self.texts = 0
        self._named = self._parts = self._cells = self._largest = 0

    @property
    def is_too_large(self) -> bool:
        """Whether it repeats too much beside its cells."""
        return self.records > MOST_RECORDS or self.texts > MOST_TEXTS or self._named > self._files

    @property
    def cells(self) -> int:
        """How many cells its sheets have, a sheet as often as it is named."""
        return self._cells + max(0, self._named - self._parts) * self._largest

    def name_sheet(self) -> None:
        """Take a sheet that is named."""
        self._named += 1

    def add(self, sheet: _Sheet) -> None:
        """Take a part that was read."""
        self._parts += sheet.cells > 0
        self._cells += sheet.cells
        self._largest = max(self._largest, sheet.cells)


class _Sheet:
    """What was read of a part of a workbook, most often a sheet."""

    def __init__(self, book: _Book) -> None:
        self._book = book
        self._root = ""
        self.columns = self.merged = self.elements = 0
        self._written = self._cells = self._values = 0
        self._row = self._column = self._last_row = 0

    @property
    def rows(self) -> int:
        """How many rows there are, or the last that has a cell."""
        return max(self._written, self._last_row)

    @property
    def cells(self) -> int:
        """How many cells are made of it."""
        return max(self._cells, self._last_row * self.columns) + self.merged

    @property
    def is_too_large(self) -> bool:
        return (
            self.rows > MOST_ROWS
            or self.cells - self.merged > MOST_CELLS
            or self.merged > MOST_MERGED
        )

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take one element."""
        name = name.rpartition(" ")[2]
        self._root = self._root or name
        if self._root not in _SHEETS or not self._takes_cell(name, attributes):
            self._count(name, attributes)

    def _count(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element that is beside the cells."""
        if name in _VALUES:
            self._values += 1
            if self._values <= _VALUES_OF_CELL * self._cells:
                return
        self.elements += 1
        if name in _TEXTS and self._root in _BY_CELL:
            self._book.texts += 1
            return
        self._book.records += 1 + attributes.get("sqref", "").count(" ")
        if name == "sheet" and self._root == "workbook":
            self._book.name_sheet()

    def _takes_cell(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Take a row, cells, or what leads to some; tells whether the element is one of them."""
        if name == "row":
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
        return name in _CELLS


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
