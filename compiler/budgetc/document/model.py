"""The document: what is printed, free of any output format.

Headings, paragraphs and tables, in order. A `Line` is a run of text and figures; a figure knows its
exact value and what it was made of, and prints the same in every format. Formats escape, align and
typeset; nothing is added, compared or rounded after this point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby, zip_longest
from types import MappingProxyType
from typing import ClassVar, Generic, TypeVar, overload

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import msg
from budgetc.document.languages import between_sentences
from budgetc.frozen import NamedTuple, frozen
from budgetc.ledger import Fact
from budgetc.numbers.style import NumberFormat
from budgetc.numbers.values import NOTHING, Amount, Count
from budgetc.source.origin import Place
from budgetc.templating.exposed import Exposed


class Formula(StrEnum):
    """How a figure came about."""

    SUM = "sum"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    RATE = "rate"
    SHARE = "share"
    COUNT = "count"
    GIVEN = "given"


PERCENT = "%"
"""The unit of shares and growth."""


@frozen(eq=False)
class Figure(Exposed):
    """A number that may be printed: an amount, a count, a share or a growth.

    It is exact, and knows what it was made of and how it is printed.

    Attributes:
        id: names the figure within the document; the same id always has the same value.
        text: as printed, with the unit word in prose.
        exact: the digits alone, for machines.
        formula: how it was made.
        facts: the facts that a sum added.
        operands: the figures that a difference, growth or share was made of.
        places: where a given figure was typed, or the items that were counted; of an empty list,
            where the list stands.
        value: an amount, or how many were counted; 0 for a percentage, which follows from its
            operands. `figures.exact_value` knows all three.
        printed: the value that a reader sees, which was rounded.
        bare: whether an amount is printed without the word of its unit.
        from_printed: whether a percentage was made of its operands as they are printed.
        unit: 万元 or 元, % or, of what was counted, nothing.
        margin: along which codes a sum was made: `revenue`, `function`, `economic`; or nothing.
        numbers: how its digits are printed; nothing of what is counted one by one.
    """

    called = msg("a figure")
    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"is_zero": "Whether an amount or a count is nothing."}
    )

    id: str
    text: str
    exact: str
    formula: Formula
    facts: Sequence[Fact] = ()
    operands: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    value: Amount | Count = NOTHING
    printed: int = 0
    bare: bool = False
    from_printed: bool = False
    unit: str = ""
    margin: tuple[str, ...] = ()
    numbers: NumberFormat | None = None

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return self.value != 0 or self.unit == PERCENT

    def lookup(self, name: str) -> object:
        """Return what a template may know of a number."""
        if name == "is_zero" and self.unit != PERCENT:
            return not self
        raise LookupError(name)


Line = tuple[str | Figure, ...]
"""A run of text and figures; empty where nothing is printed."""


def line_text(line: Line) -> str:
    """Return a line as a plain string."""
    if len(line) == 1:  # as in most cells
        (part,) = line
        return part if isinstance(part, str) else part.text
    return "".join([part if isinstance(part, str) else part.text for part in line])


class RowKind(StrEnum):
    """What a row of a table is."""

    LEAF = "leaf"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    NOTE = "note"


class Role(StrEnum):
    """What a column of a table holds."""

    CODE = "code"
    LABEL = "label"
    TEXT = "text"
    AMOUNT = "amount"

    @property
    def is_unbroken(self) -> bool:
        """Whether no cell of the column is ever broken into lines."""
        return self in {Role.CODE, Role.AMOUNT}


@frozen()
class Column:
    """One column.

    Attributes:
        id: names the column within its table.
        header: its heads from the outermost inward; neighbours that begin alike share them.
        role: what it holds.
        width: relative to the other columns of the table.
        merged: whether equal cells one below the other are one cell in print.
    """

    id: str
    header: tuple[str, ...]
    role: Role
    width: float
    merged: bool = False


@frozen()
class Row:
    """One row: its kind, what it is about, and a cell for each column of its panel.

    Attributes:
        unprinted: the figures of cells that are blank although something is booked there, for it
            comes to nothing when it is rounded.
    """

    id: str
    kind: RowKind
    code: str | None
    label: str
    indent: int
    cells: tuple[Line, ...]
    unprinted: tuple[Figure, ...] = ()


class PrintedRow(NamedTuple):
    """A row as it is read: its kind, its code, and what stands in each cell, without figures."""

    kind: RowKind
    code: str | None
    indent: int
    texts: Sequence[str]

    @classmethod
    def of(cls, row: Row) -> PrintedRow:
        """Return a row as it is read."""
        texts = [line_text(cell) if cell else "" for cell in row.cells]
        return cls(row.kind, row.code, row.indent, texts)


Source = TypeVar("Source")
Item = TypeVar("Item")


class OnDemand(Sequence[Item], Generic[Source, Item]):
    """Things that are made when somebody looks at them, each time anew.

    A check looks at few rows, and who prints them needs one at a time: no table holds its cells.
    """

    __slots__ = ("_make", "_sources")

    def __init__(self, sources: Sequence[Source], make: Callable[[Source], Item]) -> None:
        """Prepare them.

        Args:
            sources: what each of them is made of.
            make: makes one; it finds nothing that was not found before.
        """
        self._sources = sources
        self._make = make

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...

    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        if isinstance(at, slice):
            return OnDemand(self._sources[at], self._make)
        return self._make(self._sources[at])

    def __iter__(self) -> Iterator[Item]:
        return map(self._make, self._sources)


class Rows(OnDemand[Source, Row]):
    """Rows made on demand, which are also read without making the figures in their cells."""

    __slots__ = ("_print",)

    def __init__(
        self,
        sources: Sequence[Source],
        make: Callable[[Source], Row],
        print_: Callable[[Source], PrintedRow],
    ) -> None:
        """Prepare them.

        Args:
            sources: what each of them is made of.
            make: makes one.
            print_: returns what is read of the one that `make` would make.
        """
        super().__init__(sources, make)
        self._print = print_

    @property
    def printed(self) -> Sequence[PrintedRow]:
        """The same rows as they are read."""
        return OnDemand(self._sources, self._print)


@frozen()
class Panel:
    """Columns and rows. A table with two panels prints them side by side.

    Attributes:
        is_exact: whether no amount in it can be printed shorter than it is.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    is_exact: bool = False

    @property
    def printed(self) -> Sequence[PrintedRow]:
        """Its rows as they are read."""
        rows = self.rows
        return rows.printed if isinstance(rows, Rows) else OnDemand(rows, PrintedRow.of)


