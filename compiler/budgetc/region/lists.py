"""The lists of a region's book: which sources are in it, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from budgetc.document.model import OnDemand
from budgetc.region.gather import Gathered
from budgetc.region.model import Failed, Listed, WithoutPrior, WithoutSource
from budgetc.region.roll import Roll
from budgetc.region.submission import Submission, nowhere


def lists_of(gathered: Gathered, roll: Roll) -> dict[str, Any]:
    """Return the lists of the book by their names; `RegionBudget` says what is in each."""

    def about(place: int) -> tuple[str, str]:
        return roll.departments[place].file, roll.entities[place].name

    def row(one: Submission) -> tuple[str, str, str]:
        return one.file, one.name, gathered.told(one.file)

    counted = range(len(roll.departments))
    lists: dict[str, tuple[Callable[..., object], Sequence[tuple[Any, ...]]]] = {
        "counted": (
            Listed,
            OnDemand(counted, lambda at: (*about(at), gathered.told(about(at)[0]))),
        ),
        "failed": (Failed, _failed(gathered)),
        "absent": (Listed, OnDemand(gathered.absent, row)),
        "besides": (Listed, OnDemand(gathered.besides, row)),
        "unlike": (Listed, OnDemand(gathered.unlike, row)),
        "units": (
            WithoutSource,
            OnDemand(roll.without_source, lambda at: (*about(at), roll.look(at).without_source)),
        ),
        "outside": (Listed, OnDemand(_outside(gathered, roll.inside), row)),
        "without_prior": (
            WithoutPrior,
            OnDemand(roll.without_prior, lambda at: (*about(at), roll.look(at).without_prior)),
        ),
    }
    return {name: _list(name, kind, rows) for name, (kind, rows) in lists.items()}


def _list(
    name: str, kind: Callable[..., object], rows: Sequence[tuple[Any, ...]]
) -> Sequence[object]:
    """Return a list whose entries are made when they are looked at: there may be one a source."""

    def entry(position: int) -> object:
        file, *row = rows[position]
        return kind(nowhere(file, (name, position)), *row)

    return OnDemand(range(len(rows)), entry)


def _failed(gathered: Gathered) -> list[tuple[str, str, str, int, int]]:
    """Return a row for each file that errors stand in, which need not be the source itself."""
    return [
        (one.file, one.name, gathered.told(file), one.errors.get(file, 0), one.left.get(file, 0))
        for one in gathered.failed
        for file in sorted({*one.errors, *one.left})
    ]


def _outside(gathered: Gathered, inside: AbstractSet[str]) -> list[Submission]:
    """Return the sources of units that their department, which is counted, leaves out.

    Args:
        gathered: all sources.
        inside: the folders of the units that departments list.
    """
    folders = {department.folder for department in gathered.departments}
    return [
        one
        for one in gathered.units
        if one.folder not in inside and one.folder.rpartition("/")[0] in folders and not one.failed
    ]
