"""A published document as a reader sees it: tables and prose in reading order, with their places.

Whatever the file was, PDF, Word, a sheet, HTML, Markdown or text, what comes of it has this form.
It holds what is visible and nothing else, as printed: nothing is added, rounded or corrected. What
the words mean (which row is a total, which item a sentence is about) is for those who ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import frozen
from budgetc.numbers.marks import WITH_POINT, NumberForm


@frozen()
class Unreadable:
    """A file that nothing can be read of: why, and what to do."""

    reason: Message
    hint: Message | None = None


OUT_OF_MUCH = msg("save the part that is the budget as a file of its own, and name that")
"""What to do with a file that has more than a budget."""


@frozen()
class PrintPlace:
    """Where something stands in a published document.

    Attributes:
        line: on its page, or in the whole file where `page` is 0; from 1. Of a Word or HTML file,
            the paragraphs and rows are counted; 0 in a sheet.
        page: from 1; 0 for a file without pages.
        sheet: the name of the sheet; empty outside spreadsheets.
        cell: such as `B7`; empty outside spreadsheets.
    """

    line: int = 0
    page: int = 0
    sheet: str = ""
    cell: str = ""


@frozen()
class PrintedUnit:
    """The unit of a number.

    Attributes:
        name: as the lists call it, such as 万元, 元, %, 人.
        scale: how many of the currency's smallest unit (分, cents) one of it is; 0 for what is no
            money.
        currency: such as `CNY`; empty for what is no money.
    """

    name: str
    scale: int = 0
    currency: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is a unit of money."""
        return self.scale > 0


PERCENT_UNIT = PrintedUnit("%")
"""The unit of shares and rates."""


@frozen()
class PrintedNumber:
    """A figure, as printed. Codes, ordinals, years, dates and the numbers of documents are none.

    Attributes:
        text: its digits as printed, with sign and separators, without its unit; a number that was
            broken over lines is joined.
        value: in its own unit; below zero where a minus or brackets say so.
        decimals: how many digits stand after its point; a printed number is within half a unit of
            the last of them.
        unit: from the words beside it; else of its column or table; `None` where none is said.
        start: where it begins in the text of its sentence or cell.
        end: where it ends there, without its unit.
        unit_beside: whether the unit stands beside the number itself.
        form: how its document writes numbers.
    """

    text: str
    value: Decimal
    decimals: int
    unit: PrintedUnit | None
    start: int
    end: int
    unit_beside: bool = False
    form: NumberForm = WITH_POINT

    @property
    def money(self) -> Decimal | None:
        """Its value in the currency's smallest unit (分, cents), if its unit is one of money."""
        return self.value * self.scale if self.is_money else None

    @property
    def is_money(self) -> bool:
        """Whether its unit is one of money."""
        return self.unit is not None and self.unit.is_money

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == PERCENT_UNIT

    @property
    def scale(self) -> int:
        """How many of the currency's smallest unit one of its own is; 1 for what is no money."""
        return self.unit.scale if self.unit is not None and self.unit.is_money else 1

    @property
    def half(self) -> Decimal:
        """Half a unit of its last decimal, in its own unit: how much rounding may have moved it."""
        return Decimal((0, (5,), -self.decimals - 1))


@frozen()
class Cell:
    """A cell of a table.

    Attributes:
        text: as printed, its lines joined; empty where it is blank.
        number: if the cell holds a figure and nothing else (a unit may stand beside it).
    """

    text: str
    place: PrintPlace
    number: PrintedNumber | None = None


class ColumnRole(StrEnum):
    """What a column of a published table holds."""

    CODE = "code"
    LABEL = "label"
    AMOUNT = "amount"
    TEXT = "text"


@frozen()
class PrintedColumn:
    """One column of a panel.

    Attributes:
        heads: from the outermost inward, a head that spans columns in each of them; empty where the
            table has no heads.
        role: what it holds.
        unit: of its figures, from its heads or else from the table; `None` where none is said.
    """

    heads: tuple[str, ...]
    role: ColumnRole
    unit: PrintedUnit | None

    @property
    def head(self) -> str:
        """Its heads as one text."""
        return " / ".join(self.heads)

    @property
    def inner(self) -> str:
        """The innermost of its heads; empty where it has none."""
        return self.heads[-1] if self.heads else ""


