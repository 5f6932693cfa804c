"""The compiled document as one text in the order of print, and what each place of it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum, auto

from budgetc.compare.scan import Number, Scanned, Writing, scan
from budgetc.document.figures import spans
from budgetc.document.model import (
    Document,
    Figure,
    Heading,
    Line,
    Role,
    Table,
    line_text,
    side_by_side,
)
from budgetc.frozen import frozen
from budgetc.numbers.marks import WITH_COMMA, WITH_POINT


class TextKind(Enum):
    """What kind of text something is."""

    HEADING = auto()
    SENTENCE = auto()
    NOTE = auto()
    CODE = auto()
    CELL = auto()


@frozen()
class Spot:
    """A stretch of the text: a sentence, a note, a cell.

    Attributes:
        where: what a report calls the place.
        block: the position of its block in the document.
        table: its table, if it is part of one.
        row: its row within the table, by panel and id; empty outside of rows.
        start: in the text.
        end: in the text.
    """

    kind: TextKind
    where: str
    block: int
    table: Table | None = None
    row: str = ""
    start: int = 0
    end: int = 0

    @property
    def row_of_block(self) -> tuple[int, str]:
        """What tells its row from all others."""
        return self.block, self.row

    @property
    def block_name(self) -> str:
        """What a report calls its block: the table, or the heading."""
        return self.where if self.table is None else self.table.name


@frozen()
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
        return self.spot.kind is TextKind.CODE

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure, and neither wording nor a code."""
        return self.figure is not None and not self.is_code

    @property
    def gap(self) -> int:
        """It stands before the letter with this number."""
        return self.number.gap

    @property
    def is_shown(self) -> bool:
        """Whether it is a figure that print should have; a zero may be left out."""
        return self.is_figure and self.number.value != 0

    @property
    def is_ordinal(self) -> bool:
        """Whether it only counts the paragraphs."""
        return self.number.ordinal and self.figure is None

    @property
    def text(self) -> str:
        """As the compiled document prints it."""
        return self.figure.text if self.figure is not None else f"{self.number.value}"

    @property
    def unit(self) -> str:
        """The unit of an amount: behind it, or of its table."""
        if self.number.unit or self.spot.table is None or self.figure is None:
            return self.number.unit
        return self.figure.unit or self.spot.table.unit


@frozen()
class Ours:
    """The compiled document, ready to be compared.

    Attributes:
        scanned: its text.
        spots: what stands where in it.
        numbers: in order.
        names: of the department, of projects, of what has a code.
        code_parts: the numbers that its codes are made of.
        absent: the numbers of its tables that print does not have; they are not in the text.
    """

    scanned: Scanned
    spots: tuple[Spot, ...]
    numbers: tuple[OurNumber, ...]
    names: frozenset[str]
    code_parts: frozenset[Decimal]
    absent: tuple[OurNumber, ...] = ()

    def cells(self) -> Iterator[Spot]:
        """Yield the cells of its tables."""
        return (spot for spot in self.spots if spot.row)

    def spot_of(self, letter: int) -> Spot:
        """Return where a letter stands."""
        return self.spots[_last(self.spots, self.scanned.offsets[letter])]

    def letters(self, spot: Spot) -> tuple[int, int]:
        """Return the first letter of a spot, and the one behind its last."""
        return self.scanned.letter_at(spot.start), self.scanned.letter_at(spot.end)

    def text(self, spot: Spot) -> str:
        """Return the text of a spot."""
        return self.scanned.raw[spot.start : spot.end]


def read_ours(document: Document, units: Iterable[str], apart: Container[int]) -> Ours:
    """Return a compiled document as text.

    Args:
        document: any.
        units: names of units that may stand behind a number.
        apart: the positions of tables that are compared cell by cell, and are no text.
    """
    text = ""
    spots: list[Spot] = []
    figures: list[tuple[int, int, Figure]] = []
    for line, spot in _lines(document, apart):
        start = len(text)
        if written := line_text(line):
            text += f"{written}\n"
            spots.append(replace(spot, start=start, end=start + len(written)))
            figures += ((start + first, start + end, figure) for figure, first, end in spans(line))
    scanned = scan(text, units, writing_of(document))
    numbers = tuple(
        OurNumber(number, spots[_last(spots, number.start)], _figure_of(number, figures))
        for number in scanned.numbers
    )
    codes = frozenset(entry.number.value for entry in numbers if entry.is_code)
    return Ours(scanned, tuple(spots), numbers, frozenset(_names(document)), codes)


def writing_of(document: Document) -> Writing:
    """Return how a compiled document writes numbers."""
    form = WITH_COMMA if document.point == WITH_COMMA.point else WITH_POINT
    return Writing(form, document.negative)


def _figure_of(number: Number, figures: Sequence[tuple[int, int, Figure]]) -> Figure | None:
    """Return the figure that a number is of, by the bounds of all figures."""
    at = bisect_right(figures, number.start, key=lambda entry: entry[0]) - 1
    return figures[at][2] if at >= 0 and figures[at][1] >= number.end else None


def _lines(document: Document, apart: Container[int]) -> Iterator[tuple[Line, Spot]]:
    """Yield the lines of a document in the order of print, and what each is."""
    heading = ""
    for position, block in enumerate(document.blocks):
        if isinstance(block, Table):
            is_apart = position in apart
            name = () if is_apart else (block.name,)
            for text in (*name, *block.above):
                yield (text,), Spot(TextKind.HEADING, block.name, position, block)
            yield from () if is_apart else _lines_of_table(block, position)
            for note in block.notes:
                yield note, Spot(TextKind.NOTE, block.name, position, block)
            continue
        kind = TextKind.SENTENCE
        if isinstance(block, Heading):
            heading, kind = line_text(block.content), TextKind.HEADING
        yield from ((line, Spot(kind, heading, position)) for line in block.lines)


def _lines_of_table(table: Table, block: int) -> Iterator[tuple[Line, Spot]]:
    """Yield the lines of a table; heads of columns hold no figures and stay away."""
    name = table.name
    for number, form_row in enumerate(table.form):
        heads: list[str] = []
        for cell in form_row:
            heads = [*heads, line_text(cell.content)] if cell.head else heads
            where = joined(name, *heads)
            yield cell.content, Spot(TextKind.CELL, where, block, table, f"form {number}")
    for rows in side_by_side(table.panels):
        for side, (panel, row) in enumerate(zip(table.panels, rows, strict=True)):
            if row is None:
                continue
            for column, content in zip(panel.columns, row.cells, strict=True):
                kind = TextKind.CODE if column.role is Role.CODE else TextKind.CELL
                head = column.header[-1] if column.role is Role.AMOUNT and column.header else ""
                where = joined(name, row.label, head)
                yield content, Spot(kind, where, block, table, f"{side} {row.id}")


def _last(spots: Sequence[Spot], start: int) -> int:
    """Return the position of the last spot that begins at or before a place of the text."""
    return bisect_right(spots, start, key=lambda spot: spot.start) - 1


def joined(*parts: str) -> str:
    """Return the parts of a place in one, as a report calls it."""
    return " · ".join(part for part in parts if part)


def listed(words: Iterable[str]) -> str:
    """Return what one finding is about as a list."""
    return "、".join(words)


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
