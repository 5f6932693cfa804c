"""The amounts of all departments of a region, asked like those of one.

What departments have in common (fund, kind, codes, period: a `Key`) is indexed once for all of
them, and added up over all of them: there are a few hundred keys, however many departments. What is
a department's own, its sums and its projects, is looked at where a row or a sentence is about that
department. So a book costs each department the same, be there 25 of them or 10,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from math import gcd
from operator import or_
from types import MappingProxyType
from typing import cast, overload

from budgetc.classification import Catalogue
from budgetc.diagnostics.messages import msg
from budgetc.frozen import NamedTuple
from budgetc.ledger import NO_FACTS, Amounts, Cube, Entity, Fact, Flow, Ledger, Mask, Total
from budgetc.ledger.cube import Untold, left_open
from budgetc.numbers.values import Amount
from budgetc.region.asked import Key
from budgetc.region.department import BELONGS, MAY, Department
from budgetc.region.roll import Roll
from budgetc.region.submission import nowhere
from budgetc.region.sums import bits_of
from budgetc.source.origin import Origin
from budgetc.templating.faults import MisuseError

_NOBODYS = nowhere("")


class _Own(NamedTuple):
    """Some facts of one department, as nearly all rows have them; not none.

    Attributes:
        place: of the department.
        mask: of its sums.
    """

    place: int
    mask: int


class _Spread(NamedTuple):
    """Some facts of a region: the same keys of all departments, but for some that have their own.

    Attributes:
        keys: a mask of keys.
        of: masks of the sums of single departments, by the place of the department; without keys,
            none that is empty.
    """

    keys: int
    of: Mapping[int, int]

    def __bool__(self) -> bool:
        return bool(self.keys or self.of)


_NOTHING = _Spread(0, MappingProxyType({}))


def _held(mask: Mask) -> _Own | _Spread:
    """Return how a mask holds its facts."""
    return cast("_Own | _Spread", mask) if mask else _NOTHING


def _spread(mask: Mask) -> _Spread:
    held = _held(mask)
    return held if isinstance(held, _Spread) else _Spread(0, {held.place: held.mask})


def _mask(keys: int, of: Mapping[int, int] = _NOTHING.of) -> Mask:
    if keys:
        return cast("Mask", _Spread(keys, of))
    if len(of) == 1:
        return _own(*next(iter(of.items())))
    return cast("Mask", _Spread(0, {place: mask for place, mask in of.items() if mask}))


def _own(place: int, mask: int) -> Mask:
    return cast("Mask", _Own(place, mask)) if mask else NO_FACTS


class _Facts(Sequence[Fact]):
    """Facts of a region, each made when it is looked at: a region has too many to hold them."""

    __slots__ = ("_cube", "_mask")

    def __init__(self, cube: RegionCube, mask: Mask) -> None:
        """Prepare the facts that belong to a mask."""
        self._cube = cube
        self._mask = mask

    def __iter__(self) -> Iterator[Fact]:
        for department, mask in self._cube.belonging(self._mask):
            yield from map(department.fact, bits_of(mask))

    def __bool__(self) -> bool:
        return any(mask for _, mask in self._cube.belonging(self._mask))

    def __len__(self) -> int:
        return sum(mask.bit_count() for _, mask in self._cube.belonging(self._mask))

    @overload
    def __getitem__(self, at: int) -> Fact: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Fact]: ...

    def __getitem__(self, at: int | slice) -> Fact | Sequence[Fact]:
        return tuple(self)[at]


class RegionCube(Amounts):
    """The amounts of the departments of a region, indexed by what they have in common."""

    def __init__(self, roll: Roll, catalogue: Catalogue) -> None:
        """Index departments without errors under the code trees of a catalogue."""
        self._roll = roll
        self._sums = roll.sums
        self._places = {one.id: place for place, one in enumerate(roll.entities)}
        self.entities = roll.entities
        self._size = len(roll.keys)
        self._fens = [0] * self._size
        self._lacking = self._counting = 0
        """The masks of the keys of which an amount is missing, or of which one is not 0."""
        for sums in self._sums:
            for at, (key, fen) in enumerate(zip(sums.keys, sums.fens, strict=True)):
                self._fens[key] += fen
                self._counting |= bool(fen) << key
                self._lacking |= (sums.lacking >> at & 1) << key
        self._keys = Cube(Ledger(tuple(map(_key_fact, roll.keys))), catalogue)
        self._catalogue = catalogue
        self._told: dict[int, bytes] = {}
        self._of_keys: dict[int, Total] = {}

    def of(self, dimension: str, value: str) -> Mask:
        """Return the facts with one value of a dimension, or with a code below it."""
        if dimension == "entity":
            place = self._places.get(value)
            return NO_FACTS if place is None else _own(place, self._sums[place].everything)
        if dimension == "project":
            # What has none may be of any, where its kind demands one; no key names one.
            untold, own = self._keys.of("project", value), dict(self._of_project(value))
            for place in own if untold else ():
                own[place] |= self._roll.look(place).having(self._flags(untold))
            return _mask(untold, own)
        if dimension in ("type", "stage"):
            return _mask(
                0,
                {
                    place: self._sums[place].everything
                    for place, entity in enumerate(self.entities)
                    if getattr(entity, dimension) == value
                },
            )
        return _mask(self._keys.of(dimension, value))

    def _of_project(self, value: str) -> Iterator[tuple[int, int]]:
        folder, _, project = value.rpartition("/")
        while folder:
            place = self._places.get(folder)
            if place is not None and (mask := self._roll.look(place).of_projects.get(project)):
                yield place, mask
            folder, _, end = folder.rpartition("/")
            project = f"{end}/{project}"

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of expenditure that the facts are of."""
        return self._roll.kinds

    @property
    def everything(self) -> Mask:
        """All facts."""
        return _mask((1 << 2 * self._size) - 1)

    def with_amounts(self, mask: Mask) -> Mask:
        """Return the facts of a mask that have a key of which any department has an amount."""
        keys = self._counting | self._lacking
        return self.both(mask, _mask(keys | keys << self._size))

    def typed_in(self, mask: Mask, entry: Origin) -> Mask:  # noqa: ARG002  # whatever they are
        """Return no facts: what a region lists are departments, and amounts stand in none."""
        return NO_FACTS

    def both(self, one: Mask, other: Mask) -> Mask:
        """Return the facts that two masks share."""
        first, second = _held(one), _held(other)
        if isinstance(first, _Own):  # of rows, there are many
            return _own(first.place, first.mask & self._having(second, first.place))
        if isinstance(second, _Own):
            return _own(second.place, second.mask & self._having(first, second.place))
        keys = first.keys & second.keys
        if not first.keys:
            places: Iterable[int] = first.of if second.keys else first.of.keys() & second.of.keys()
        elif not second.keys:
            places = second.of
        else:
            places = first.of.keys() | second.of.keys()
        of = {place: self._having(first, place) & self._having(second, place) for place in places}
        return self._spread_over(keys, of)

    def either(self, *masks: Mask) -> Mask:
        """Return the facts that any of some masks has."""
        return self._any(masks)

    def _any(self, masks: Iterable[Mask]) -> Mask:
        keys, of, everywhere = 0, dict[int, int](), list[_Spread]()
        for one in map(_held, masks):  # of rows, there are many
            if isinstance(one, _Own):
                of[one.place] = of.get(one.place, 0) | one.mask
                continue
            if one.keys:
                keys |= one.keys
                everywhere.append(one)
            for place, own in one.of.items():
                of[place] = of.get(place, 0) | own
        for spread in everywhere if of else ():
            for place in of:
                of[place] |= self._having(spread, place)
        return _mask(keys, of)

    def without(self, mask: Mask, parts: Iterable[Mask]) -> Mask:
        """Return the facts of a mask that are in none of its parts, nor may be."""
        whole, taken = _spread(mask), _spread(self._any(parts))
        places = {*whole.of, *(taken.of if whole.keys else ())}
        of = {
            place: _apart(
                self._having(whole, place), self._having(taken, place), len(self._sums[place].keys)
            )
            for place in places
        }
        return self._spread_over(_apart(whole.keys, taken.keys, self._size), of)

    def _spread_over(self, keys: int, of: Mapping[int, int]) -> Mask:
        """Return some keys of the departments that are not named, as far as they have them."""
        if keys and of:  # which is rare
            rest = (sums for place, sums in enumerate(self._sums) if place not in of)
            both = 1 | 1 << self._size
            keys &= reduce(or_, (both << key for sums in rest for key in {*sums.keys}), 0)
        return _mask(keys, of)

    def each(self, mask: Mask) -> tuple[Mask, ...]:  # noqa: ARG002  # whatever it is
        """Refuse to tell facts apart.

        Raises:
            MisuseError: always.
        """
        raise MisuseError(
            msg("a region has sums of its departments, and no lines: no rows by entry")
        )

    def facts(self, mask: Mask) -> Sequence[Fact]:
        """Return the facts that belong to a mask, department by department."""
        return _Facts(self, mask)

    def codes(self, mask: Mask, dimension: str) -> set[str]:
        """Return the codes of the facts of a mask in a dimension; an empty one if one has none."""
        spread = _spread(mask)
        belong = spread.keys & ((1 << self._size) - 1)
        if not spread.of:
            keys = [*self._roll.keys]
            return {keys[place].code(dimension) for place in bits_of(belong)}
        return super().codes(mask, dimension)

    def bodies(self, mask: Mask) -> Iterator[Entity]:
        """Yield whose the facts of a mask are, or may be."""
        return (self.entities[place] for place, own in self._parts(mask) if own)

    def total(self, mask: Mask) -> Total:
        """Return the sum over the facts of a mask."""
        held = _held(mask)
        if isinstance(held, _Spread) and not held.of:
            if held.keys not in self._of_keys:
                self._of_keys[held.keys] = self._total_of_keys(held)
            return self._of_keys[held.keys]
        parts = [self._sums[place].total(own) for place, own in self._parts(mask)]
        fen = None if None in parts else sum(part for part in parts if part is not None)
        return self._total(fen, mask)

    def all_told(self, rows: Sequence[Mask], columns: Sequence[Mask]) -> bool:
        """Tell whether the sum of every row in every column is known, without adding any up.

        No doubt is left where no key of a column lacks an amount, and none only may belong. It may
        say no of sums that are known: who asks looks at each of them then.
        """
        return not any(
            self._is_open(one) or one.of or one.keys & self._lacking
            for one in map(_spread, columns)
        ) and not any(self._is_open(one) for one in map(_spread, rows))

    def _is_open(self, spread: _Spread) -> bool:
        """Tell whether something may belong, and does not for sure."""
        return bool(spread.keys >> self._size & ~spread.keys) or any(
            self._sums[place].unknown_in(own) for place, own in spread.of.items()
        )

    @cached_property
    def grain(self) -> int:
        """The largest amount of which every sum is a multiple."""
        return gcd(*(gcd(*sums.fens) for sums in self._sums))

    def _total_of_keys(self, spread: _Spread) -> Total:
        belong = spread.keys & ((1 << self._size) - 1)
        may = (spread.keys >> self._size) & ~belong
        mask = cast("Mask", spread)
        if belong & self._lacking:
            return self._total(None, mask)
        fen = sum(self._fens[place] for place in bits_of(belong))
        if not may & (self._lacking | self._counting):
            return Total(Amount(fen), self.facts(mask))
        return self._total(fen, mask)

    def _total(self, fen: int | None, mask: Mask) -> Total:
        untold = tuple(
            Untold(fact, next(left_open(fact, self._catalogue)))
            for place, own in self._parts(mask)
            if (unknown := self._sums[place].unknown_in(own))
            for fact in map(self._roll.look(place).fact, bits_of(unknown))
            if fact.fen != 0
        )
        known = None if fen is None or untold else Amount(fen)
        return Total(known, self.facts(mask), untold)

    def belonging(self, mask: Mask) -> Iterator[tuple[Department, int]]:
        """Yield the departments of some facts, each with the mask of its own that belong."""
        for place, own in self._parts(mask):
            yield self._roll.look(place), self._sums[place].known(own)

    def _parts(self, mask: Mask) -> Iterable[tuple[int, int]]:
        """Return the departments that may have some facts, each with the mask of its own."""
        held = _held(mask)
        if isinstance(held, _Own):
            return (held,)
        places = range(len(self._sums)) if held.keys else sorted(held.of)
        return ((place, self._having(held, place)) for place in places)

    def _having(self, held: _Own | _Spread, place: int) -> int:
        """Return the mask of what a department has of some facts."""
        if isinstance(held, _Own):
            return held.mask if held.place == place else 0
        if place in held.of or not held.keys:
            return held.of.get(place, 0)
        return self._roll.look(place).having(self._flags(held.keys))

    def _flags(self, keys: int) -> bytes:
        if keys not in self._told:
            size = self._size
            self._told[keys] = bytes(
                (keys >> at & 1) * BELONGS + (keys >> (at + size) & 1) * MAY for at in range(size)
            )
        return self._told[keys]


def _apart(whole: int, taken: int, size: int) -> int:
    """Return what of a mask is in another one neither surely nor perhaps."""
    return whole & ~(taken | taken >> size | taken << size)


def _key_fact(key: Key) -> Fact:
    """Return a fact that has a key, and stands nowhere."""
    return Fact(
        None, _NOBODYS, "", Flow(key.flow), key.fund, key.period, key.kind, key.group,
        key.function, key.economic, key.project, margin=key.margin,
        codes=MappingProxyType(dict(key.codes)),
    )  # fmt: skip
