"""Which sources are the departments of a year, and which of them are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.diagnostics import Severity
from budgetc.files.workspace import Source
from budgetc.ledger import Ledger
from budgetc.pipeline import Compilation


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A department without errors, whose amounts are in the book.

    Attributes:
        folder: that names it.
        budget: its own office and its units together.
        ledger: its amounts.
    """

    folder: str
    file: str
    budget: ConsolidatedBudget
    ledger: Ledger


@dataclass(frozen=True, slots=True, eq=False)
class Submission:
    """What a region keeps of one source.

    Attributes:
        year: as typed, else as its file is called; nothing where nobody can tell.
        name: what the department is called: as typed, else as its folder.
        errors: how many were found in it.
        counted: what it adds to the region, where there are no errors.
    """

    source: Source
    year: int | None
    name: str
    errors: int
    counted: Counted | None

    @property
    def failed(self) -> bool:
        """Whether it has errors, so that it adds nothing."""
        return self.counted is None


def submission_of(compilation: Compilation) -> Submission:
    """Return what a region keeps of a compiled source."""
    source, draft = compilation.source, compilation.draft
    counted = None
    if draft is not None and not compilation.failed:
        counted = Counted(source.department, source.name, draft.budget, draft.ledger)
    errors = sum(found.severity is Severity.ERROR for found in compilation.findings)
    return Submission(source, _year_of(compilation), _name_of(compilation), errors, counted)


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

    departments: tuple[Counted, ...]
    failed: tuple[Submission, ...]
    besides: tuple[Submission, ...]
    absent: tuple[Submission, ...]
    units: tuple[Submission, ...]


def years_of(submissions: Sequence[Submission]) -> tuple[int, ...]:
    """Return the years that there are sources of."""
    return tuple(sorted({one.year for one in submissions if one.year is not None}))


def _year_of(one: Compilation) -> int | None:
    if one.tree is not None and one.tree.year is not None:
        return one.tree.year
    return int(one.source.stem) if one.source.stem.isdecimal() else None


def _name_of(one: Compilation) -> str:
    name = one.tree.said("department", "name") if one.tree is not None else ""
    return name or one.source.department


def gather(submissions: Sequence[Submission], year: int) -> Gathered:
    """Return the sources of a year; one whose year nobody can tell may be of any."""
    known = {(one.source.department, one.source.stem) for one in submissions}
    ordered = sorted(submissions, key=lambda one: one.source.name)
    inside = [one for one in ordered if _folder_above(one) in known]
    mine = [one for one in ordered if one.year in (year, None)]
    heads = [one for one in mine if one not in inside]
    departments = _one_each(heads, year)
    files = {department.file for department in departments}
    here = {one.source.department for one in heads}
    earlier = [one for one in ordered if one.year == year - 1 and one not in inside]
    return Gathered(
        departments=departments,
        failed=tuple(one for one in mine if one.failed),
        besides=tuple(one for one in heads if not one.failed and one.source.name not in files),
        absent=tuple(one for one in earlier if one.source.department not in here),
        units=tuple(one for one in mine if one in inside),
    )


def _folder_above(one: Submission) -> tuple[str, str]:
    """Return the department and the stem of a source that has another one for its unit."""
    return one.source.department.rpartition("/")[0], one.source.stem


def _one_each(heads: Sequence[Submission], year: int) -> tuple[Counted, ...]:
    """Return one source of each department: that of the year's own name, if there are more."""
    found: dict[str, Counted] = {}
    for one in sorted(heads, key=lambda one: one.source.stem != str(year)):
        if one.counted is not None:
            found.setdefault(one.counted.folder, one.counted)
    return tuple(found[folder] for folder in sorted(found))
