"""What a comparison with a published document says: its findings, and how much it looked at."""

from __future__ import annotations

from enum import StrEnum

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Figure
from budgetc.frozen import frozen
from budgetc.published.model import Omission, PrintPlace


class Sort(StrEnum):
    """How much a finding says.

    A contradiction needs no source of ours: print says two things. A difference is between print
    and the source. Style is neither: the same in other words, or rounded otherwise throughout.
    """

    CONTRADICTION = "contradiction"
    DIFFERENCE = "difference"
    STYLE = "style"

    @property
    def label(self) -> Message:
        """What a report calls it."""
        return _SORTS[self]


_SORTS = {
    Sort.CONTRADICTION: msg("contradiction"),
    Sort.DIFFERENCE: msg("differs from the source"),
    Sort.STYLE: msg("style"),
}


class Fault(StrEnum):
    """What kind of fault a finding is.

    The order is that of a report's closing line: what is surely wrong in print comes first.
    """

    ARITHMETIC = "arithmetic"
    ROUNDING = "rounding"
    TEXT_VS_TABLE = "text-vs-table"
    NAMING = "naming"
    COPIED = "copied"
    MISSING = "missing"
    AMOUNT = "amount"
    UNIT = "unit"
    WORDING = "wording"

    @property
    def label(self) -> Message:
        """What a report calls it."""
        return _LABELS[self]


_LABELS = {
    Fault.ARITHMETIC: msg("arithmetic"),
    Fault.ROUNDING: msg("rounding"),
    Fault.TEXT_VS_TABLE: msg("text against table"),
    Fault.NAMING: msg("naming"),
    Fault.COPIED: msg("copied"),
    Fault.MISSING: msg("missing"),
    Fault.AMOUNT: msg("other amount"),
    Fault.UNIT: msg("unit"),
    Fault.WORDING: msg("wording"),
}


@frozen()
class Quote:
    """Something that stands in the published document: where, and the words around it."""

    place: PrintPlace
    around: str


@frozen()
class Consequence:
    """What follows from a fault, and is no fault of its own: a sum that no longer comes out.

    Attributes:
        text: what a report says of it.
        sum: what it comes to in print.
        whole: what it should.
        place: where that stands, if it does.
    """

    text: Message
    sum: str
    whole: str
    place: PrintPlace | None = None


@frozen()
class Difference:
    """One thing that the published document has otherwise than the compiled one.

    Attributes:
        places: where it stands in print, first to last; none where it is missing there.
        where: the table and row, or the heading, of the compiled document.
        published: as printed; empty where it is missing in print.
        ours: as compiled; empty where the compiled document has no such thing.
        figure: ours, where the difference is about one.
        items: whether the values are lists of what only one of the documents names.
        reason: why it is a fault of this kind.
        also: where else in the compiled document.
        confidence: from 0 to 1, how surely both were read and are the same thing.
        against: where print says otherwise itself, and what it says there.
        consequences: what follows from it.
    """

    fault: Fault
    places: tuple[Quote, ...]
    where: str
    published: str
    ours: str
    reason: Message
    figure: Figure | None = None
    items: bool = False
    also: tuple[str, ...] = ()
    confidence: float = 1.0
    sort: Sort = Sort.DIFFERENCE
    against: tuple[Quote, ...] = ()
    consequences: tuple[Consequence, ...] = ()


@frozen()
class Tally:
    """How many figures of the compiled document were looked for in the published one.

    Attributes:
        compared: those whose counterpart was found.
        equal: those of them that agree.
        not_found: how many are without a counterpart, by table or heading.
        absent: the tables of ours that print does not have at all, by name.
        unreadable: what in print could not be compared, and why.
        left_out: what of the file was not read, and how many pieces of it.
        beside: how many without a counterpart stand in tables and under headings of which others
            have one; those of what print does not have at all are not among them.
        unnamed: the department, if its name is nowhere in print.
        worded: where a text begins to have other words than ours.
    """

    compared: int
    equal: int
    not_found: tuple[tuple[str, int], ...]
    absent: tuple[str, ...] = ()
    unreadable: tuple[Message, ...] = ()
    left_out: tuple[tuple[Omission, int], ...] = ()
    beside: int = 0
    unnamed: str = ""
    worded: tuple[Quote, ...] = ()

    @property
    def lost(self) -> int:
        """How many figures are without a counterpart."""
        return sum(number for _, number in self.not_found)

    @property
    def is_another(self) -> bool:
        """Whether so little agrees that it is another document, or that of another year.

        Half has to agree of the tables and headings of which it has anything; and where the
        department is not named, a quarter of all.
        """
        part = 2 * self.equal < self.compared + self.beside
        return part or (bool(self.unnamed) and 4 * self.equal < self.compared + self.lost)

    @property
    def strange(self) -> bool:
        """Whether the published document hardly looks like the compiled one."""
        return self.compared < self.lost or self.is_another


LEAST = 0.7
"""How sure a finding has to be to be told, unless something else is asked for."""


@frozen()
class Comparison:
    """A published document compared with a compiled one.

    Attributes:
        findings: all, in the order of print; what is missing there comes last.
    """

    findings: tuple[Difference, ...]
    tally: Tally

    def told(self, least: float = LEAST, *sorts: Sort) -> tuple[Difference, ...]:
        """Return the findings that are at least so sure, of some sorts: all but style."""
        wanted = sorts or (Sort.CONTRADICTION, Sort.DIFFERENCE)
        return tuple(f for f in self.findings if f.confidence >= least and f.sort in wanted)
