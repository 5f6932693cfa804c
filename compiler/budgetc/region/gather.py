"""Which sources are the departments of a year, and which of them are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetc.budget import Budget
from budgetc.ledger import Ledger
from budgetc.pipeline import Compiled
from budgetc.source.nodes import Mapping, Path, Scalar


@dataclass(frozen=True, slots=True, eq=False)
class Department:
    """A department without errors.

    Attributes:
        folder: that names it.
        budget: its own office and its units together.
        ledger: its amounts.
    """

    folder: str
    file: str
    budget: Budget
    ledger: Ledger


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """The sources of a year, sorted by name.

    Attributes:
        departments: each once, without errors; units are inside their departments.
        failed: with errors, those of units too.
        besides: further sources of departments that are there already.
        absent: last year's, of departments that have none this year.
        units: the sources of units.
    """

    departments: tuple[Department, ...]
    failed: tuple[Compiled, ...]
    besides: tuple[Compiled, ...]
    absent: tuple[Compiled, ...]
    units: tuple[Compiled, ...]


def years_of(compiled: Sequence[Compiled]) -> tuple[int, ...]:
    """Return the years that there are sources of."""
    return tuple(sorted({year for one in compiled if (year := year_of(one)) is not None}))


def year_of(one: Compiled) -> int | None:
    """Return whose year a source is of: as typed, else as its file is called."""
    typed = typed_at(one, ("year",))
    if typed is not None and isinstance(typed.value, int):
        return typed.value
    return int(one.source.edition) if one.source.edition.isdecimal() else None


def name_of(one: Compiled) -> str:
    """Return what a department is called: as typed, else as its folder."""
    typed = typed_at(one, ("department", "name"))
    return typed.text if typed is not None and typed.text else one.source.department


def typed_at(one: Compiled, path: Path) -> Scalar | None:
    """Return what was typed at a path of a source, be it otherwise right or wrong."""
    if one.tree is None or not isinstance(one.tree.root, Mapping):
        return None
    node, left_over = one.tree.at(path)
    return node if isinstance(node, Scalar) and not left_over else None


def gather(compiled: Sequence[Compiled], year: int) -> Gathered:
    """Return the sources of a year; one whose year nobody can tell may be of any."""
    inside = _units(compiled)
    ordered = sorted(compiled, key=lambda one: one.source.name)
    mine = [one for one in ordered if year_of(one) in (year, None)]
    heads = [one for one in mine if one not in inside]
    counted = _one_each(heads, year)
    here = {one.source.department for one in heads}
    earlier = [one for one in ordered if year_of(one) == year - 1 and one not in inside]
    return Gathered(
        departments=tuple(counted.values()),
        failed=tuple(one for one in mine if one.failed),
        besides=tuple(_besides(heads, counted)),
        absent=tuple(one for one in earlier if one.source.department not in here),
        units=tuple(one for one in mine if one in inside),
    )


def _units(compiled: Sequence[Compiled]) -> list[Compiled]:
    """Return the sources that stand in the folder of another one of the same edition."""
    known = {(one.source.department, one.source.edition) for one in compiled}
    return [
        one
        for one in compiled
        if (one.source.department.rpartition("/")[0], one.source.edition) in known
    ]


def _one_each(heads: Sequence[Compiled], year: int) -> dict[str, Department]:
    """Return one source of each department: that of the year's own name, if there are more."""
    found: dict[str, Department] = {}
    for one in sorted(heads, key=lambda one: one.source.edition != str(year)):
        folder = one.source.department
        if one.budget is not None and one.ledger is not None and folder not in found:
            found[folder] = Department(folder, one.source.name, one.budget, one.ledger)
    return dict(sorted(found.items()))


def _besides(heads: Sequence[Compiled], counted: dict[str, Department]) -> Iterator[Compiled]:
    files = {department.file for department in counted.values()}
    return (one for one in heads if not one.failed and one.source.name not in files)
