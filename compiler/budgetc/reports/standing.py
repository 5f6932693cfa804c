"""How far the departments of a region are with the budgets of a year."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import Enum

from budgetc.diagnostics import Counts, Diagnostic, has_errors
from budgetc.diagnostics.gaps import is_gap
from budgetc.diagnostics.messages import Message, msg
from budgetc.files.workspace import Source
from budgetc.frozen import frozen
from budgetc.publish.checked_source import CheckedSource
from budgetc.reports.unfilled import Part

_YEAR = 4


class State(Enum):
    """How far a source is; its value is what a report says of it."""

    ABSENT = msg("no source yet")
    BEING_FILLED = msg("being filled in")
    FAILED = msg("errors to mend")
    DONE = msg("done")


@frozen()
class Standing:
    """How far one source is, by what was found in its own file, and in files that are no source.

    What stands in the source of another, such as a unit, is not its fault; what stands in the
    approved figures or in a layout keeps it from being printed all the same.

    Attributes:
        name: of its department or unit.
        file: the source; where there is none, last year's.
        state: how far it is.
        found: how many findings are left of each severity.
        left: how many places are empty.
        places: of how many; 0 where nothing is left and nobody counted.
    """

    name: str
    file: str
    state: State
    found: Counts = Counts()
    left: int = 0
    places: int = 0

    @property
    def folder(self) -> str:
        """That of its file; a unit's stands in its department's."""
        return self.file.rpartition("/")[0]


@frozen()
class Standings:
    """How far departments are.

    Attributes:
        year: of their budgets.
        departments: those that have a source of it, or had one of the year before, and units.
        found: what is left in all of them, each finding once.
        elsewhere: errors of other years, or of no source.
    """

    year: int
    departments: tuple[Standing, ...]
    found: Counts = Counts()
    elsewhere: int = 0


def standings(
    sources: Sequence[Source],
    seen: Mapping[str, CheckedSource],
    new: Sequence[Diagnostic],
    unfilled: Mapping[str, Sequence[Part]],
    abolished: Collection[str] = (),
) -> Standings:
    """Return how far the sources are of the last year that there are some of.

    A department that had a source the year before and has none now is told as well, unless another
    took its place.

    Args:
        sources: of any years.
        seen: what was found in each, by its name.
        new: all findings but those that need no mending for now.
        unfilled: the sections of the sources that are being filled in, by their names.
        abolished: the folders of departments that nobody waits for any more.
    """
    year = max((year_named(one.name) for one in sources), default=0)
    now = [one for one in sources if year_named(one.name) == year]
    followed = (seen[one.name].predecessors for one in now)
    here = {one.department for one in now}.union(abolished, *followed)
    before = [
        one for one in sources if year_named(one.name) == year - 1 and one.department not in here
    ]
    sourced, left = frozenset(one.name for one in sources), frozenset(new)
    found = {one.name: _found_in(seen[one.name], sourced, left) for one in now}
    told = [_standing(seen[one.name], found[one.name], unfilled.get(one.name, ())) for one in now]
    gone = [Standing(name_of(seen[one.name]), one.name, State.ABSENT) for one in before]
    all_found = {each: None for one in found.values() for each in one}
    return Standings(
        year,
        tuple(sorted((*told, *gone), key=lambda one: one.file)),
        Counts.of(each for each in all_found if not is_gap(each)),
        Counts.of(each for each in new if each not in all_found).errors,
    )


def _found_in(
    one: CheckedSource, sourced: Collection[str], left: Collection[Diagnostic]
) -> list[Diagnostic]:
    return [
        each
        for each in one.findings
        if each in left and (each.span.file == one.name or each.span.file not in sourced)
    ]


def year_named(file: str) -> int:
    """Return the year that a source's file is called by; 0 where it is called otherwise."""
    year = file.rpartition("/")[2][:_YEAR]
    return int(year) if year.isascii() and year.isdecimal() and len(year) == _YEAR else 0


def name_of(one: CheckedSource) -> str:
    """Return what the department of a source is called: as typed, else as its folder."""
    folder, _, file = one.name.rpartition("/")
    typed = one.budget.rpartition(f" {file[:_YEAR]}")[0] or one.budget
    return typed or folder.partition("/")[2] or one.name


def tally(far: Standings) -> Message:
    """Return how many departments are done, their units among them, and what is left."""
    folders = {one.folder for one in far.departments}
    done: dict[str, bool] = {}
    for one in far.departments:
        above = one.folder.rpartition("/")[0]
        head = above if above in folders else one.folder
        done[head] = done.get(head, True) and one.state is State.DONE
    return msg(
        "done: {done} of {all}; errors left: {errors}; warnings: {warnings}; places to fill in: "
        "{left}",
        done=sum(done.values()),
        all=len(done),
        errors=far.found.errors,
        warnings=far.found.warnings,
        left=sum(one.left for one in far.departments),
    )


def _standing(one: CheckedSource, found: Sequence[Diagnostic], parts: Sequence[Part]) -> Standing:
    rest = [each for each in found if not is_gap(each)]
    gaps, state = len(found) - len(rest), State.DONE
    if parts or (gaps and not has_errors(rest)):
        state = State.BEING_FILLED
    elif has_errors(rest):
        state = State.FAILED
    return Standing(
        name_of(one),
        one.name,
        state,
        Counts.of(rest),
        left=sum(part.left for part in parts) or gaps,
        places=sum(part.places for part in parts),
    )
