"""Which sources are the departments of a book, and which of them are missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from budgetc.budget.declarations import APPROVED, FINAL
from budgetc.frozen import NamedTuple, frozen
from budgetc.region.submission import Submission


class Volume(NamedTuple):
    """What a book is of: the budgets of a year, or its accounts, which no total mixes.

    Attributes:
        stage: `FINAL` of accounts; `APPROVED` of budgets, whatever became of them since.
    """

    year: int
    stage: str

    @property
    def stem(self) -> str:
        """What its files are called, as sources are: `2024`, `2024-final`."""
        return str(self.year) if self.stage == APPROVED else f"{self.year}-{self.stage}"

    def has(self, one: Submission) -> bool:
        """Tell whether it is of a source; one whose year nobody can tell may be of any."""
        return one.year in (self.year, None) and _stage_of(one) == self.stage

    @property
    def before(self) -> Volume:
        """Last year's."""
        return self._replace(year=self.year - 1)


def _stage_of(one: Submission) -> str:
    return FINAL if one.stage == FINAL else APPROVED


@frozen(eq=False)
class Gathered:
    """The sources of a book, sorted by name.

    Attributes:
        departments: each once, without errors; units are inside their departments.
        failed: with errors, those of units too.
        besides: further sources of departments that are there already.
        absent: last year's, of departments that have none this year, and no successor.
        units: the sources of units.
        unlike: departments whose sections the book does not add up.
        told: how the book names the file of a source.
    """

    departments: tuple[Submission, ...]
    failed: tuple[Submission, ...]
    besides: tuple[Submission, ...]
    absent: tuple[Submission, ...]
    units: tuple[Submission, ...]
    unlike: tuple[Submission, ...] = ()
    told: Callable[[str], str] = str


NOBODY = Gathered((), (), (), (), ())
"""Where no source can be gathered."""


def volumes_of(submissions: Sequence[Submission]) -> tuple[Volume, ...]:
    """Return what there are sources of, in order."""
    found = {Volume(one.year, _stage_of(one)) for one in submissions if one.year is not None}
    return tuple(sorted(found))


def gather(
    submissions: Sequence[Submission], volume: Volume, abolished: Collection[str] = ()
) -> Gathered:
    """Return the sources of a book.

    Args:
        submissions: what the region keeps of each source.
        volume: what the book is of.
        abolished: the folders of departments that nobody waits for any more.
    """
    known = {(one.folder, one.stem) for one in submissions}
    ordered = sorted(submissions, key=lambda one: one.file)
    mine = [one for one in ordered if volume.has(one)]
    heads = [one for one in mine if _folder_above(one) not in known]
    departments = _one_each(heads, volume.stem)
    files = {department.file for department in departments}
    here = {one.folder for one in heads}.union(abolished, *(one.predecessors for one in mine))
    earlier = [
        one
        for one in ordered
        if one.year is not None and volume.before.has(one) and _folder_above(one) not in known
    ]
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


def _one_each(heads: Sequence[Submission], stem: str) -> tuple[Submission, ...]:
    """Return one source of each department: that of the book's own name, if there are more."""
    found: dict[str, Submission] = {}
    for one in sorted(heads, key=lambda one: one.stem != stem):
        if not one.failed:
            found.setdefault(one.folder, one)
    return tuple(found[folder] for folder in sorted(found))
