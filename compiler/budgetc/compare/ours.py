"""The compiled document as one text in the order of print, and what each place of it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from budgetc.compare.scan import Number, Scanned, scan
from budgetc.document.model import (
    Column,
    Document,
    Figure,
    Heading,
    Line,
    Paragraph,
    Role,
    Row,
    Table,
    line_text,
)
from budgetc.render.panels import side_by_side


class Part(Enum):
    """What kind of text something is."""

    HEADING = auto()
    SENTENCE = auto()
    NOTE = auto()
    CODE = auto()
    CELL = auto()


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text: a sentence, a note, a cell.

    Attributes:
        start: in the text.
        end: in the text.
        where: what a report calls the place.
        block: the position of its block in the document.
        table: its table, if it is part of one.
        row: its row within the table, by panel and id; empty outside of rows.
    """

    start: int
    end: int
    part: Part
    where: str
    block: int
    table: Table | None = None
    row: str = ""

    @property
    def block_name(self) -> str:
        """What a report calls its block: the table, or the heading."""
        if self.table is None:
            return self.where
        return f"{self.table.number} {self.table.title}".strip()


@dataclass(frozen=True, slots=True)
class OurNumber:
    """A number of the compiled document.

    Attributes:
        number: as it stands in the text.
        spot: where.
        figure: what made it, unless it is part of the wording.
    """

    number: Number
    spot: Spot
    figure: Figure | None

    @property
    def is_code(self) -> bool:
        """Whether it is part of a classification code."""
        return self.spot.part is Part.CODE

    @property
    def gap(self) -> int:
        """It stands before the letter with this number."""
        return self.number.gap

    @property
    def is_shown(self) -> bool:
        """Whether it is a figure that print should have; a zero may be left out."""
        return self.figure is not None and not self.is_code and self.number.value != 0

    @property
    def is_ordinal(self) -> bool:
        """Whether it only counts the paragraphs."""
        return self.number.ordinal and self.figure is None

    @property
    def unit(self) -> str:
        """The unit of an amount: behind it, or of its table."""
        if self.number.unit or self.spot.table is None or self.figure is None:
            return self.number.unit
        return self.spot.table.unit


@dataclass(frozen=True, slots=True)
class Ours:
    """The compiled document, ready to be compared.

    Attributes:
        scanned: its text.
        spots: what stands where in it.
        numbers: in order.
        names: of the department, of projects, of what has a code.
        code_parts: the numbers that its codes are made of.
    """

    scanned: Scanned
    spots: tuple[Spot, ...]
    numbers: tuple[OurNumber, ...]
    names: frozenset[str]
    code_parts: frozenset[Decimal]

    def spot_of(self, letter: int) -> Spot:
        """Return where a letter stands."""
        return self.spots[_last(self.spots, self.scanned.offsets[letter])]

    def text(self, spot: Spot) -> str:
        """Return the text of a spot."""
        return self.scanned.raw[spot.start : spot.end]


def read_ours(document: Document, units: Iterable[str]) -> Ours:
    """Return a compiled document as text.

    Args:
        document: any.
        units: names of units that may stand behind a number.
    """
    writer = _Writer()
    heading = ""
    for position, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            heading = line_text(block.content)
            writer.write(block.content, Part.HEADING, heading, position)
        elif isinstance(block, Paragraph):
            for sentence in block.sentences:
                writer.write(sentence, Part.SENTENCE, heading, position)
        else:
            writer.write_table(block, position)
    scanned = scan("".join(writer.pieces), units)
    numbers = tuple(writer.number(number) for number in scanned.numbers)
    codes = frozenset(entry.number.value for entry in numbers if entry.is_code)
    return Ours(scanned, tuple(writer.spots), numbers, frozenset(_names(document)), codes)


class _Writer:
    """Writes lines one after the other and remembers where they stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.spots: list[Spot] = []
        self._figures: list[tuple[int, int, Figure]] = []
        self._length = 0

    def write(
        self,
        line: Line,
        part: Part,
        where: str,
        block: int,
        table: Table | None = None,
        row: str = "",
    ) -> None:
        """Write one line."""
        start = self._length
        for piece in line:
            text = str(piece)
            if isinstance(piece, Figure):
                self._figures.append((self._length, self._length + len(text), piece))
            self._put(text)
        if self._length > start:
            self.spots.append(Spot(start, self._length, part, where, block, table, row))
            self._put("\n")

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)

    def write_table(self, table: Table, block: int) -> None:
        """Write a table in the order of print; heads of columns hold no figures and stay away."""
        name = f"{table.number} {table.title}".strip()
        self.write((name,), Part.HEADING, name, block, table)
        for above in table.above:
            self.write((above,), Part.HEADING, name, block, table)
        for number, form_row in enumerate(table.form):
            heads: list[str] = []
            for cell in form_row:
                heads = [*heads, line_text(cell.content)] if cell.head else heads
                where = _joined(name, *heads)
                self.write(cell.content, Part.CELL, where, block, table, f"form {number}")
        for rows in side_by_side(table.panels):
            for side, (panel, row) in enumerate(zip(table.panels, rows, strict=True)):
                if row is not None:
                    self._write_row(name, row, panel.columns, f"{side} {row.id}", block, table)
        for note in table.notes:
            self.write(note, Part.NOTE, name, block, table)

    def _write_row(
        self,
        name: str,
        row: Row,
        columns: tuple[Column, ...],
        id_of_row: str,
        block: int,
        table: Table,
    ) -> None:
        for column, cell in zip(columns, row.cells, strict=True):
            part = Part.CODE if column.role is Role.CODE else Part.CELL
            head = column.header[-1] if column.role is Role.AMOUNT and column.header else ""
            self.write(cell, part, _joined(name, row.label, head), block, table, id_of_row)

    def number(self, number: Number) -> OurNumber:
        """Return a number with the place where it was written and the figure that it is of."""
        spot = self.spots[_last(self.spots, number.start)]
        at = bisect_right(self._figures, number.start, key=lambda entry: entry[0]) - 1
        if at >= 0 and self._figures[at][1] >= number.end:
            return OurNumber(number, spot, self._figures[at][2])
        return OurNumber(number, spot, None)


def _last(spots: Sequence[Spot], start: int) -> int:
    """Return the position of the last spot that begins at or before a place of the text."""
    return bisect_right(spots, start, key=lambda spot: spot.start) - 1


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _names(document: Document) -> Iterable[str]:
    """Yield what has a name of its own: the department, what has a code, what is in a text cell."""
    yield document.department
    for table in document.tables():
        for panel in table.panels:
            for row in panel.rows:
                if row.code:
                    yield row.label
                    yield from (
                        line_text(cell)
                        for column, cell in zip(panel.columns, row.cells, strict=True)
                        if column.role is Role.TEXT
                    )
