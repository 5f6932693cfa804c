"""The published document as one text, and where each place of it stands in print."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from budgetc.compare.model import PrintPlace
from budgetc.compare.scan import Number, Scanned, scan, squeezed
from budgetc.diagnostics.characters import printable
from budgetc.frozen import frozen

_LEADERS = "…·."
_FEWEST_LEADERS = 6
_PAGE_NUMBER = re.compile(r"\s*[-—–－]\s*\d{1,4}\s*[-—–－]\s*")
_AROUND = (18, 6)


@frozen()
class PrintedLine:
    """One line of a published text.

    Attributes:
        text: of the line.
        number: in the file, from 1.
        page: from 1; 0 where there are no pages.
    """

    text: str
    number: int
    page: int


@frozen()
class Published:
    """The published document, ready to be compared.

    Attributes:
        scanned: its text.
        lines: of the text, with the place where each begins in it.
        table_units: places of the text from which amounts of tables are in a unit.
        negative: how its numbers below zero are printed.
    """

    scanned: Scanned
    lines: tuple[PrintedLine, ...]
    starts: tuple[int, ...]
    table_units: tuple[tuple[int, str], ...]
    negative: str

    def place(self, start: int, end: int) -> PrintPlace:
        """Return where a stretch of the text begins in print, and the words around it."""
        line = self.lines[bisect_right(self.starts, start) - 1]
        before, behind = _AROUND
        raw = self.scanned.raw
        lead = squeezed(raw[max(0, start - 3 * before) : end])[-before - (end - start) :]
        tail = squeezed(raw[start : end + 3 * behind])[len(squeezed(raw[start:end])) :][:behind]
        around = printable(lead + tail)
        return PrintPlace(line.number, line.page, around)

    def without(self, stretches: Iterable[tuple[int, int]], units: Iterable[str]) -> Published:
        """Return the document with stretches of its text left blank, all else in its place."""
        raw = self.scanned.raw
        for start, end in stretches:
            raw = f"{raw[:start]}{' ' * (end - start)}{raw[end:]}"
        scanned = scan(raw, units, self.negative)
        return replace(self, scanned=replace(scanned, raw=self.scanned.raw))

    def table_unit(self, number: Number) -> str:
        """Return the unit of a table's amount, as said before it; empty where none is said."""
        if number.unit:
            return number.unit
        at = bisect_right(self.table_units, number.start, key=lambda entry: entry[0]) - 1
        return self.table_units[at][1] if at >= 0 else ""


def read_published(
    lines: Sequence[PrintedLine],
    units: Iterable[str],
    money: Iterable[str],
    marks: Iterable[str],
    negative: str,
) -> Published:
    """Return a published document as text, without its table of contents and page numbers.

    Args:
        lines: of the document.
        units: names of units that may stand behind a number.
        money: names of units of money.
        marks: what stands before the unit of a table.
        negative: how its numbers below zero are printed.
    """
    kept = tuple(
        line
        for line in lines
        if not _is_contents(line.text) and not _PAGE_NUMBER.fullmatch(line.text)
    )
    starts = [0]
    for line in kept:
        starts.append(starts[-1] + len(line.text) + 1)
    scanned = scan("\n".join(line.text for line in kept) + "\n", units, negative)
    names = "|".join(map(re.escape, sorted(money, key=len, reverse=True)))
    heads = "|".join(map(re.escape, marks))
    found = re.finditer(rf"(?:{heads})\s*({names})", scanned.text)
    return Published(
        scanned, kept, tuple(starts[:-1]), tuple((m.end(), m[1]) for m in found), negative
    )


def _is_contents(line: str) -> bool:
    """Tell whether a line is one of a table of contents: dots, then perhaps a page."""
    title = "".join(line.split()).rstrip("0123456789")
    return len(title) - len(title.rstrip(_LEADERS)) >= _FEWEST_LEADERS
