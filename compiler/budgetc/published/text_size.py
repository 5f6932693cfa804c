"""Whether a Word file has more than any budget, told by its XML before a library opens it."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from xml.parsers import expat

from budgetc.diagnostics.messages import msg
from budgetc.published.model import OUT_OF_MUCH, Unreadable
from budgetc.published.raw import MAX_CHARACTERS
from budgetc.published.sheet_size import UNREADABLE, parse

MOST_CELLS = 100_000
MOST_ELEMENTS = 2_000_000
"""Bounds of a file; a document with a thousand projects has a tenth."""

_READ_AT_ONCE = 1 << 20
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def too_long_a_text(package: zipfile.ZipFile) -> Unreadable | None:
    """Return that a file has more letters, cells or elements than a budget, if it has.

    All parts count, whatever they are called: relations name the document.

    Raises:
        ValueError: a part is in characters that no Word file is written in.
    """
    text = _Text()
    for part in package.infolist():
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = text.begin
        parser.EndElementHandler = text.end
        parser.CharacterDataHandler = text.write
        text.is_written = False
        with suppress(*UNREADABLE), package.open(part) as file:
            while not text.is_too_long and (some := file.read(_READ_AT_ONCE)):
                parse(parser, some)
    if not text.is_too_long:
        return None
    return Unreadable(msg("this document is too long for a budget"), OUT_OF_MUCH)


class _Text:
    """What was read of a Word file."""

    def __init__(self) -> None:
        self.is_written = False
        self._letters = self._cells = self._elements = 0

    @property
    def is_too_long(self) -> bool:
        return (
            self._letters > MAX_CHARACTERS
            or self._cells > MOST_CELLS
            or self._elements > MOST_ELEMENTS
        )

    def begin(self, name: str, _: object) -> None:
        self._elements += 1
        self._cells += name == f"{_WORD} tc"
        self.is_written = name == f"{_WORD} t"

    def end(self, _: str) -> None:
        self.is_written = False

    def write(self, text: str) -> None:
        if self.is_written:
            self._letters += len(text)
