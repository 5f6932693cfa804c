"""Asking the ledger: which facts, and what they add up to.

Each dimension value (`kind=basic`, `function=201`, `fund=general`) has a bit mask of the facts that
carry it, itself or through a code below it. A query is a few ANDs and ORs of whole numbers, so a
table of rows by columns costs next to nothing and every cell still knows its facts.

A fact has two bits in a mask: one says that it belongs, a higher one that it may. A line typed by
function alone may be for any economic item, and a basic line without a group for either group: what
asks for one of these gets the higher bit only. ANDs and ORs of both bits at once are the logic of
yes, no and unknown, and the sum over a mask in which a fact may belong and may not is not known.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property, reduce
from math import gcd
from operator import attrgetter, or_
from typing import NamedTuple, NewType

from budgetc.classification import Catalogue
from budgetc.frozen import frozen
from budgetc.ledger.fact import Entity, Fact, Flow, Ledger, Period
from budgetc.numbers.values import Amount, Code
from budgetc.source.origin import Origin

Mask = NewType("Mask", int)
"""Some facts, none where it is false; only who made two of them puts them together."""

NO_FACTS = Mask(0)

DIMENSIONS = (
    "margin", "fund", "kind", "group", "function", "economic", "project", "entity", "type", "stage",
)  # fmt: skip
"""What a fact can be narrowed by, besides its period."""


CODED = ("function", "economic", "fund")
"""The dimensions of which every year has a list."""


@frozen(kw_only=True)
class Dimensions:
    """A condition on facts, as a layout writes it.

    Several values of one dimension mean any of them; a code means itself and every code below it.

    Attributes:
        where: codes of the dimensions that the jurisdiction declares.
        margin: `function` or `economic` for expenditure that carries such a code; else the flow.
    """

    margin: tuple[str, ...] = ()
    fund: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    function: tuple[Code, ...] = ()
    economic: tuple[Code, ...] = ()
    project: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    where: Mapping[str, tuple[Code, ...]] = field(default_factory=dict, hash=False)


EVERYTHING = Dimensions()
"""No condition."""

condition_of: Callable[[Dimensions], tuple[tuple[str, ...], ...]] = attrgetter(*DIMENSIONS)
"""Returns the values of every dimension, at once."""


class Untold(NamedTuple):
    """A fact, and a dimension in which nothing tells its value."""

    fact: Fact
    dimension: str


@frozen()
class Total:
    """A sum over facts.

    Attributes:
        fen: the sum in 分; `None` where an amount that belongs to it is missing in the source, or
            where it is not known whether one belongs to it.
        facts: what was added.
        untold: the facts of which nothing tells whether they belong, but for those of 0.
    """

    fen: Amount | None
    facts: Sequence[Fact]
    untold: tuple[Untold, ...] = ()

    @property
    def known(self) -> int:
        """The sum in 分 of facts of which none is missing; 0 of no facts, and of others."""
        return self.fen or 0


class Amounts(ABC):
    """What tables, sentences and rules ask of amounts, however these are kept.

    Attributes:
        entities: whose they are.
    """

    entities: tuple[Entity, ...]

    @property
    @abstractmethod
    def kinds(self) -> frozenset[str]:
        """The kinds of expenditure that the facts are of."""

    @property
    @abstractmethod
    def everything(self) -> Mask:
        """All facts."""

    def mask(
        self, margin: str, narrow: Dimensions = EVERYTHING, period: str = Period.CURRENT
    ) -> Mask:
        """Return the facts of a margin and a period that meet a condition.

        Args:
            margin: `revenue`, or `function` or `economic` for expenditure that carries such a code.
                Expenditure is typed along both, so a query says which of them it counts.
            narrow: what the facts must have besides.
            period: what documents report, unless another is named.
        """
        return self.narrowed(self.within(self.of("period", period), "margin", margin), narrow)

    def asked(self, condition: Dimensions, period: str = Period.CURRENT) -> Mask:
        """Return the facts of a period that meet a condition, which names their margin."""
        return self.narrowed(self.of("period", period), condition)

    def every_period(self, condition: Dimensions) -> Mask:
        """Return the facts that meet a condition, which names their margin, of every period."""
        return self.narrowed(self.everything, condition)

    def periods(self, mask: Mask, periods: Iterable[str]) -> Mask:
        """Return the facts of a mask that are of any of some periods."""
        return self.both(mask, self.either(*(self.of("period", period) for period in periods)))

    def within(self, mask: Mask, dimension: str, value: str) -> Mask:
        """Return the facts of a mask that also have a value of a dimension."""
        return self.both(mask, self.of(dimension, value))

    def narrowed(self, mask: Mask, dimensions: Dimensions) -> Mask:
        """Return the facts of a mask that also have one of the given values of each dimension."""
        for dimension, values in zip(DIMENSIONS, condition_of(dimensions), strict=True):
            if values:
                mask = self._any_of(mask, dimension, values)
        for dimension, values in dimensions.where.items():
            mask = self._any_of(mask, dimension, values)
        return mask

    def codes(self, mask: Mask, dimension: str) -> set[str]:
        """Return the codes of the facts of a mask in a dimension; an empty one if one has none."""
        return {fact.code(dimension) for fact in self.facts(mask)}

    def bodies(self, mask: Mask) -> Iterator[Entity]:
        """Yield whose the facts of a mask are, or may be."""
        return (one for one in self.entities if self.within(mask, "entity", one.id))

    def _any_of(self, mask: Mask, dimension: str, values: tuple[str, ...]) -> Mask:
        return self.both(mask, self.either(*(self.of(dimension, value) for value in values)))

    @property
    @abstractmethod
    def grain(self) -> int:
        """The largest amount of which every fact is a multiple, and so every sum of them."""

    @abstractmethod
    def of(self, dimension: str, value: str) -> Mask:
        """Return the facts with one value of a dimension, or with a code below it."""

    @abstractmethod
    def typed_in(self, mask: Mask, entry: Origin) -> Mask:
        """Return the facts of a mask that were typed in an entry of the source."""

    @abstractmethod
    def both(self, one: Mask, other: Mask) -> Mask:
        """Return the facts that two masks share."""

    @abstractmethod
    def without(self, mask: Mask, parts: Iterable[Mask]) -> Mask:
        """Return the facts of a mask that are in none of its parts, nor may be."""

    @abstractmethod
    def either(self, *masks: Mask) -> Mask:
        """Return the facts that any of some masks has."""

    @abstractmethod
    def each(self, mask: Mask) -> tuple[Mask, ...]:
        """Return a mask for each fact of a mask, in the order they were typed."""

    @abstractmethod
    def facts(self, mask: Mask) -> Sequence[Fact]:
        """Return the facts that belong to a mask, in the order they were typed."""

    @abstractmethod
    def total(self, mask: Mask) -> Total:
        """Return the sum over the facts of a mask; tables and sentences ask for the same sums."""

    @abstractmethod
    def all_told(self, rows: Sequence[Mask], columns: Sequence[Mask]) -> bool:
        """Tell whether the sum of every row in every column is known, without adding any up."""


class Cube(Amounts):
    """The facts of one ledger, indexed by every dimension."""

    def __init__(self, ledger: Ledger, catalogue: Catalogue) -> None:
        """Index a ledger under the code trees of a catalogue."""
        self._facts = ledger.facts
        self.entity_of = ledger.entity_of
        self.entities = tuple(dict.fromkeys(ledger.entities.values()))
        self._catalogue = catalogue
        self._size = len(ledger.facts)
        self._untold: dict[str, int] = defaultdict(int)
        masks: dict[str, int] = defaultdict(int)
        trees = catalogue.lists()
        written: dict[tuple[str, str], int] = defaultdict(int)
        for position, fact in enumerate(ledger.facts):
            may = 1 << (position + self._size)
            both = 1 << position | may
            for tag in _tags(fact, ledger.entity_of(fact)):
                masks[tag] |= both
            for dimension in CODED:
                written[dimension, getattr(fact, dimension)] |= both
            for dimension, code in fact.codes.items():
                written[dimension, code] |= both
            for dimension in left_open(fact, catalogue):
                self._untold[dimension] |= may
        for (dimension, code), mask in written.items():
            tree = trees.get(dimension)
            for above in (code,) if tree is None else tree.lineage(code):
                masks[f"{dimension}={above}"] |= mask
        for name, code in trees["fund"].by_name.items():  # a layout may call a fund by its name
            if (tag := f"fund={code}") in masks:
                masks[f"fund={name}"] = masks[tag]
        self._masks = {tag: Mask(mask) for tag, mask in masks.items()}
        self._totals: dict[Mask, Total] = {}
        self._known: dict[Mask, tuple[Fact, ...]] = {}

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of expenditure that the facts are of."""
        spent = (fact for fact in self._facts if fact.flow is Flow.EXPENDITURE)
        return frozenset(fact.kind for fact in spent if fact.kind)

    @cached_property
    def grain(self) -> int:
        """The largest amount of which every fact is a multiple, and so every sum of them."""
        return gcd(*(fact.fen or 0 for fact in self._facts))

    @cached_property
    def _missing(self) -> Mask:
        """The facts whose amounts are missing in the source."""
        bits = (1 << at for at, fact in enumerate(self._facts) if fact.fen is None)
        return Mask(reduce(or_, bits, 0))

    @property
    def everything(self) -> Mask:
        """All facts."""
        return Mask((1 << 2 * self._size) - 1)

    def of(self, dimension: str, value: str) -> Mask:
        """Return the facts with one value of a dimension, or with a code below it."""
        known = self._masks.get(f"{dimension}={value}", NO_FACTS)
        return Mask(known | self._untold[dimension]) if dimension in self._untold else known

    def _any_of(self, mask: Mask, dimension: str, values: tuple[str, ...]) -> Mask:
        any_of_them = 0
        for value in values:
            any_of_them |= self.of(dimension, value)
        return Mask(mask & any_of_them)

    def typed_in(self, mask: Mask, entry: Origin) -> Mask:
        """Return the facts of a mask that were typed in an entry of the source."""
        held = (
            position
            for position in self._positions(mask)
            if entry.holds(self._facts[position].origin)
        )
        return self.either(*(Mask(self._bits(position)) for position in held))

    def both(self, one: Mask, other: Mask) -> Mask:
        """Return the facts that two masks share."""
        return Mask(one & other)

    def without(self, mask: Mask, parts: Iterable[Mask]) -> Mask:
        """Return the facts of a mask that are in none of its parts, nor may be."""
        taken = self.either(*parts)
        return Mask(mask & ~(taken | taken >> self._size | taken << self._size))

    def either(self, *masks: Mask) -> Mask:
        """Return the facts that any of some masks has."""
        return Mask(reduce(or_, masks, 0))

    def each(self, mask: Mask) -> tuple[Mask, ...]:
        """Return a mask for each fact of a mask, in the order they were typed."""
        return tuple(Mask(self._bits(position)) for position in self._positions(mask))

    def facts(self, mask: Mask) -> tuple[Fact, ...]:
        """Return the facts that belong to a mask, in the order they were typed."""
        if mask not in self._known:
            self._known[mask] = tuple([self._facts[at] for at in self._positions(mask)])
        return self._known[mask]

    def total(self, mask: Mask) -> Total:
        """Return the sum over the facts of a mask; tables and sentences ask for the same sums."""
        if mask not in self._totals:
            may = Mask(mask >> self._size)
            untold = self.facts(Mask(may & ~mask)) if may & ~mask else ()
            # Of what comes to nothing it does not matter where it belongs.
            told_by = (
                Untold(fact, next(left_open(fact, self._catalogue)))
                for fact in untold
                if fact.fen != 0
            )
            self._totals[mask] = _sum(self.facts(mask), tuple(told_by))
        return self._totals[mask]

    def all_told(self, rows: Sequence[Mask], columns: Sequence[Mask]) -> bool:
        """Tell whether the sum of every row in every column is known, without adding any up.

        A cell has what its row and its column share. It is not known where a missing amount belongs
        to it, nor where a fact may belong to both and belongs to one of them at most.
        """
        row, column = self.either(*rows), self.either(*columns)
        open_rows, open_columns = (
            reduce(or_, (mask >> self._size & ~mask for mask in masks), 0)
            for masks in (rows, columns)
        )
        may_row, may_column = row >> self._size, column >> self._size
        return not (row & column & self._missing | open_rows & may_column | may_row & open_columns)

    def _bits(self, position: int) -> int:
        """Return both bits of a fact that belongs."""
        return (1 | 1 << self._size) << position

    def _positions(self, mask: Mask) -> Iterator[int]:
        """Yield which bits are set; each step is one search in a text, however long the mask is."""
        bits = f"{mask & ((1 << self._size) - 1):b}"[::-1]
        at = bits.find("1")
        while at >= 0:
            yield at
            at = bits.find("1", at + 1)


