"""How far the departments of a region are with the budgets of a year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from enum import Enum
from itertools import groupby
from pathlib import PurePosixPath

from budgetc.budget.declarations import APPROVED, FINAL, STAGES
from budgetc.diagnostics import Counts, Diagnostic, has_errors
from budgetc.diagnostics.gaps import is_gap
from budgetc.diagnostics.messages import Message, Value, enumerated, msg
from budgetc.files.workspace import BUDGETS, REGION, Source, year_named
from budgetc.frozen import frozen
from budgetc.publish.checked_source import CheckedSource
from budgetc.reports.baseline import Baselined
from budgetc.reports.unfilled import Part


class State(Enum):
    """How far a source is; its value is what a report says of it."""

    ABSENT = msg("no source yet")
    BEING_FILLED = msg("being filled in")
    FAILED = msg("errors to mend")
    KNOWN = msg("known errors only")
    WAITING = msg("waiting for other sources")
    DONE = msg("done")


@frozen()
class Standing:
    """How far one source is, by what was found in its own file, and in files that are no source.

    What stands in the source of another, such as a unit, is not its fault, but it waits for it if
    nothing can be built before; what stands in the approved figures or in a layout keeps it from
    being printed as well.

    Attributes:
        name: of its department or unit.
        file: the source; where there is none, last year's.
        state: how far it is.
        found: how many findings are left of each severity.
        left: how many places are empty.
        places: of how many; 0 where nothing is left and nobody counted.
        known: how many errors a baseline knows; nothing is built of their source all the same.
        stage: `FINAL` of accounts; `APPROVED` of budgets, whatever became of them since.
    """

    name: str
    file: str
    state: State
    found: Counts = Counts()
    left: int = 0
    places: int = 0
    known: int = 0
    stage: str = APPROVED


@frozen()
class Standings:
    """How far departments are.

    Attributes:
        year: of their budgets.
        departments: those that have a source of it, or had one of the year before, and units; the
            accounts of the year behind its budgets.
        found: what is left in all of them, by their stages, each finding once.
        elsewhere: what is left of other years, or of no source.
        besides: the years of sources that are not told of, and of which one may want to know.
    """

    year: int
    departments: tuple[Standing, ...]
    found: Mapping[str, Counts] = field(default_factory=dict)
    elsewhere: Counts = Counts()
    besides: tuple[int, ...] = ()

    @property
    def volumes(self) -> Sequence[tuple[str, Sequence[Standing]]]:
        """The budgets, and apart from them the accounts, each with their stage."""
        by_stage = groupby(self.departments, lambda one: one.stage)
        return [(stage, tuple(those)) for stage, those in by_stage]


def standings(
    sources: Sequence[Source],
    seen: Mapping[str, CheckedSource],
    baselined: Baselined,
    unfilled: Mapping[str, Sequence[Part]],
    abolished: Collection[str],
    year: int | None,
) -> Standings:
    """Return how far the sources of a year are.

    A department that had a source the year before and has none now is told as well, unless another
    took its place. A budget does not stand for accounts, nor these for it.

    Args:
        sources: of any years.
        seen: what was found in each, by its name.
        baselined: all findings.
        unfilled: the sections of the sources that are being filled in, by their names.
        abolished: the folders of departments that nobody waits for any more.
        year: if none is given, the last one that most of the departments have a source of.
    """
    year = _usual_year(sources) if year is None else year
    now = [one for one in sources if year_named(one.name) == year]
    followed = {each for one in now for each in seen[one.name].predecessors}.union(abolished)
    earlier = [one for one in sources if year_named(one.name) == year - 1]
    before = _absent(now, earlier, followed, seen)
    sourced = frozenset(one.name for one in sources)
    left, known = _Found(baselined.new, sourced), _Found(baselined.known, sourced)
    found = {one.name: left.by(seen[one.name]) for one in now}
    told = [
        _standing(
            seen[one.name],
            found[one.name],
            unfilled.get(one.name, ()),
            Counts.of(known.by(seen[one.name])).errors,
        )
        for one in now
    ]
    gone = [
        Standing(name_of(seen[one.name]), one.name, State.ABSENT, stage=_stage(seen[one.name]))
        for one in before
    ]
    faults = {each.fault for those in found.values() for each in those}
    here = followed.union(one.department for one in (*now, *before))
    return Standings(
        year,
        _apart(sorted((*told, *gone), key=lambda one: (one.stage == FINAL, one.file))),
        _left_by_stage(baselined.new, found, seen),
        Counts.of(each for each in baselined.new if each.fault not in faults),
        _other_years(sources, year, here),
    )


def _left_by_stage(
    new: Sequence[Diagnostic],
    found: Mapping[str, Collection[Diagnostic]],
    seen: Mapping[str, CheckedSource],
) -> Mapping[str, Counts]:
    """Return how much is left of each stage beside what is to be filled in, each finding once."""
    by_stage: dict[str, set[object]] = defaultdict(set)
    for name, those in found.items():
        by_stage[_stage(seen[name])].update(each.fault for each in those)
    return {
        stage: Counts.of(each for each in new if each.fault in faults and not is_gap(each))
        for stage, faults in by_stage.items()
    }


def _other_years(sources: Sequence[Source], year: int, here: Collection[str]) -> tuple[int, ...]:
    """Return the years of sources that are later, or of departments that are not told of."""
    years = {
        year_named(one.name)
        for one in sources
        if year_named(one.name) > year or one.department not in here
    }
    return tuple(sorted(years - {0}))


def _absent(
    now: Sequence[Source],
    before: Sequence[Source],
    followed: Collection[str],
    seen: Mapping[str, CheckedSource],
) -> Sequence[Source]:
    """Return last year's sources of departments that have none of their stage now.

    Where there are but budgets yet, nobody waits for the accounts of their year.
    """
    here = {(_stage(seen[one.name]), one.department) for one in now}
    stages = {stage for stage, _ in here}
    asked = [one for one in before if one.department not in followed]
    return [
        one
        for one in asked
        for stage in [_stage(seen[one.name])]
        if (stage, one.department) not in here and (stage in stages or not stages)
    ]


def _apart(told: Sequence[Standing]) -> tuple[Standing, ...]:
    """Return standings that a reader can tell apart among those of one stage."""
    called = Counter((one.name, one.stage) for one in told)
    stems = Counter((one.name, PurePosixPath(one.file).stem) for one in told)

    def name_of_its_own(one: Standing) -> str:
        stem = PurePosixPath(one.file).stem
        if called[one.name, one.stage] == 1:
            return one.name
        return f"{one.name} ({stem if stems[one.name, stem] == 1 else one.file})"

    return tuple(replace(one, name=name_of_its_own(one)) for one in told)


def _usual_year(sources: Iterable[Source]) -> int:
    """Return the last year that most departments have a source of, or else the most; 0 if none.

    The first source of the next year does not make a region's year the next one.
    """
    departments: dict[int, set[str]] = defaultdict(set)
    for one in sources:
        departments[year_named(one.name)].add(one.department)
    most = len({each for those in departments.values() for each in those})

    def rank(year: int) -> tuple[bool, bool, int, int]:
        has = len(departments[year])
        is_usual = has * 2 > most
        return year > 0, is_usual, 0 if is_usual else has, year

    return max(departments, key=rank, default=0)


class _Found:
    """Findings of many sources, each once: of two documents that lack the same, one tells it."""

    def __init__(self, findings: Iterable[Diagnostic], sourced: Collection[str]) -> None:
        self._sourced = sourced
        self._in_file: dict[str, list[Diagnostic]] = defaultdict(list)
        self._beside: dict[object, Diagnostic] = {}
        for each in findings:
            if each.span.file in sourced:
                self._in_file[each.span.file].append(each)
            else:
                self._beside[each.fault] = each

    def by(self, one: CheckedSource) -> list[Diagnostic]:
        """Return what was found in the file of a source, and by it in files that are no source."""
        beside = (self._beside.get(each.fault) for each in one.findings)
        return [*self._in_file.get(one.name, ()), *dict.fromkeys(filter(None, beside))]


def name_of(one: CheckedSource) -> str:
    """Return what the department of a source is called: as typed, else as its folder."""
    folder = one.name.rpartition("/")[0]
    return _typed(one)[0] or folder.partition("/")[2] or one.name


def _stage(one: CheckedSource) -> str:
    """Return whether a source is of accounts: as typed, else as its file is called."""
    stage = _typed(one)[1] if one.budget else PurePosixPath(one.name).stem.partition("-")[2]
    return FINAL if stage == FINAL else APPROVED


def _typed(one: CheckedSource) -> tuple[str, str]:
    """Return what a source types as name and stage; its year may be another than its file's."""
    named, _, last = one.budget.rpartition(" ")
    stage = last if named and last in STAGES else ""
    rest = named if stage else one.budget
    name, _, year = rest.rpartition(" ")
    return (name if name and year.isdecimal() else rest), stage


