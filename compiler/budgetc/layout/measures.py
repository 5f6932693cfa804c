"""The numbers that templates speak of: amounts and counts, how they changed, what share they are.

A measure is exact until it is printed. What it looks like in print, and the words for it, are the
jurisdiction's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from budgetc.document.model import PERCENT, Figure, Formula
from budgetc.layout.absent import Absent
from budgetc.layout.printable import Printable
from budgetc.layout.style import Style
from budgetc.ledger import Fact
from budgetc.source.origin import Place
from budgetc.templating.sandbox import Exposed


@dataclass(frozen=True, slots=True, eq=False)
class Measure(Printable):
    """A number that may be printed: an amount in 分, or a count.

    Attributes:
        id: names the figure that printing it makes.
        value: the number.
        style: how it is printed; a count has none.
        facts: what was added up to it.
        formula: how it was made.
        operands: the figures it was made of.
        places: where it was typed, or what was counted.
        margin: along which codes it was added up.
    """

    knows: ClassVar[Mapping[str, str]] = MappingProxyType({"is_zero": "Whether it is nothing."})

    id: str
    value: int
    style: Style | None
    formula: Formula
    facts: tuple[Fact, ...] = ()
    operands: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    margin: str = ""

    def figure(self) -> Figure:
        """Return what is printed."""
        if self.style is None:
            text = exact = str(self.value)
            unit = ""
        else:
            text, exact = self.style.amount(self.value)
            unit = self.style.unit.name
        return Figure(
            self.id,
            text,
            exact,
            self.formula,
            self.facts,
            self.operands,
            self.places,
            self.value,
            unit,
            self.margin,
        )

    def __bool__(self) -> bool:
        return self.value != 0

    def lookup(self, name: str) -> object:
        """Return what a template may know of a number."""
        if name == "is_zero":
            return self.value == 0
        raise LookupError(name)


@dataclass(frozen=True, slots=True, eq=False)
class Percent(Printable):
    """A share or a growth, printed with its sign %."""

    id: str
    text: str
    exact: str
    formula: Formula
    operands: tuple[Figure, ...]

    def figure(self) -> Figure:
        """Return what is printed."""
        return Figure(
            self.id, self.text, self.exact, self.formula, operands=self.operands, unit=PERCENT
        )

    def lookup(self, name: str) -> object:
        """Return what a template may know of a percentage: nothing but its print."""
        raise LookupError(name)


@dataclass(frozen=True, slots=True, eq=False)
class Change(Exposed):
    """How a number differs from last year's."""

    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "is_increase": "Whether this year's is more.",
            "is_decrease": "Whether this year's is less.",
            "is_zero": "Whether both are the same.",
            "is_new": "Whether there was nothing last year, so that no percentage says anything.",
            "size": "By how much they differ, without a sign.",
            "growth": "By how many percent, without a sign; from nothing, what the layout says "
            "under `numbers.percent.from_zero`.",
        }
    )

    id: str
    current: Measure
    prior: Measure
    percent_style: Style

    @property
    def difference(self) -> int:
        """This year less last year."""
        return self.current.value - self.prior.value

    def lookup(self, name: str) -> object:
        """Return what a template may know of a change."""
        match name:
            case "is_increase":
                return self.difference > 0
            case "is_decrease":
                return self.difference < 0
            case "is_zero":
                return self.difference == 0
            case "is_new":
                return self.prior.value == 0 != self.current.value
            case "size":
                return self._size()
            case "growth":
                return self._growth()
        raise LookupError(name)

    def _operands(self) -> tuple[Figure, ...]:
        return self.current.figure(), self.prior.figure()

    def _size(self) -> Measure:
        return Measure(
            f"{self.id}.size",
            abs(self.difference),
            self.current.style,
            Formula.DIFFERENCE,
            operands=self._operands(),
        )

    def _growth(self) -> Percent:
        text, exact = self.percent_style.growth(abs(self.difference), self.prior.value)
        return Percent(f"{self.id}.growth", text, exact, Formula.GROWTH, self._operands())


@dataclass(frozen=True, slots=True, eq=False)
class Quantity(Printable):
    """An amount of this year that knows last year's."""

    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "is_zero": "Whether it is nothing this year.",
            "prior": "Last year's amount.",
            "change": "How it differs from last year's.",
            "bare": "Itself without the word of the unit, for a form whose head names the unit.",
            "reasons": "The reasons written beside its amounts, each once.",
            "restatements": "What is written there about restated amounts of last year, each once.",
        }
    )

    current: Measure
    prior: Measure | Absent
    reasons: tuple[str | Absent, ...]
    restatements: tuple[str, ...]
    style: Style

    @property
    def id(self) -> str:
        """The id of this year's figure."""
        return self.current.id

    def figure(self) -> Figure:
        """Return this year's amount as printed."""
        return self.current.figure()

    def lookup(self, name: str) -> object:
        """Return what a template may know of a quantity."""
        match name:
            case "prior":
                return self.prior
            case "change":
                return compare(self.current, self.prior, self.style)
            case "reasons":
                return self.reasons
            case "restatements":
                return self.restatements
            case "bare":
                bare = replace(self.style, unit_word="")
                return replace(self.current, style=bare)
        return self.current.lookup(name)


def compare(current: Measure, prior: Measure | Absent, style: Style) -> Change | Absent:
    """Return how a number changed; absent where last year's is missing in the source."""
    if isinstance(prior, Absent):
        return prior
    return Change(f"{current.id}.change", current, prior, style)


def share(part: Measure, whole: Measure, style: Style) -> Percent:
    """Return part as a percentage of whole; of nothing, the share is 0."""
    text, exact = style.percent(part.value, whole.value)
    return Percent(f"{part.id}.share", text, exact, Formula.SHARE, (part.figure(), whole.figure()))
