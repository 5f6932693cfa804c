"""The amounts of all departments of a region, asked like those of one.

What departments have in common (fund, kind, codes, period: a `Key`) is indexed once for all of
them, and added up over all of them: there are a few hundred keys, however many departments. What is
a department's own, its sums and its projects, is looked at where a row or a sentence is about that
department. So a book costs each department the same, be there 25 of them or 10,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from math import gcd
from operator import or_
from types import MappingProxyType
from typing import cast, overload

from budgetc.classification import Catalogue
from budgetc.frozen import NamedTuple
from budgetc.ledger import NO_FACTS, Amounts, Cube, Entity, Fact, Flow, Ledger, Mask, Total
from budgetc.ledger.cube import Untold, left_open
from budgetc.numbers.values import Amount
from budgetc.region.asked import Key
from budgetc.region.department import Department, Sums, bits_of, packed
from budgetc.region.submission import NOWHERE, Counted, Submission
from budgetc.source.nodes import SourceTree
from budgetc.source.origin import Origin
from budgetc.templating.faults import MisuseError

_AT_HAND = 8
"""How many departments are kept unpacked: rows and sentences are about one after the other."""

_NOBODYS = Origin(SourceTree("", "", NOWHERE), NOWHERE, ())


class _Spread(NamedTuple):
    """Some facts of a region: the same keys of all departments, but for some that have their own.

    Attributes:
        keys: a mask of keys.
        of: masks of the sums of single departments, by the place of the department.
    """

    keys: int
    of: Mapping[int, int]

    def __bool__(self) -> bool:
        return bool(self.keys) or any(self.of.values())


_NOTHING = _Spread(0, MappingProxyType({}))


def _spread(mask: Mask) -> _Spread:
    return cast("_Spread", mask) if mask else _NOTHING


def _mask(keys: int, of: Mapping[int, int] = _NOTHING.of) -> Mask:
    return cast("Mask", _Spread(keys, of))


class _One(Mapping[int, int]):
    """A mask of one department, without the room that a dictionary keeps for more."""

    __slots__ = ("_mask", "_place")

    def __init__(self, place: int, mask: int) -> None:
        """Take the place of the department, and its mask."""
        self._place = place
        self._mask = mask

    def __getitem__(self, place: int) -> int:
        if place != self._place:
            raise KeyError(place)
        return self._mask

    def __iter__(self) -> Iterator[int]:
        yield self._place

    def __len__(self) -> int:
        return 1


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

    def __init__(self, departments: Sequence[Submission], catalogue: Catalogue) -> None:
        """Index departments without errors under the code trees of a catalogue."""
        self._departments = departments
        self._places = {one.folder: place for place, one in enumerate(departments)}
        self._at_hand = lru_cache(_AT_HAND)(self._unpacked)
        self._key_places: dict[Key, int] = {}
        self._sums: list[Sums] = []
        entities: list[Entity] = []
        kinds: set[str] = set()
        for one in departments:
            counted = one.counted()
            entities.append(Entity(one.folder, counted.type, counted.name, counted.stage))
            kinds.update(counted.kinds)
            self._sums.append(self._summed(counted))
        self.entities = tuple(entities)
        self._kinds = frozenset(kinds)
        self._size = len(self._key_places)
        self._fens = [0] * self._size
        self._lacking = self._counting = 0
        """The masks of the keys of which an amount is missing, or of which one is not 0."""
        for sums in self._sums:
            for at, (key, fen) in enumerate(zip(sums.keys, sums.fens, strict=True)):
                self._fens[key] += fen
                self._counting |= bool(fen) << key
                self._lacking |= (sums.lacking >> at & 1) << key
        self._keys = Cube(Ledger(tuple(map(_key_fact, self._key_places))), catalogue)
        self._catalogue = catalogue
        self._told: dict[int, bytes] = {}
        self._of_keys: dict[int, Total] = {}

    def _summed(self, counted: Counted) -> Sums:
        places = [
            self._key_places.setdefault(key, len(self._key_places))
            for key in map(counted.key_at, range(len(counted.keys)))
        ]
        return Sums(
            packed([places[key] for key in counted.key]),
            packed(counted.project),
            packed([fen or 0 for fen in counted.fen]),
            sum(1 << at for at, fen in enumerate(counted.fen) if fen is None),
        )

    def of(self, dimension: str, value: str) -> Mask:
        """Return the facts with one value of a dimension, or with a code below it."""
        if dimension == "entity":
            place = self._places.get(value)
            return _mask(0, {} if place is None else {place: self._sums[place].everything})
        if dimension == "project":
            # What has none may be of any, where its kind demands one; no key names one.
            untold = self._keys.of("project", value)
            flags, own = self._flags(untold), dict(self._of_project(value))
            for place in own if untold else ():
                own[place] |= self._at_hand(place).having(flags)
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
            if place is not None and (mask := self._at_hand(place).of_projects.get(project)):
                yield place, mask
            folder, _, end = folder.rpartition("/")
            project = f"{end}/{project}"

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of expenditure that the facts are of."""
        return self._kinds

    @property
    def everything(self) -> Mask:
        """All facts."""
        return _mask((1 << 2 * self._size) - 1)

    def typed_in(self, mask: Mask, entry: Origin) -> Mask:  # noqa: ARG002  # whatever they are
        """Return no facts: what a region lists are departments, and amounts stand in none."""
        return NO_FACTS

    def both(self, one: Mask, other: Mask) -> Mask:
        """Return the facts that two masks share."""
        first, second = _spread(one), _spread(other)
        keys = first.keys & second.keys
        if not first.keys:
            places: Iterable[int] = first.of if second.keys else first.of.keys() & second.of.keys()
        elif not second.keys:
            places = second.of
        else:
            places = first.of.keys() | second.of.keys()
        of = {place: self._own(first, place) & self._own(second, place) for place in places}
        return self._spread_over(keys, of)

    def either(self, *masks: Mask) -> Mask:
        """Return the facts that any of some masks has."""
        return self._any(masks)

    def _any(self, masks: Iterable[Mask]) -> Mask:
        keys, of, everywhere = 0, dict[int, int](), list[_Spread]()
        for one in map(_spread, masks):  # of rows, there are many
            if one.keys:
                keys |= one.keys
                everywhere.append(one)
            for place, own in one.of.items():
                of[place] = of.get(place, 0) | own
        for one in everywhere if of else ():
            for place in of:
                of[place] |= self._own(one, place)
        return _mask(keys, of)

    def without(self, mask: Mask, parts: Iterable[Mask]) -> Mask:
        """Return the facts of a mask that are in none of its parts, nor may be."""
        whole, taken = _spread(mask), _spread(self._any(parts))
        places = {*whole.of, *(taken.of if whole.keys else ())}
        of = {
            place: _apart(
                self._own(whole, place), self._own(taken, place), len(self._sums[place].keys)
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
        return _mask(keys, _One(*next(iter(of.items()))) if len(of) == 1 else of)

    def each(self, mask: Mask) -> tuple[Mask, ...]:  # noqa: ARG002  # whatever it is
        """Refuse to tell facts apart.

        Raises:
            MisuseError: always.
        """
        raise MisuseError("a region has sums of its departments, and no lines: no rows by entry")

    def facts(self, mask: Mask) -> Sequence[Fact]:
        """Return the facts that belong to a mask, department by department."""
        return _Facts(self, mask)

    def codes(self, mask: Mask, dimension: str) -> set[str]:
        """Return the codes of the facts of a mask in a dimension; an empty one if one has none."""
        spread = _spread(mask)
        belong = spread.keys & ((1 << self._size) - 1)
        if not spread.of:
            keys = [*self._key_places]
            return {keys[place].code(dimension) for place in bits_of(belong)}
        return super().codes(mask, dimension)

    def bodies(self, mask: Mask) -> Iterator[Entity]:
        """Yield whose the facts of a mask are, or may be."""
        spread = _spread(mask)
        places = range(len(self.entities)) if spread.keys else sorted(spread.of)
        return (self.entities[place] for place in places if self._own(spread, place))

    def total(self, mask: Mask) -> Total:
        """Return the sum over the facts of a mask."""
        spread = _spread(mask)
        if not spread.of:
            if spread.keys not in self._of_keys:
                self._of_keys[spread.keys] = self._total_of_keys(spread)
            return self._of_keys[spread.keys]
        parts = [department.sums.total(own) for department, own in self._parts(spread)]
        fen = None if None in parts else sum(part for part in parts if part is not None)
        return self._total(fen, spread)

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
        return gcd(*(fen for sums in self._sums for fen in sums.fens))

    def _total_of_keys(self, spread: _Spread) -> Total:
        belong = spread.keys & ((1 << self._size) - 1)
        may = (spread.keys >> self._size) & ~belong
        if belong & self._lacking:
            return self._total(None, spread)
        fen = sum(self._fens[place] for place in bits_of(belong))
        if not may & (self._lacking | self._counting):
            return Total(Amount(fen), self.facts(cast("Mask", spread)))
        return self._total(fen, spread)

    def _total(self, fen: int | None, spread: _Spread) -> Total:
        untold = tuple(
            Untold(fact, next(left_open(fact, self._catalogue)))
            for department, own in self._parts(spread)
            for fact in map(department.fact, bits_of(department.sums.unknown_in(own)))
            if fact.fen != 0
        )
        known = None if fen is None or untold else Amount(fen)
        return Total(known, self.facts(cast("Mask", spread)), untold)

    def belonging(self, mask: Mask) -> Iterator[tuple[Department, int]]:
        """Yield the departments of some facts, each with the mask of its own that belong."""
        for department, own in self._parts(_spread(mask)):
            yield department, department.sums.known(own)

    def _parts(self, spread: _Spread) -> Iterator[tuple[Department, int]]:
        places = range(len(self._departments)) if spread.keys else sorted(spread.of)
        for place in places:
            yield self._at_hand(place), self._own(spread, place)

    def _own(self, spread: _Spread, place: int) -> int:
        """Return the mask of what a department has of some facts."""
        if place in spread.of or not spread.keys:
            return spread.of.get(place, 0)
        return self._at_hand(place).having(self._flags(spread.keys))

    def _flags(self, keys: int) -> bytes:
        if keys not in self._told:
            size = self._size
            self._told[keys] = bytes(
                (keys >> at & 1) | (keys >> (at + size) & 1) << 1 for at in range(size)
            )
        return self._told[keys]

    def _unpacked(self, place: int) -> Department:
        return Department(self._departments[place], self._sums[place])


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
