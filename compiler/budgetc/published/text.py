"""Plain text, as programs write it that lay out a page with blanks (pdftotext -layout)."""

from __future__ import annotations

import unicodedata

from budgetc.lists.print_words import PrintedWords
from budgetc.published.assemble import assemble
from budgetc.published.model import PublishedDocument
from budgetc.published.numbers import NumberReader
from budgetc.published.pdf_layout import PdfPage, blocks_of_page
from budgetc.published.prose import without_running
from budgetc.published.words import Glyph

_PAGE_END = "\f"
_SIZE = 100.0
_NARROW = _SIZE / 2
_LINE = 160.0
_TAB = 8
_WIDE = "WF"
_MOST_COLUMNS = 4000
_UNBROKEN = 2
"""Where a line is so many times as long as most, lines were not broken to a width."""

_LONG = 40
_NARROWEST = 60
"""No page is thought to have fewer columns."""


def read_text(text: str, words: PrintedWords) -> PublishedDocument:
    """Return a text as a page shows it in letters of one width, Chinese ones twice as wide."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split(_PAGE_END)
    paged = len(parts) > 1
    pages, line = [], 1
    for number, part in enumerate(parts, 1):
        lines = part.split("\n")
        pages.append(_page(lines, number if paged else 0, line))
        line += len(lines) - 1
    is_unit = NumberReader(words).marks_unit
    blocks = [blocks_of_page(page, is_unit) for page in pages]
    if not paged:
        return assemble(blocks, words)
    kept, running = without_running(blocks)
    return assemble(kept, words, running)


def _page(lines: list[str], number: int, first: int) -> PdfPage:
    glyphs: list[Glyph] = []
    ends: list[int] = []
    for at, line in enumerate(lines):
        column = 0
        for letter in line[:_MOST_COLUMNS]:
            if letter == "\t":
                column += _TAB - column % _TAB
                continue
            wide = unicodedata.east_asian_width(letter) in _WIDE or letter in "“”‘’…—"
            width = 2 if wide else 1
            if not letter.isspace():
                left, top = column * _NARROW, at * _LINE
                glyphs.append(Glyph(letter, left, top, left + width * _NARROW, top + _SIZE, _SIZE))
            column += width
        if column >= _LONG:
            ends.append(column)
    widest = max(ends, default=0)
    # A few wide lines, of a table perhaps, do not make the page of the prose as wide.
    usual = sorted(ends)[len(ends) // 2] if ends else 0
    width = max(_NARROWEST, usual if widest < _UNBROKEN * usual else widest)
    return PdfPage(number, width * _NARROW, tuple(glyphs), (), first, _LINE)