def heads(files: Iterable[str]) -> Sequence[str]:
    """Return of each file the folder of its department; a unit's stands in its department's."""
    folders = [file.rpartition("/")[0] for file in files]
    known = frozenset(folders)
    above = (folder.rpartition("/")[0] for folder in folders)
    return [one if one in known else folder for folder, one in zip(folders, above, strict=True)]


def done_of(far: Standings, stage: str) -> Mapping[str, bool]:
    """Return of each department of a stage whether it is done, and all its units are."""
    told = [one for one in far.departments if one.stage == stage]
    done: dict[str, bool] = {}
    for head, one in zip(heads(one.file for one in told), told, strict=True):
        done[head] = done.get(head, True) and one.state is State.DONE
    return done


def tally(far: Standings, stage: str) -> Message:
    """Return how many departments are done, their units among them, and what is left.

    Args:
        far: how far they are.
        stage: whether their budgets are meant, or their accounts.
    """
    told = [one for one in far.departments if one.stage == stage]
    found, done = far.found.get(stage, Counts()), done_of(far, stage)
    counted: dict[str, Value] = {
        "done": sum(done.values()),
        "all": len(done),
        "errors": found.errors,
        "warnings": found.warnings,
        "left": sum(one.left for one in told),
    }
    if (volume := volume_called(far, stage)) is not None:
        return msg(
            "{volume}: done: {done} of {all}; errors left: {errors}; warnings: {warnings}; places "
            "to fill in: {left}",
            volume=volume,
            **counted,
        )
    return msg(
        "{year}: done: {done} of {all}; errors left: {errors}; warnings: {warnings}; places to "
        "fill in: {left}",
        year=str(far.year),
        **counted,
    )