@frozen()
class PrintedRow:
    """One row of a panel.

    Attributes:
        code: its code, joined of its cells and without blanks, such as 2010601; empty without one.
        label: what it is called; its line number, as in 一、 or 1., is left in.
        indent: how far its label stands to the right of the leftmost, in steps; 0 where that is not
            known.
        cells: one for each column of the panel.
        place: of its first cell.
    """

    code: str
    label: str
    indent: int
    cells: tuple[Cell, ...]
    place: PrintPlace


@frozen()
class PrintedPanel:
    """Columns and rows. A table with two panels prints them side by side (收入 and 支出).

    A row that is blank in one panel is left out there; `PrintedTable.lines` has it as printed.
    """

    columns: tuple[PrintedColumn, ...]
    rows: tuple[PrintedRow, ...]


@frozen()
class PrintedTable:
    """One table; one that goes on over pages is one.

    Attributes:
        number: as printed, such as 表1; empty for a table without one.
        title: as printed, without the number; empty where none stands over it.
        section: the last heading before it that is not its title.
        unit: of its amounts, as said over it or in its heads; `None` where none is said.
        place: of its title, or of its first row.
        above: the lines that stand between the title and the heads, such as 编制单位：…; the unit's
            too.
        heads: the rows of heads, one text for each column over all panels; spanned ones repeated.
        lines: the rows below the heads, as printed: a cell for each column over all panels.
        panels: one, or several side by side.
        notes: lines directly under the table that speak of it (注：…).
        confidence: from 0 to 1, how surely rows and columns were told: 1 where the file says so or
            rules are drawn, less where blanks between words had to do.
    """

    number: str
    title: str
    section: str
    unit: PrintedUnit | None
    place: PrintPlace
    above: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[Cell, ...], ...]
    panels: tuple[PrintedPanel, ...]
    notes: tuple[PrintedSentence, ...]
    confidence: float

    @property
    def name(self) -> str:
        """Its number and its title."""
        return f"{self.number} {self.title}".strip()

    @property
    def called(self) -> str:
        """Its name, or that of the section of one without a name."""
        return self.name or self.section

    @property
    def rows(self) -> Iterator[PrintedRow]:
        """The rows of all its panels, one panel after the other."""
        return (row for panel in self.panels for row in panel.rows)


@frozen()
class PrintedSentence:
    """A sentence of the prose, on one line whatever lines it was printed on.

    Attributes:
        text: as printed, without line breaks and the blanks of a page's layout.
        numbers: its figures, in order.
        place: where it begins.
    """

    text: str
    numbers: tuple[PrintedNumber, ...]
    place: PrintPlace


@frozen()
class PrintedHeading:
    """A heading of the prose."""

    text: str
    place: PrintPlace


@frozen()
class PrintedParagraph:
    """A paragraph.

    Attributes:
        sentences: in order; a sentence ends at a full stop.
        section: the headings that it stands under, the outermost first.
    """

    sentences: tuple[PrintedSentence, ...]
    section: tuple[str, ...]


PrintedBlock = PrintedHeading | PrintedParagraph | PrintedTable


class Omission(StrEnum):
    """Why something of a file is not among what was read."""

    CONTENTS = "contents"
    RUNNING = "running"
    HIDDEN = "hidden"
    PICTURE = "picture"
    TOO_LONG = "too-long"


@frozen()
class LeftOut:
    """Something of a file that is not among what was read.

    Attributes:
        kind: why.
        text: of it, if it has any.
    """

    kind: Omission
    text: str


@frozen()
class PublishedDocument:
    """What a reader sees of a published document.

    Attributes:
        blocks: in reading order.
        left_out: what is not in the blocks, and why.
        numbers: how it writes them.
    """

    blocks: tuple[PrintedBlock, ...]
    left_out: tuple[LeftOut, ...]
    numbers: NumberForm

    def tables(self) -> Iterator[PrintedTable]:
        """Yield the tables in order."""
        return (block for block in self.blocks if isinstance(block, PrintedTable))

    def paragraphs(self) -> Iterator[PrintedParagraph]:
        """Yield the paragraphs in order."""
        return (block for block in self.blocks if isinstance(block, PrintedParagraph))

    def sentences(self) -> Iterator[PrintedSentence]:
        """Yield the sentences of the prose in order, and the notes of tables in their places."""
        for block in self.blocks:
            if isinstance(block, PrintedParagraph):
                yield from block.sentences
            elif isinstance(block, PrintedTable):
                yield from block.notes
