"""What a schema cannot say of a source: ids that are one thing's alone, years and days in order."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Budget, Project
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.messages import msg


def check_sense(budget: Budget, edition: str) -> tuple[Diagnostic, ...]:
    """Return what makes no sense in a source although its form is right.

    Args:
        budget: as typed.
        edition: the name of its file, without suffix; usually a year.
    """
    return (*_check_year(budget, edition), *_check_ids(budget), *_check_periods(budget))


def _check_ids(budget: Budget) -> Iterator[Diagnostic]:
    """Yield the projects whose id another project has."""
    seen: dict[str, Project] = {}
    for project in budget.projects:
        if project.id in seen:
            first = seen[project.id]
            yield finding(
                "SCH006",
                msg("the id {id} is another project's", id=project.id),
                project.origin.span("id"),
                related=[Related(first.origin.span("id"), msg("the first one is here"))],
                hint=msg("give each project an id of its own; it stays the same from year to year"),
            )
        seen.setdefault(project.id, project)


def _check_year(budget: Budget, edition: str) -> Iterator[Diagnostic]:
    """Yield a finding if a file that is named by a year speaks of another."""
    if edition.isdecimal() and int(edition) != budget.year:
        yield finding(
            "SCH007",
            msg("the file is that of {file}, and its year is {year}", file=edition,
                year=str(budget.year)),
            budget.origin.span("year"),
            hint=msg("correct the year, or rename the file"),
        )  # fmt: skip


def _check_periods(budget: Budget) -> Iterator[Diagnostic]:
    """Yield the periods that end before they begin."""
    for project in budget.projects:
        period = project.period
        if period is not None and period.end < period.start:
            yield finding(
                "SCH004",
                msg("the end {end} is before the start {start}", end=period.end,
                    start=period.start),
                period.origin.span("end"),
            )  # fmt: skip