def side_by_side(panels: Sequence[Panel]) -> Iterator[tuple[Row | None, ...]]:
    """Yield the rows that share a printed line, one of each panel, or nothing of a shorter one.

    Where every panel ends in its total, the totals stand together in the last line. Where every
    panel has a sum that is of no code (本年收入合计, 本年支出合计), the first ones share a line.
    """
    return _in_lines([panel.rows for panel in panels])


def printed_side_by_side(panels: Sequence[Panel]) -> Iterator[tuple[PrintedRow | None, ...]]:
    """Yield the same rows as they are read."""
    return _in_lines([panel.printed for panel in panels])


AnyRow = TypeVar("AnyRow", Row, PrintedRow)


def _in_lines(sides: Sequence[Sequence[AnyRow]]) -> Iterator[tuple[AnyRow | None, ...]]:
    """Yield the rows of sides; of one alone, each is a line."""
    totals = len(sides) > 1 and all(rows and rows[-1].kind is RowKind.TOTAL for rows in sides)
    bodies = [rows[:-1] if totals else rows for rows in sides]
    sums = [_first_sum(body) for body in bodies] if len(bodies) > 1 else []
    if sums and all(at is not None for at in sums):
        yield from zip_longest(*(body[:at] for body, at in zip(bodies, sums, strict=True)))
        bodies = [body[at:] for body, at in zip(bodies, sums, strict=True)]
    yield from zip_longest(*bodies)
    if totals:
        yield tuple(rows[-1] for rows in sides)


def _first_sum(rows: Sequence[AnyRow]) -> int | None:
    """Return where the first sum stands that is of no code."""
    sums = (at for at, row in enumerate(rows) if row.kind is RowKind.SUBTOTAL and row.code is None)
    return next(sums, None)


@frozen()
class FormCell:
    """One cell of a form: its width in twelfths of the form, and whether it is a head."""

    content: Line
    width: int
    head: bool


@frozen()
class Table:
    """One table.

    Attributes:
        id: names the table within the document.
        number: as printed, such as 表 1; empty for a table without one.
        title: as printed.
        unit: of its amounts, by name.
        wide: whether it needs a page on its side.
        above: what stands over the table to the left and to the right.
        form: rows of a form that stand over the column heads, part of the same grid.
        panels: one, or two side by side.
        notes: lines under the table.
    """

    id: str
    number: str
    title: str
    unit: str
    wide: bool
    above: tuple[str, str]
    form: tuple[tuple[FormCell, ...], ...]
    panels: tuple[Panel, ...]
    notes: tuple[Line, ...]

    @property
    def name(self) -> str:
        """Its number and its title."""
        return f"{self.number} {self.title}".strip()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all its panels, side by side."""
        return tuple(column for panel in self.panels for column in panel.columns)

    @property
    def rows(self) -> Iterator[Row]:
        """The rows of all its panels, one panel after the other."""
        return (row for panel in self.panels for row in panel.rows)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines of text: those of its form, and its notes."""
        return (*(cell.content for row in self.form for cell in row), *self.notes)


@frozen()
class Heading:
    """A heading; level 1 is a part of the document."""

    level: int
    content: Line

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its one line."""
        return (self.content,)


class Align(StrEnum):
    """Where a paragraph stands."""

    LEFT = "left"
    RIGHT = "right"


@frozen()
class Paragraph:
    """A paragraph: its sentences, one line each."""

    sentences: tuple[Line, ...]
    align: Align = Align.LEFT

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its sentences."""
        return self.sentences


