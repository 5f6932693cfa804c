"""What of the published document is read as text, and where each place of it stands in print.

That is its sentences, its headings, and the tables that none of ours was found to be, row by row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from budgetc.compare.model import Quote
from budgetc.compare.scan import Number, Scanned, Writing, scan
from budgetc.diagnostics.characters import printable
from budgetc.document.model import PERCENT
from budgetc.frozen import frozen
from budgetc.lists import Lists
from budgetc.published.model import (
    Cell,
    PrintedHeading,
    PrintedParagraph,
    PrintedTable,
    PrintPlace,
    PublishedDocument,
)
from budgetc.published.words import squeezed

_AROUND = (18, 6)
_SHORTEST_CODE = 5
"""Digits of a code that is written in one, and could be taken for an amount."""

_LONG = 12
"""Letters of a text that two cells beside one another do not both have by chance."""


@frozen()
class PrintedLine:
    """One line of what is read as text.

    Attributes:
        text: of it.
        place: where it begins in print.
        unit: of its amounts that have none beside them, in the row of a table; empty where none is
            said there, and `None` outside of tables.
        is_head: whether it is what stands over the columns of a table.
    """

    text: str
    place: PrintPlace
    unit: str | None = None
    is_head: bool = False


@frozen()
class Published:
    """The published document as text, ready to be compared.

    Attributes:
        scanned: its text.
        lines: of the text, with the place where each begins in it.
        table_units: places of the text from which amounts of tables are in a unit.
        units: names of those that may stand behind a number.
        writing: of its numbers.
        codes: those of ours, which are no figures.
    """

    scanned: Scanned
    lines: tuple[PrintedLine, ...]
    starts: tuple[int, ...]
    table_units: tuple[tuple[int, str], ...]
    units: tuple[str, ...]
    writing: Writing
    codes: frozenset[str]

    def place(self, start: int, end: int) -> Quote:
        """Return where a stretch of the text begins in print, and the words around it."""
        line = self.lines[bisect_right(self.starts, start) - 1]
        before, behind = _AROUND
        raw = self.scanned.raw
        lead = squeezed(raw[max(0, start - 3 * before) : end])[-before - (end - start) :]
        tail = squeezed(raw[start : end + 3 * behind])[len(squeezed(raw[start:end])) :][:behind]
        around = printable(lead + tail)
        return Quote(line.place, around)

    def is_prose(self, number: Number) -> bool:
        """Tell whether a number stands outside of tables."""
        return self.is_in_prose(number.start)

    def is_in_prose(self, start: int) -> bool:
        """Tell whether a place of the text is outside of tables."""
        return self.lines[bisect_right(self.starts, start) - 1].unit is None

    def without(self, stretches: Iterable[tuple[int, int]]) -> Published:
        """Return the document with stretches of its text left blank, all else in its place."""
        raw = self.scanned.raw
        for start, end in stretches:
            raw = f"{raw[:start]}{' ' * (end - start)}{raw[end:]}"
        scanned = _scanned(raw, self.units, self.writing, self.codes)
        return replace(self, scanned=replace(scanned, raw=self.scanned.raw))

    def table_unit(self, number: Number) -> str:
        """Return the unit of a table's amount, as said before it; empty where none is said."""
        if number.unit:
            return number.unit
        at = bisect_right(self.table_units, number.start, key=lambda entry: entry[0]) - 1
        return self.table_units[at][1] if at >= 0 else ""


def read_published(
    document: PublishedDocument,
    apart: Iterable[PrintedTable],
    lists: Lists,
    writing: Writing,
    codes: frozenset[str],
) -> Published:
    """Return what of a published document is read as text.

    Args:
        document: as a reader sees it.
        apart: the tables that are compared cell by cell.
        lists: the units of money, and the words before that of a table.
        writing: of its numbers.
        codes: those of ours, written in one.
    """
    known = {id(table) for table in apart}
    kept = tuple(line for line in _lines(document, known) if line.text.strip())
    starts = [0]
    for line in kept:
        starts.append(starts[-1] + len(line.text) + 1)
    text = "\n".join(line.text for line in kept) + "\n"
    units = _units_of(lists)
    scanned = _scanned(text, units, writing, codes)
    names = "|".join(map(re.escape, sorted(lists.money_units, key=len, reverse=True)))
    heads = "|".join(map(re.escape, lists.published.unit_marks))
    said = [(m.end(), m[1]) for m in re.finditer(rf"(?:{heads})\s*({names})", scanned.text)]
    of_rows = [
        (start, line.unit)
        for start, line in zip(starts, kept, strict=False)
        if line.unit is not None
    ]
    table_units = tuple(sorted([*said, *of_rows]))
    return Published(scanned, kept, tuple(starts[:-1]), table_units, units, writing, codes)


def _units_of(lists: Lists) -> tuple[str, ...]:
    """Return the names of units that may stand behind a number."""
    return (*lists.money_units, PERCENT, *lists.published.counters)


def _scanned(text: str, units: Iterable[str], writing: Writing, codes: frozenset[str]) -> Scanned:
    """Return a text scanned, its codes left out of its numbers."""
    scanned = scan(text, units, writing)
    numbers = tuple(
        number
        for number in scanned.numbers
        if number.end - number.start < _SHORTEST_CODE
        or scanned.text[number.start : number.end] not in codes
    )
    return replace(scanned, numbers=numbers)


def _lines(document: PublishedDocument, apart: set[int]) -> Iterator[PrintedLine]:
    for block in document.blocks:
        if isinstance(block, PrintedHeading):
            yield PrintedLine(block.text, block.place)
        elif isinstance(block, PrintedParagraph):
            yield from (PrintedLine(one.text, one.place) for one in block.sentences)
        else:
            if id(block) not in apart:
                yield from _rows(block)
            else:
                yield from (PrintedLine(text, block.place) for text in block.above)
            yield from (PrintedLine(note.text, note.place) for note in block.notes)


def _rows(table: PrintedTable) -> Iterator[PrintedLine]:
    """Yield a table row by row, its name and its heads first."""
    for text in (table.name, *table.above):
        yield PrintedLine(text, table.place)
    for heads in table.heads:
        text = "  ".join(dict.fromkeys(filter(None, heads)))
        yield PrintedLine(text, table.place, is_head=True)
    unit = table.unit.name if table.unit else ""
    above = tuple(Cell(head, table.place) for heads in table.heads for head in heads)
    for line in table.lines:
        cells = [cell for at, cell in enumerate(line) if not _is_spanned(line, above, at)]
        if cells:
            yield PrintedLine("  ".join(c.text for c in cells), cells[0].place, unit=unit)
        above = line


def _is_spanned(line: tuple[Cell, ...], above: tuple[Cell, ...], at: int) -> bool:
    """Tell whether a cell is blank, or goes on with a long text of its row or the one above."""
    text = line[at].text
    if len(text) < _LONG:
        return not text
    return text in {cell.text for cell in (*line[:at], *above)}
