"""The amounts as templates see them: each knows last year's, how it changed, and its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import eq, gt, lt
from types import MappingProxyType
from typing import ClassVar, Protocol

from budgetc.diagnostics.messages import msg
from budgetc.document.model import Figure, Formula
from budgetc.frozen import frozen
from budgetc.layout.absent import Absent, NoItems
from budgetc.layout.reads import Reads
from budgetc.layout.reasons import OWED_BY_EACH, Moves
from budgetc.layout.record import Record
from budgetc.layout.style import Style
from budgetc.ledger import Fact, Period
from budgetc.source.nodes import Scalar
from budgetc.source.origin import Origin
from budgetc.templating.exposed import Exposed


@frozen(eq=False)
class Change(Exposed):
    """How a number differs from last year's."""

    called = msg("a change")

    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "is_increase": "Whether this year's is more.",
            "is_decrease": "Whether this year's is less.",
            "is_zero": "Whether both are the same.",
            "is_new": "Whether there was nothing last year, so that no percentage says anything.",
            "has_growth": "Whether a percentage says anything: last year's is more than nothing, "
            "and this year's is not less than nothing.",
            "size": "By how much they differ, without a sign.",
            "growth": "By how many percent, without a sign; from nothing, what the layout says "
            "under `numbers.percent.from_zero`; from less than nothing, —.",
        }
    )

    id: str
    current: Figure
    prior: Figure
    style: Style

    def lookup(self, name: str) -> object:
        """Return what a template may know of a change."""
        current, prior = self.current.value, self.prior.value
        match name:
            case "size":
                size, operands = abs(current - prior), (self.current, self.prior)
                return self.style.of_operands(
                    f"{self.id}.size", size, Formula.DIFFERENCE, *operands
                )
            case "growth":
                return self.style.growth(f"{self.id}.growth", self.current, self.prior)
        if name in _COMPARED:
            return _COMPARED[name](current, prior)
        raise LookupError(name)


_COMPARED: Mapping[str, Callable[[int, int], bool]] = MappingProxyType(
    {
        "is_increase": gt,
        "is_decrease": lt,
        "is_zero": eq,
        "is_new": lambda current, prior: prior == 0 != current,
        "has_growth": lambda current, prior: current >= 0 < prior,
    }
)
"""What a change is by this year's number and last year's."""


def compare(current: Figure | Absent, prior: Figure | Absent, style: Style) -> Change | Absent:
    """Return how a number changed; absent where either is not known."""
    if isinstance(current, Absent):
        return current
    if isinstance(prior, Absent):
        return prior
    return Change(f"{current.id}.change", current, prior, style)


class Others(Protocol):
    """The same amount of other periods, each looked up only where it is asked for."""

    def of(self, period: str) -> Figure | Absent:
        """Return the amount of a period; absent where it is not known."""

    def declared(self, key: str) -> str | None:
        """Return the period of a key under which a jurisdiction has amounts typed, if it is one."""

    def facts(self, period: str) -> Sequence[Fact]:
        """Return the facts that it is made of, as far as it is a sum of facts."""

    def missing(self, ended: Fact) -> Origin | None:
        """Return where the line would stand this year that an amount of last year was of."""


