"""Which sources are the departments of a year, and which of them are missing."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.frozen import frozen
from budgetc.region.submission import Submission


@frozen(eq=False)
class Gathered:
    """The sources of a year, sorted by name.

    Attributes:
        departments: each once, without errors; units are inside their departments.
        failed: with errors, those of units too.
        besides: further sources of departments that are there already.
        absent: last year's, of departments that have none this year.
        units: the sources of units.
        unlike: departments whose sections the book does not add up.
    """

    departments: tuple[Submission, ...]
    failed: tuple[Submission, ...]
    besides: tuple[Submission, ...]
    absent: tuple[Submission, ...]
    units: tuple[Submission, ...]
    unlike: tuple[Submission, ...] = ()


NOBODY = Gathered((), (), (), (), ())
"""Where no source can be gathered."""


def years_of(submissions: Sequence[Submission]) -> tuple[int, ...]:
    """Return the years that there are sources of."""
    return tuple(sorted({one.year for one in submissions if one.year is not None}))


def gather(submissions: Sequence[Submission], year: int) -> Gathered:
    """Return the sources of a year; one whose year nobody can tell may be of any."""
    known = {(one.folder, one.stem) for one in submissions}
    ordered = sorted(submissions, key=lambda one: one.file)
    mine = [one for one in ordered if one.year in (year, None)]
    heads = [one for one in mine if _folder_above(one) not in known]
    departments = _one_each(heads, year)
    files = {department.file for department in departments}
    here = {one.folder for one in heads}
    earlier = [one for one in ordered if one.year == year - 1 and _folder_above(one) not in known]
    return Gathered(
        departments=departments,
        failed=tuple(one for one in mine if one.failed),
        besides=tuple(one for one in heads if not one.failed and one.file not in files),
        absent=tuple(one for one in earlier if one.folder not in here),
        units=tuple(one for one in mine if _folder_above(one) in known),
    )


def _folder_above(one: Submission) -> tuple[str, str]:
    """Return the department and the stem of a source that has another one for its unit."""
    return one.folder.rpartition("/")[0], one.stem


def _one_each(heads: Sequence[Submission], year: int) -> tuple[Submission, ...]:
    """Return one source of each department: that of the year's own name, if there are more."""
    found: dict[str, Submission] = {}
    for one in sorted(heads, key=lambda one: one.stem != str(year)):
        if not one.failed:
            found.setdefault(one.folder, one)
    return tuple(found[folder] for folder in sorted(found))