def _sum(facts: tuple[Fact, ...], untold: tuple[Untold, ...]) -> Total:
    fen = 0
    for fact in facts:
        if fact.fen is None:
            return Total(None, facts, untold)
        fen += fact.fen
    return Total(None if untold else Amount(fen), facts, untold)


def _tags(fact: Fact, entity: Entity) -> Iterator[str]:
    for dimension in ("period", "kind", "group", "project"):
        yield f"{dimension}={getattr(fact, dimension)}"
    yield from (f"entity={entity.id}", f"type={entity.type}", f"stage={entity.stage}")
    if fact.margin:
        yield f"margin={fact.margin}"
        return
    if fact.flow is not Flow.EXPENDITURE:
        yield f"margin={fact.flow}"
        return
    if fact.function:
        yield "margin=function"
    if fact.economic:
        yield "margin=economic"


def left_open(fact: Fact, catalogue: Catalogue) -> Iterator[str]:
    """Yield the dimensions in which a fact has a value that nothing tells, the nearest first."""
    if fact.flow is Flow.DECLARED:
        return
    kind = catalogue.kinds.get(fact.kind)
    if kind is not None and kind.told_by and not getattr(fact, kind.told_by):
        yield kind.told_by
    if fact.flow is Flow.EXPENDITURE:
        if not fact.economic:
            yield "economic"
        if not fact.function:
            yield "function"
