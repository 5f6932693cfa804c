"""What an audit of a published document says: where the document contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import frozen
from budgetc.published.model import PrintPlace, Unreadable


class Kind(StrEnum):
    """What kind of contradiction it is, in the order of a report's closing line."""

    ARITHMETIC = "arithmetic"
    CROSS_TABLE = "cross-table"
    TEXT_VS_TABLE = "text-vs-table"
    ROUNDING = "rounding"
    COPIED = "copied"
    NAMING = "naming"
    EFFECT = "rounding-effect"

    @property
    def label(self) -> Message:
        """What a report calls it."""
        return _LABELS[self]


SUSPECT = 30
"""The confidence with which what may be meant as it is is reported too; less is a guess."""

_LABELS = {
    Kind.ARITHMETIC: msg("arithmetic"),
    Kind.CROSS_TABLE: msg("table against table"),
    Kind.TEXT_VS_TABLE: msg("text against table"),
    Kind.ROUNDING: msg("rounding"),
    Kind.COPIED: msg("copied"),
    Kind.NAMING: msg("naming"),
    Kind.EFFECT: msg("effect of rounding"),
}


@frozen()
class Quote:
    """Something that is printed, and where.

    Attributes:
        text: as printed; empty for a blank cell.
        where: the table, row and column, or the words around it.
        is_prose: whether these are words, in which it stands itself.
    """

    text: str
    where: str
    place: PrintPlace
    is_prose: bool = False

    @property
    def number(self) -> str:
        """Its digits, point and sign alone."""
        return "".join(letter for letter in self.text if letter in "0123456789.-")


@frozen()
class Contradiction:
    """Places of a document that cannot all be right.

    Attributes:
        quotes: what is printed there; the first is most likely wrong.
        reason: why they cannot.
        confidence: from 0 to 100, how surely the document was understood.
        consequences: further contradictions that have the same cause.
        expected: the figure or the name that the first of them would have to be, written as it is;
            empty where no single one is.
        difference: how far its figure is from that, without a sign; empty where it is none.
    """

    kind: Kind
    quotes: tuple[Quote, ...]
    reason: Message
    confidence: int
    consequences: tuple[Contradiction, ...] = ()
    expected: str = ""
    difference: str = ""


@frozen()
class Audit:
    """What was found in one document.

    Attributes:
        contradictions: in the order of print, those of one cause under the first.
        checked: how many sums, figures and rates were compared.
        unread: what could not be read, in words.
        suspects: how many more are held back, for they may be meant as they are.
        office: whose document it is; empty where it does not say.
        year: of the document; 0 where it does not say.
    """

    contradictions: tuple[Contradiction, ...]
    checked: int
    unread: tuple[Message, ...]
    suspects: int = 0
    office: str = ""
    year: int = 0

    def told(self, least: int, *, with_effects: bool) -> Audit:
        """Return what of it is sure enough, and how many suspects that leaves out.

        Args:
            least: confidence of what is told.
            with_effects: whether effects of rounding are told too.
        """
        asked = [one for one in self.contradictions if with_effects or one.kind is not Kind.EFFECT]
        kept = tuple(one for one in asked if one.confidence >= least)
        suspects = sum(SUSPECT <= one.confidence < least for one in asked)
        return replace(self, contradictions=kept, suspects=suspects)

    def by_kind(self) -> Iterator[tuple[Kind, int]]:
        """Yield each kind that occurs, and how often."""
        for kind in Kind:
            if number := sum(found.kind is kind for found in self.contradictions):
                yield kind, number


@frozen()
class Audited:
    """A file, and what became of its audit.

    Attributes:
        name: of the file, as the user named it or its folder.
        result: the audit, or why the file could not be read.
    """

    name: str
    result: Audit | Unreadable

    @property
    def is_clean(self) -> bool:
        """Whether it could be read, and nothing is told of it."""
        return isinstance(self.result, Audit) and not self.result.contradictions

    def told(self, least: int, *, with_effects: bool) -> Audited:
        """Return it with what is sure enough alone, as `Audit.told` does."""
        if isinstance(self.result, Unreadable):
            return self
        return replace(self, result=self.result.told(least, with_effects=with_effects))


@frozen()
class Audits:
    """What became of several files.

    Attributes:
        found: of each that may be a document, in the order in which they are told.
        others: the names of files of their folders that nobody looked into.
    """

    found: tuple[Audited, ...]
    others: tuple[str, ...] = ()

    @property
    def unreadable(self) -> int:
        """How many could not be read."""
        return sum(isinstance(one.result, Unreadable) for one in self.found)

    def by_kind(self) -> Iterator[tuple[Kind, int]]:
        """Yield each kind that occurs in any, and how often in all."""
        counts = Counter[Kind]()
        for one in self.found:
            if isinstance(one.result, Audit):
                counts.update(dict(one.result.by_kind()))
        yield from ((kind, counts[kind]) for kind in Kind if counts[kind])