@frozen(eq=False)
class Quantity(Exposed):
    """An amount of this year that knows last year's, and those of every other declared period.

    Attributes:
        others: what tells these.
        reads: where it is recorded what is read.
    """

    called = msg("an amount")
    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "is_zero": "Whether it is nothing this year.",
            "is_negative": "Whether it is less than nothing this year.",
            "prior": "Last year's amount.",
            "change": "How it differs from last year's.",
            "bare": "Itself without the word of the unit, for a form whose head names the unit.",
            "reasons": (
                "Why it is not what it was: the reasons beside its amounts, each once, of the "
                "lines that moved as it did; of lines that outweigh each other, of those that "
                'grew. A line without one is missing (DOC001); `written(figure, "reason")` has '
                "those there are."
            ),
            "counter_reasons": "The reasons of the lines that moved the other way.",
            "restatements": "What is written there about restated amounts of last year, each once.",
        }
    )

    current: Figure | Absent
    others: Others
    style: Style
    reads: Reads

    @property
    def prior(self) -> Figure | Absent:
        """Last year's amount, which is read only where it is asked for."""
        return self.others.of(Period.PRIOR)

    def lookup(self, name: str) -> object:
        """Return what a template may know; the key of a declared amount is that amount."""
        declared = name not in self.knows and self.others.declared(name) is not None
        return self.of(name) if declared else Exposed.lookup(self, name)

    def of(self, key: str) -> Figure | Absent:
        """Return the amount of a key that the layout declares."""
        period = self.others.declared(key)
        if period is None:
            raise LookupError(key)
        return self.current if period == Period.CURRENT else self.others.of(period)

    @property
    def is_zero(self) -> bool:
        """Whether it is nothing this year."""
        return not self.current and isinstance(self.current, Figure)

    @property
    def is_negative(self) -> bool:
        """Whether it is less than nothing this year."""
        return isinstance(self.current, Figure) and self.current.value < 0

    @property
    def change(self) -> Change | Absent:
        """How it differs from last year's amount."""
        return compare(self.current, self.prior, self.style)

    @property
    def reasons(self) -> tuple[str | Absent, ...]:
        """Why it is not what it was last year."""
        return self._moves.reasons(OWED_BY_EACH, self.reads, self.others.missing)

    @property
    def counter_reasons(self) -> tuple[str | Absent, ...]:
        """Why parts of it moved from last year the other way."""
        return self._moves.counter_reasons(OWED_BY_EACH, self.reads)

    @cached_property
    def _moves(self) -> Moves:
        """Which of its lines are not what they were last year."""
        return self._moves_since(self.others.facts(Period.PRIOR))

    def _moves_since(self, before: Sequence[Fact]) -> Moves:
        return Moves.since(before, self.others.facts(Period.CURRENT))

    def reasons_since(self, before: Sequence[Fact], key: str) -> tuple[str | Absent, ...]:
        """Return why it is not what it was before, of the lines that moved as it did."""
        return self._moves_since(before).reasons(key, self.reads, self.others.missing)

    def counter_reasons_since(self, before: Sequence[Fact], key: str) -> tuple[str | Absent, ...]:
        """Return why lines of it moved the other way."""
        return self._moves_since(before).counter_reasons(key, self.reads)

    @property
    def restatements(self) -> tuple[str, ...]:
        """The texts that say why last year's amounts were restated, each once, in order."""
        facts = self.others.facts(Period.PRIOR)
        entries = [fact.entry for fact in facts if fact.entry is not None]
        for entry in entries:
            self.reads.value(entry, "restated")
        nodes = (entry.node.get("restated") for entry in entries)
        return tuple(dict.fromkeys(node.text for node in nodes if isinstance(node, Scalar)))

    @property
    def bare(self) -> Figure | Absent:
        """This year's amount without the word of the unit."""
        return self.style.bare(self.current)


@frozen(eq=False)
class Step(Exposed):
    """One code on the way down to a member: 201 一般公共服务支出 类."""

    called = msg("a step")

    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "code": "The code.",
            "name": "Its name in the list of the year.",
            "level": "Its level, in the list's word.",
        }
    )

    code: str
    name: str | Absent
    level: str


Lineage = Callable[[], tuple[Step, ...]]
"""Returns the codes from the top down to one."""


@frozen(eq=False)
class Member(Exposed):
    """One part of a breakdown.

    Attributes:
        by: the dimension that it is a part by.
        made: makes its amount, which is not printed of all members.
        steps: returns its lineage.
    """

    called = msg("a member")
    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "code": "The code, or the id of a project or a body.",
            "name": "The code's name in the list of the year, or the project's or body's.",
            "amount": "The amount, a quantity.",
            "lineage": "The codes from the top down to it, each a step.",
            "source": "Only for a project: it as typed, such as `member.source.legal_basis`.",
            "allocation": "Only for a project: the lines of its allocation that the amount adds "
            "up; `member.source.allocation` has those of other funds as well.",
            "unit": "Only for a project of a unit with a source of its own: the unit's name.",
        }
    )

    by: str
    code: str
    name: str | Absent
    made: Callable[[], Quantity]
    steps: Lineage
    source: Record | None
    unit: str = ""

    @cached_property
    def amount(self) -> Quantity:
        """What it comes to."""
        return self.made()

    @property
    def lineage(self) -> tuple[Step, ...]:
        """The codes from the top down to it, which few templates ask for."""
        return self.steps()

    @property
    def allocation(self) -> object:
        """The lines of the project that the amount adds up; nothing where it has none at all."""
        lines = self.source.lookup("allocation") if self.source is not None else ()
        if not isinstance(lines, tuple) or isinstance(lines, NoItems):
            return lines
        added = {id(fact.origin.node) for fact in self.amount.others.facts(Period.CURRENT)}
        return tuple(line for line in lines if id(line.value.origin.node) in added)

    def lookup(self, name: str) -> object:
        """Return what a template may know of a member."""
        if name in ("source", "allocation") and not self.source:
            raise LookupError(name)
        return Exposed.lookup(self, name)


class Namespace(Exposed):
    """Names of a layout, each computed once when first asked for."""

    called = msg("this part of the layout")

    def __init__(self, names: Mapping[str, object], compute: Callable[[str], object]) -> None:
        self._names = names
        self._compute = compute
        self._known: dict[str, object] = {}

    def lookup(self, name: str) -> object:
        """Return what a name stands for.

        Raises:
            LookupError: the layout declares no such name.
        """
        if name not in self._names:
            raise LookupError(name)
        if name not in self._known:
            self._known[name] = self._compute(name)
        return self._known[name]

    def names(self) -> Iterable[str]:
        """Return the names that the layout declares."""
        return self._names