Block = Heading | Paragraph | Table


@frozen()
class Passage:
    """Headings, and what stands under them: a table, or paragraphs, or nothing at all."""

    headings: tuple[Heading, ...]
    table: Table | None = None
    paragraphs: tuple[Paragraph, ...] = ()


class Shown(StrEnum):
    """What the bars of a chart show of each member."""

    AMOUNT = "amount"
    CHANGE = "change"
    SHARE = "share"


@frozen()
class Bar:
    """One member of a chart.

    Attributes:
        label: what it is.
        figures: this year's, and last year's where the chart compares and it is known.
    """

    label: str
    figures: tuple[Figure, ...]


@frozen()
class Chart:
    """Figures of a document for the eye; whatever it shows, its tables and sentences are about.

    Attributes:
        beside: what the amounts are called that a change is shown from; empty of last year's.
    """

    id: str
    title: str
    shows: Shown
    bars: tuple[Bar, ...]
    beside: str = ""

    @property
    def has_both_signs(self) -> bool:
        """Whether some of its amounts are above zero and some below, which no lengths compare."""
        values = [figure.value for bar in self.bars for figure in bar.figures]
        return any(value > 0 for value in values) and any(value < 0 for value in values)


@frozen()
class Headline:
    """One of the numbers of a one page.

    Attributes:
        label: what it is.
        number: as it is printed, large.
        says: what it tells, in plain words.
    """

    label: Line
    number: Line
    says: Line


@frozen()
class Explanation:
    """A word, and what it means, without a full stop."""

    term: str
    meaning: str


@frozen()
class OnePage:
    """What a document tells on one page: some of its figures, for who reads nothing else."""

    title: Line
    numbers: tuple[Headline, ...]
    charts: Sequence[Chart]
    explained: tuple[Explanation, ...]


PageMaker = Callable[[], tuple[OnePage | None, tuple[Diagnostic, ...]]]
"""Makes the one page of a document when a format asks for it, or tells what is missing for it."""


@frozen()
class Document:
    """One department's disclosure of one year, ready to print.

    Attributes:
        language: the first part of its tag: `zh`, `en`, `fr`.
        region: the second, which tells variants of a language apart; mostly empty.
        negative: how numbers below zero are printed: `minus` or `brackets`.
        point: the mark before the decimals of its numbers.
        table_pages: `own` where each table begins a page, `running` where they follow the text.
        paper: `a4` or `letter`.
        opening: of formats with pages: `cover` where title and contents have pages of their own,
            `running` where the text begins below the title.
        charts: for formats that have some.
        one_page: makes its one page, where its jurisdiction declares one.
        index: a table whose rows lead to other documents, for formats that have links.
        names: the ids of figures, by what people call them besides the words of tables.
    """

    department: str
    year: int
    jurisdiction: str
    unit: str
    title: str
    issued: str | None
    blocks: tuple[Block, ...]
    language: str = "zh"
    region: str = ""
    negative: str = "minus"
    point: str = "."
    table_pages: str = "own"
    paper: str = "a4"
    opening: str = "cover"
    charts: Sequence[Chart] = ()
    one_page: PageMaker | None = None
    index: Table | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def tag(self, usual: Mapping[str, str] = MappingProxyType({})) -> str:
        """Return its language as formats write it.

        Args:
            usual: what a format writes of a language where no region is said.
        """
        if self.region:
            return f"{self.language}-{self.region}"
        return usual.get(self.language, self.language)

    @property
    def title_parts(self) -> tuple[str, str]:
        """Whose document it is, if its title begins so, and the rest of the title."""
        rest = self.title.removeprefix(self.department)
        return self.title.removesuffix(rest), rest

    @property
    def day(self) -> datetime:
        """The day of issue, else the first of the year: files have this time whenever made."""
        told = self.issued or f"{self.year}-01-01"
        return datetime.fromisoformat(told).replace(tzinfo=UTC)

    @property
    def between(self) -> str:
        """What stands between two sentences."""
        return between_sentences(self.language)

    def passages(self) -> Iterator[Passage]:
        """Yield the blocks in order, the headings with what they head."""
        headings: tuple[Heading, ...] = ()
        for _, group in groupby(self.blocks, key=type):
            alike = tuple(group)
            if paragraphs := tuple(one for one in alike if isinstance(one, Paragraph)):
                yield Passage(headings, paragraphs=paragraphs)
            for table in (one for one in alike if isinstance(one, Table)):
                yield Passage(headings, table)
                headings = ()
            headings = tuple(one for one in alike if isinstance(one, Heading))
        if headings:
            yield Passage(headings)

    def tables(self) -> Iterator[Table]:
        """Yield the tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def figures(self) -> Iterator[Figure]:
        """Yield the figures of the prose in order, each id once."""
        parts = (part for block in self.blocks for line in block.lines for part in line)
        found: dict[str, Figure] = {}
        for part in parts:
            if isinstance(part, Figure):
                found.setdefault(part.id, part)
        return iter(found.values())