def volume_called(far: Standings, stage: str) -> Message | None:
    """Return what a year's budgets or accounts are called; nothing where there are no accounts."""
    year = str(far.year)
    if stage == FINAL:
        return msg("accounts of {year}", year=year)
    if any(one.stage == FINAL for one in far.departments):
        return msg("budgets of {year}", year=year)
    return None


def besides(far: Standings) -> Message:
    """Return of which other years there are sources that nothing is told of, and what to type."""
    return msg(
        "sources of other years, not counted here: {years}; --year, or year: in {file}, chooses "
        "the year",
        years=enumerated(map(str, far.besides)),
        file=f"{BUDGETS}/{REGION}.yaml",
    )


def _standing(
    one: CheckedSource, found: Sequence[Diagnostic], parts: Sequence[Part], known: int
) -> Standing:
    rest = [each for each in found if not is_gap(each)]
    gaps, state = len(found) - len(rest), State.DONE
    if parts or (gaps and not has_errors(rest)):
        state = State.BEING_FILLED
    elif has_errors(rest):
        state = State.FAILED
    elif known:
        state = State.KNOWN
    elif has_errors(one.findings):
        state = State.WAITING
    return Standing(
        name_of(one),
        one.name,
        state,
        Counts.of(rest),
        left=sum(part.left for part in parts) or gaps,
        places=sum(part.places for part in parts),
        known=known,
        stage=_stage(one),
    )
