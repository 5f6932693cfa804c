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
from types import MappingProxyType
from typing import NewType

from budgetc.classification import Catalogue
from budgetc.frozen import NamedTuple, frozen
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

    @cached_property
    def narrowing(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The dimensions that it says something of, few of them, each with its values."""
        named = zip(DIMENSIONS, condition_of(self), strict=True)
        return (*((name, values) for name, values in named if values), *self.where.items())


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
        for dimension, values in dimensions.narrowing:
            mask = self._any_of(mask, dimension, values)
        return mask

    def counted_twice(self, condition: Dimensions, period: str) -> Mask:
        """Return what takes money passed on to units out of all that came in, of a period.

        An amount that each body types of all its own money counts it at both ends.
        """
        if Flow.REVENUE not in condition.margin:
            return NO_FACTS
        came_in = self.within(self.asked(condition, period), "margin", Flow.REVENUE)
        each = zip(self.each(came_in), self.facts(came_in), strict=True)
        return self.either(*(mask for mask, fact in each if fact.is_passed_on))

    def codes(self, mask: Mask, dimension: str) -> set[str]:
        """Return the codes of the facts of a mask in a dimension; an empty one if one has none.

        A code of which all money is passed on to units is no code of the sum.
        """
        facts = self.facts(mask)
        codes = {fact.code(dimension) for fact in facts}
        passed = {fact.code(dimension) for fact in facts if fact.is_passed_on}
        if not passed:
            return codes  # as nearly always
        alike = defaultdict[str, list[Fact]](list)
        for fact in facts:
            alike[fact.code(dimension)].append(fact)
        return codes - {code for code in passed if _is_all_passed_on(alike[code])}

    def has_amounts(self, mask: Mask) -> bool:
        """Tell whether any line in a mask is more or less than nothing, or may be.

        One of which all money is passed on to units is nothing of the sum.
        """
        total = self.total(mask)
        if total.fen != 0:
            return True
        facts = [fact for fact in total.facts if fact.fen]
        passed = any(fact.is_passed_on for fact in facts)
        return bool(facts) and not (passed and _is_all_passed_on(facts))

    def is_nothing(self, mask: Mask) -> bool:
        """Tell whether the sum over the facts of a mask is known to be nothing."""
        return self.total(mask).fen == 0

    def is_spent_by_units(self, project: str) -> bool:
        """Tell whether all money of a project is passed on: it is in the sum as that of units."""
        facts = self.facts(self.within(self.mask("function"), "project", project))
        return any(fact.is_passed_on for fact in facts) and _is_all_passed_on(facts)

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
    def with_amounts(self, mask: Mask) -> Mask:
        """Return the facts of a mask whose amounts are more or less than nothing, or may be.

        Where sums stand for facts, some of nothing may stay: those like others that are more.
        """

    @abstractmethod
    def typed_in(self, mask: Mask, entry: Origin) -> Mask:
        """Return the facts of a mask that are of an entry of the source, or of what is in it."""

    @abstractmethod
    def both(self, one: Mask, other: Mask) -> Mask:
        """Return the facts that two masks share."""

    @abstractmethod
    def without(self, mask: Mask, parts: Iterable[Mask]) -> Mask:
        """Return the facts of a mask that are in none of its parts, nor may be.

        All of its parts are looked at, each once.
        """

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


_line_of = attrgetter("period", "flow", "fund", "kind", "group", "project")


def _is_all_passed_on(facts: Iterable[Fact]) -> bool:
    """Tell whether what is taken out of a sum leaves nothing of any line of it."""
    left = defaultdict[tuple[str, ...], int](int)
    for fact in facts:
        if fact.fen is None:
            return False
        left[_line_of(fact)] += fact.fen
    return not any(left.values())


class Cube(Amounts):
    """The facts of one ledger, indexed by every dimension."""

    def __init__(self, ledger: Ledger, catalogue: Catalogue) -> None:
        """Index a ledger under the code trees of a catalogue."""
        self._facts = ledger.facts
        self.entity_of = ledger.entity_of
        self.entities = tuple(dict.fromkeys(ledger.entities.values()))
        self._catalogue = catalogue
        self._size = len(ledger.facts)
        self._typed = belonging = _belonging(ledger)
        untold = _left_open(belonging, catalogue)
        size = self._size
        # A fact of which nothing tells the value may have any of them.
        self._untold = {dimension: Mask(mask << size) for dimension, mask in untold.items()}
        self._masks = {
            dimension: {value: Mask(mask | mask << size | may) for value, mask in values.items()}
            for dimension, values in _indexed(belonging, catalogue).items()
            for may in [self._untold.get(dimension, NO_FACTS)]
        }
        self._totals: dict[Mask, Total] = {}
        self._known: dict[Mask, tuple[Fact, ...]] = {}

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of expenditure that the facts are of."""
        spent = Flow.EXPENDITURE
        return frozenset(fact.kind for fact in self._facts if fact.flow is spent and fact.kind)

    @cached_property
    def grain(self) -> int:
        """The largest amount of which every fact is a multiple, and so every sum of them."""
        return gcd(*(fact.fen or 0 for fact in self._facts))

    @cached_property
    def _missing(self) -> Mask:
        """The facts whose amounts are missing in the source."""
        bits = (1 << at for at, fact in enumerate(self._facts) if fact.fen is None)
        return Mask(reduce(or_, bits, 0))

    @cached_property
    def _counting(self) -> Mask:
        """The facts whose amounts are not 0; those that are missing may be anything."""
        bits = "".join(["0" if fact.fen == 0 else "1" for fact in reversed(self._facts)])
        belong = int(bits or "0", 2)
        return Mask(belong | belong << self._size)

    @cached_property
    def _passed_on(self) -> Mask:
        """The facts that take money out of the sum again which is passed on to units."""
        bits = (1 << at for at, fact in enumerate(self._facts) if fact.is_passed_on)
        return Mask(reduce(or_, bits, 0))

    @cached_property
    def _has_less_than_nothing(self) -> bool:
        """Whether any amount is below zero, so that others may come to nothing with it."""
        return any(fact.fen is not None and fact.fen < 0 for fact in self._facts)

    @property
    def everything(self) -> Mask:
        """All facts."""
        return Mask((1 << 2 * self._size) - 1)

    def codes(self, mask: Mask, dimension: str) -> set[str]:
        """Return the codes of the facts of a mask in a dimension; an empty one if one has none."""
        if mask & self._passed_on:
            return super().codes(mask, dimension)
        left, found = mask & ((1 << self._size) - 1), set[str]()
        for code, bits in self._typed.get(dimension, _NO_VALUES).items():
            if left & bits:
                found.add(code)
                left &= ~bits
        return {*found, ""} if left else found

    def of(self, dimension: str, value: str) -> Mask:
        """Return the facts with one value of a dimension, or with a code below it."""
        untold = self._untold.get(dimension, NO_FACTS)
        return self._masks.get(dimension, _NO_VALUES).get(value, untold)

    def within(self, mask: Mask, dimension: str, value: str) -> Mask:
        """Return the facts of a mask that also have a value of a dimension."""
        return Mask(mask & self.of(dimension, value))

    def _any_of(self, mask: Mask, dimension: str, values: tuple[str, ...]) -> Mask:
        any_of_them = 0
        for value in values:
            any_of_them |= self.of(dimension, value)
        return Mask(mask & any_of_them)

    def with_amounts(self, mask: Mask) -> Mask:
        """Return the facts of a mask whose amounts are more or less than nothing, or may be."""
        return Mask(mask & self._counting)

    def has_amounts(self, mask: Mask) -> bool:
        """Tell whether any line in a mask is more or less than nothing, or may be."""
        if mask & self._passed_on:
            return super().has_amounts(mask)
        return mask & self._counting != 0

    def is_spent_by_units(self, project: str) -> bool:
        """Tell whether all money of a project is passed on, of most budgets without a look."""
        return bool(self._passed_on) and super().is_spent_by_units(project)

    def is_nothing(self, mask: Mask) -> bool:
        """Tell whether the sum over the facts of a mask is known to be nothing, mostly unadded."""
        if not self.has_amounts(mask):
            return True
        return self._has_less_than_nothing and super().is_nothing(mask)

    def typed_in(self, mask: Mask, entry: Origin) -> Mask:
        """Return the facts of a mask that are of an entry of the source, or of what is in it."""
        held = (
            position
            for position in self._positions(mask)
            if entry.holds(self._facts[position].line)
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
            self._known[mask] = tuple(map(self._facts.__getitem__, self._positions(mask)))
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

    def _positions(self, mask: Mask) -> Sequence[int]:
        """Return which bits are set: what lies between them is one split, however long it is."""
        *gaps, _ = f"{mask & ((1 << self._size) - 1):b}"[::-1].split("1")
        at = -1
        return [at := at + len(gap) + 1 for gap in gaps]


def _sum(facts: tuple[Fact, ...], untold: tuple[Untold, ...]) -> Total:
    fen = 0
    for fact in facts:
        if fact.fen is None:
            return Total(None, facts, untold)
        fen += fact.fen
    return Total(None if untold else Amount(fen), facts, untold)


_NO_VALUES: Mapping[str, Mask] = MappingProxyType({})

_Bits = dict[str, dict[str, int]]
"""By dimension and value the facts that have it, a bit each."""

_SHARED = ("period", "flow", "margin", "kind", "group", "fund")
"""What many facts have alike; the rest of their dimensions tells them apart."""

_shared: Callable[[Fact], tuple[str, ...]] = attrgetter(*_SHARED)


def _belonging(ledger: Ledger) -> _Bits:
    """Return which facts have which values, as they are typed; `margin` is that of the fact."""
    found: _Bits = {dimension: defaultdict(int) for dimension in ("flow", "period", *DIMENSIONS)}
    functions, items, projects = found["function"], found["economic"], found["project"]
    alike: dict[tuple[str, ...], int] = defaultdict(int)
    bodies: dict[Entity, int] = defaultdict(int)
    bit = 1
    for fact in ledger.facts:
        alike[_shared(fact)] |= bit
        functions[fact.function] |= bit
        items[fact.economic] |= bit
        projects[fact.project] |= bit
        bodies[ledger.entity_of(fact)] |= bit
        for dimension, code in fact.codes.items():
            found.setdefault(dimension, defaultdict(int))[code] |= bit
        bit <<= 1
    for values, bits in alike.items():
        for dimension, value in zip(_SHARED, values, strict=True):
            found[dimension][value] |= bits
    for body, bits in bodies.items():
        for dimension, value in (("entity", body.id), ("type", body.type), ("stage", body.stage)):
            found[dimension][value] |= bits
    return found


def _indexed(belonging: _Bits, catalogue: Catalogue) -> _Bits:
    """Return the facts of each value that can be asked for: codes with all that is below them."""
    found = {**belonging, "margin": _by_margin(belonging)}
    for dimension, codes in catalogue.lists().items():
        if dimension in belonging:
            below: dict[str, int] = defaultdict(int)
            for code, bits in belonging[dimension].items():
                for above in codes.lineage(code):
                    below[above] |= bits
            found[dimension] = below
    funds = found["fund"]
    for name, code in catalogue.fund.by_name.items():  # a layout may call a fund by its name
        if code in funds:
            funds[name] = funds[code]
    return found


def _by_margin(belonging: _Bits) -> dict[str, int]:
    """Return the facts by what they state the whole along: their own margin, a code, or the flow.

    Expenditure that has both codes is of both margins.
    """
    margins = {margin: bits for margin, bits in belonging["margin"].items() if margin}
    others = belonging["margin"].get("", 0)
    for flow, bits in belonging["flow"].items():
        if flow != Flow.EXPENDITURE:
            margins[flow] = margins.get(flow, 0) | bits & others
            continue
        for margin in ("function", "economic"):
            margins[margin] = margins.get(margin, 0) | bits & others & ~belonging[margin].get("", 0)
    return margins


def _left_open(belonging: _Bits, catalogue: Catalogue) -> dict[str, int]:
    """Return by dimension the facts of which nothing tells the value, as `left_open` of each."""
    spent = belonging["flow"].get(Flow.EXPENDITURE, 0)
    found = {key: spent & belonging[key].get("", 0) for key in ("economic", "function")}
    declared = belonging["flow"].get(Flow.DECLARED, 0)
    for kind in catalogue.kinds.values():
        if kind.told_by:
            without = belonging.get(kind.told_by, {}).get("", 0)
            bits = belonging["kind"].get(kind.id, 0) & without
            found[kind.told_by] = found.get(kind.told_by, 0) | bits & ~declared
    return found


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
