"""What a schema cannot say of a source: what stands there once, years and days in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from budgetc.budget.lines import Project, ProjectPeriod
from budgetc.budget.model import Budget
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.suggest import choices
from budgetc.numbers.values import by_fund_key
from budgetc.source.origin import Place

T = TypeVar("T")


def check_consistency(budget: Budget, file_name: str) -> tuple[Diagnostic, ...]:
    """Return what contradicts itself in a source although its form is right.

    Args:
        budget: as typed.
        file_name: without suffix; usually a year.
    """
    return (
        *_check_year(budget, file_name),
        *_check_carried_over(budget),
        *_check_twice(budget),
        *_check_periods(budget),
    )


Named = tuple[str, Place]
"""What stands once in a list, and where it was typed."""


def _check_twice(budget: Budget) -> Iterator[Diagnostic]:
    """Yield what stands twice and would be added up as one, left out, or printed twice."""
    yield from _twice(
        ((project.id, Place(project.origin, "id")) for project in budget.projects),
        lambda name: msg("the id {id} is another project's", id=name),
        msg("give each project an id of its own; it stays the same from year to year"),
    )
    yield from _twice(
        ((purpose.code, Place(purpose.origin, "code")) for purpose in budget.purposes),
        lambda name: msg("{code} has a purpose already: only the first is printed", code=name),
        msg("correct the code, or make one text of both"),
    )
    yield from _twice(
        _items(Place(budget.department.origin, "offices"), budget.department.offices),
        lambda name: msg("the office {name} stands here a second time", name=name),
        msg("keep one of them"),
    )
    for project in budget.projects:
        yield from _in_all_and_by_fund(project)
    for named in _lists_of_projects(budget):
        yield from _twice(
            named,
            lambda name: msg("the project {id} is named already", id=name),
            msg("keep one of them"),
        )


def check_named_projects(
    budget: Budget, projects: Sequence[Project], passed_on: Mapping[str, Sequence[str]]
) -> Iterator[Diagnostic]:
    """Yield the ids in lists of projects that no project of the document has.

    Args:
        budget: as typed.
        projects: those that its document may have, of its units as well.
        passed_on: those that it has not, for units spend all of them: the projects of the units.
    """
    lists = [named for named in map(tuple, _lists_of_projects(budget)) if named]
    ids = tuple(project.id for project in projects) if lists else ()
    for name, place in chain.from_iterable(lists):
        if name not in ids:
            yield finding(
                "SCH004",
                msg("no project has the id {id}", id=name),
                place.span,
                hint=choices(name, ids) if ids else msg("delete it: the source has no projects"),
            )
        elif name in passed_on:
            theirs = passed_on[name]
            yield finding(
                "SCH004",
                msg(
                    "all of the project {id} is passed on to units, and it is theirs in the "
                    "document",
                    id=name,
                ),
                place.span,
                hint=msg("name {projects} in its place", projects=enumerated(theirs))
                if theirs
                else msg("delete it"),
            )


def _lists_of_projects(budget: Budget) -> Iterator[Iterator[Named]]:
    """Yield the lists that name projects by their ids, for the amounts of all of them."""
    if (statement := budget.project_statement) is not None:
        yield _items(Place(statement.origin, "projects"), statement.projects)
    if (evaluation := budget.evaluation) is not None:
        for key in ("tracked", "evaluated"):
            yield _items(Place(evaluation.origin, key), getattr(evaluation, key))


def _in_all_and_by_fund(project: Project) -> Iterator[Diagnostic]:
    said = {key: msg("{key} stands here twice, in all and by fund", key=key)
            for key in project.amounts if key in project.amounts_by_fund}  # fmt: skip
    if project.prior is not None and project.prior_by_fund:
        said["prior"] = msg("last year's amount stands here twice, in all and by fund")
    for key, problem in said.items():
        yield finding(
            "SCH006",
            problem,
            project.origin.key_span(by_fund_key(key)),
            related=[Related(project.origin.key_span(key), msg("the first one is here"))],
            hint=msg("keep one of them"),
        )


def _items(whole: Place, names: Iterable[str]) -> Iterator[Named]:
    for position, name in enumerate(names):
        yield name, whole._replace(item=position)


def _twice(
    named: Iterable[Named], problem: Callable[[str], Message], hint: Message
) -> Iterator[Diagnostic]:
    for (name, place), (_, earlier) in repeated(named, itemgetter(0)):
        related = [Related(earlier.span, msg("the first one is here"))]
        yield finding("SCH006", problem(name), place.span, related=related, hint=hint)


def repeated(entries: Iterable[T], key: Callable[[T], object]) -> Iterator[tuple[T, T]]:
    """Yield what stands in a list a second time by some key, each with the first of its kind."""
    first: dict[object, T] = {}
    for entry in entries:
        earlier = first.setdefault(key(entry), entry)
        if earlier is not entry:
            yield entry, earlier


def _check_year(budget: Budget, file_name: str) -> Iterator[Diagnostic]:
    """Yield a finding if a file that is named by a year speaks of another."""
    if file_name.isdecimal() and int(file_name) != budget.year:
        yield finding(
            "SCH007",
            msg("the file is that of {file}, and its year is {year}", file=file_name,
                year=str(budget.year)),
            budget.origin.span("year"),
            hint=msg("correct the year, or rename the file"),
        )  # fmt: skip


def _check_carried_over(budget: Budget) -> Iterator[Diagnostic]:
    """Yield the lines of money that is carried over from a year that has not ended yet."""
    for line in budget.carry_over:
        if line.year is not None and line.year >= budget.year:
            yield finding(
                "SCH004",
                msg(
                    "{item}: what was first given in {given} is not carried over into {year}",
                    item=line.item,
                    given=str(line.year),
                    year=str(budget.year),
                ),
                line.origin.span("year"),
                hint=msg(
                    "correct the year; money that was first given in {year} belongs under revenue:",
                    year=str(budget.year),
                ),
            )


def _check_periods(budget: Budget) -> Iterator[Diagnostic]:
    """Yield the periods that end before they begin."""
    for period in periods_of(budget):
        if period.end < period.start:
            yield finding(
                "SCH004",
                msg("the end {end} is before the start {start}", end=period.end,
                    start=period.start),
                period.origin.span("end"),
                hint=msg("correct the day that is wrong, or let the two change places"),
            )  # fmt: skip


def periods_of(budget: Budget) -> Iterator[ProjectPeriod]:
    """Yield the periods of a source: of its projects, and of the statement on them."""
    for entry in (*budget.projects, budget.project_statement):
        if entry is not None and entry.period is not None:
            yield entry.period
