"""What a comparison with a published document says: its differences, and how many it looked at."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Figure
from budgetc.frozen import frozen


@frozen()
class Unreadable:
    """A file that is no document to compare with: why, and what to do."""

    reason: Message
    hint: Message | None = None


class Fault(StrEnum):
    """What kind of fault a difference is.

    The order is that of a report's closing line: what is surely wrong in print comes first.
    """

    ARITHMETIC = "arithmetic"
    ROUNDING = "rounding"
    TEXT_VS_TABLE = "text-vs-table"
    NAMING = "naming"
    COPIED = "copied"
    MISSING = "missing"
    AMOUNT = "amount"

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
}


@frozen()
class PrintPlace:
    """Where something stands in the published document.

    Attributes:
        line: of its text, from 1.
        page: from 1; 0 for a text without pages.
        around: the words around it.
    """

    line: int
    page: int
    around: str


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
    """

    fault: Fault
    places: tuple[PrintPlace, ...]
    where: str
    published: str
    ours: str
    reason: Message
    figure: Figure | None = None
    items: bool = False


@frozen()
class Tally:
    """How many figures of the compiled document were looked for in the published one.

    Attributes:
        compared: those whose counterpart was found.
        equal: those of them that agree.
        not_found: how many are without a counterpart, by table or heading.
    """

    compared: int
    equal: int
    not_found: tuple[tuple[str, int], ...]

    @property
    def lost(self) -> int:
        """How many figures are without a counterpart."""
        return sum(number for _, number in self.not_found)

    @property
    def strange(self) -> bool:
        """Whether the published document hardly looks like the compiled one."""
        return self.compared < self.lost


@frozen()
class Comparison:
    """A published document compared with a compiled one."""

    differences: tuple[Difference, ...]
    tally: Tally

    def by_fault(self) -> Iterator[tuple[Fault, int]]:
        """Yield each kind of fault that occurs, and how often."""
        for fault in Fault:
            if number := sum(found.fault is fault for found in self.differences):
                yield fault, number
