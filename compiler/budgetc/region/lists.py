"""The lists of a region's book: which sources are in it, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from budgetc.document.model import OnDemand
from budgetc.region.gather import Gathered
from budgetc.region.model import Failed, Listed, WithoutPrior, WithoutSource
from budgetc.region.submission import NOWHERE, Submission
from budgetc.source.nodes import SourceTree
from budgetc.source.origin import Origin


def lists_of(gathered: Gathered) -> dict[str, Any]:
    """Return the lists of the book by their names; `RegionBudget` says what is in each."""
    known: list[tuple[str, str]] = []
    units: list[tuple[str, str, tuple[str, ...]]] = []
    unknown: list[tuple[str, str, int]] = []
    inside: set[str] = set()
    for one in gathered.departments:
        counted = one.counted()
        known.append((one.file, counted.name))
        inside.update(f"{one.folder}/{unit}" for unit in counted.units)
        if counted.without_source:
            units.append((one.file, counted.name, tuple(counted.without_source)))
        if counted.without_prior:
            unknown.append((one.file, counted.name, counted.without_prior))
    lists: dict[str, tuple[Callable[..., object], Iterable[tuple[Any, ...]]]] = {
        "counted": (Listed, ((file, name, file) for file, name in known)),
        "failed": (Failed, ((*_row(one), one.found.errors) for one in gathered.failed)),
        "absent": (Listed, map(_row, gathered.absent)),
        "besides": (Listed, map(_row, gathered.besides)),
        "units": (WithoutSource, units),
        "outside": (Listed, map(_row, _outside(gathered, inside))),
        "without_prior": (WithoutPrior, unknown),
    }
    return {name: _list(name, kind, tuple(rows)) for name, (kind, rows) in lists.items()}


def _list(
    name: str, kind: Callable[..., object], rows: Sequence[tuple[Any, ...]]
) -> Sequence[object]:
    """Return a list whose entries are made when they are looked at: there may be one a source."""

    def entry(position: int) -> object:
        file, *row = rows[position]
        return kind(_entry(file, name, position), *row)

    return OnDemand(range(len(rows)), entry)


def _row(one: Submission) -> tuple[str, str, str]:
    return one.file, one.name, one.file


def _outside(gathered: Gathered, inside: set[str]) -> list[Submission]:
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


def _entry(file: str, name: str, position: int) -> Origin:
    """Return the place of an entry of a list, which stands in no file but is about one."""
    return Origin(SourceTree(file, "", NOWHERE), NOWHERE, (name, position))
