"""The departments of a region's book: read once for what the book knows of all of them.

What is left of a department then is its sums. What it has besides, its projects and the places of
its amounts, is read again where a row or a sentence is about it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import overload

from budgetc.budget.lines import Project
from budgetc.classification import CodeList, Entry
from budgetc.ledger import Entity
from budgetc.region.asked import Key
from budgetc.region.department import Department
from budgetc.region.submission import Counted, Submission
from budgetc.region.sums import AllSums, Sums

_AT_HAND = 8
"""How many departments are kept unpacked: rows and sentences are about one after the other."""


class Roll:
    """The departments of a year.

    Attributes:
        departments: without errors.
        entities: they, in the same order.
        kinds: of expenditure, that they have.
        codes: the lists of the dimensions whose codes sections of departments have.
        keys: what amounts that are added up have in common, each with its place.
        sums: of each department.
        projects: of all departments.
        inside: the folders of the units that departments list.
        without_source: the places of departments with units that have no source of their own.
        without_prior: the places of departments of which amounts of last year are not known.
    """

    def __init__(self, departments: Sequence[Submission]) -> None:
        """Read departments without errors."""
        self.departments = departments
        self.keys: dict[Key, int] = {}
        self.sums = AllSums()
        self.inside: set[str] = set()
        self.without_source = array("L")
        self.without_prior = array("L")
        self.look = lru_cache(_AT_HAND)(self._unpacked)
        entities: list[Entity] = []
        kinds: set[str] = set()
        codes: dict[str, dict[str, Entry]] = {}
        begin = array("L", [0])
        for place, one in enumerate(departments):
            counted = one.counted()
            entities.append(_entity(one, counted))
            kinds.update(counted.kinds)
            _add_codes(codes, counted.codes)
            begin.append(begin[-1] + len(counted.projects))
            self.sums.append(self._summed(counted))
            self.inside.update(f"{one.folder}/{unit}" for unit in counted.units)
            if counted.without_source:
                self.without_source.append(place)
            if counted.without_prior:
                self.without_prior.append(place)
        self.entities = tuple(entities)
        self.kinds = frozenset(kinds)
        self.codes = {dimension: CodeList(entries) for dimension, entries in codes.items()}
        self.projects = Projects(begin, self)

    def _summed(self, counted: Counted) -> Sums:
        places = [
            self.keys.setdefault(key, len(self.keys))
            for key in map(counted.key_at, range(len(counted.keys)))
        ]
        return Sums(
            [places[key] for key in counted.key],
            counted.project,
            [fen or 0 for fen in counted.fen],
            sum(1 << at for at, fen in enumerate(counted.fen) if fen is None),
        )

    def _unpacked(self, place: int) -> Department:
        return Department(self.departments[place], self.sums[place])


def _entity(one: Submission, counted: Counted) -> Entity:
    name = one.name if one.name == counted.name else counted.name  # which is held already
    return Entity(one.folder, intern(counted.type), name, intern(counted.stage))


def _add_codes(found: dict[str, dict[str, Entry]], codes: Mapping[str, Mapping[str, str]]) -> None:
    for dimension, named in codes.items():
        known = found.setdefault(dimension, {})
        for code, name in named.items():
            known.setdefault(code, Entry(code, name, "", "", "high", ""))


class Projects(Sequence[Project]):
    """The projects of departments, each made when it is looked at: a region has too many."""

    def __init__(self, begin: Sequence[int], roll: Roll) -> None:
        """Prepare the projects.

        Args:
            begin: of each department, how many projects stand before its own; and how many in all.
            roll: looks at departments.
        """
        self._begin = begin
        self._look = roll.look

    def __len__(self) -> int:
        return self._begin[-1]

    def __iter__(self) -> Iterator[Project]:
        for place in range(len(self._begin) - 1):
            yield from self._look(place).projects

    @overload
    def __getitem__(self, at: int) -> Project: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Project]: ...

    def __getitem__(self, at: int | slice) -> Project | Sequence[Project]:
        if isinstance(at, slice):
            return tuple(map(self.__getitem__, range(*at.indices(len(self)))))
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        place = bisect_right(self._begin, at) - 1
        return self._look(place).projects[at - self._begin[place]]
