"""PER101: a period has a day in the year of the budget."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.sense import periods_of
from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable


def periods_touch_the_budget_year(case: Case) -> Iterator[Finding]:
    """PER101: start ≤ 31 December and end ≥ 1 January of the budget year, of every period.

    A project of several years holds. Days are compared as YYYY-MM-DD.

    Source: practice; a budget is copied from last year's, and its days stay behind.
    """
    year = case.own.year
    periods = tuple(periods_of(case.own))
    if not periods:
        yield NotApplicable(msg("no period is given"))
    for period in periods:
        if period.start > period.end:
            continue  # SCH004 says so
        if period.end < f"{year}-01-01" or period.start > f"{year}-12-31":
            ended = period.end < f"{year}-01-01"
            yield finding(
                "PER101",
                msg(
                    "the period from {start} to {end} has no day in {year}, the year of the budget",
                    start=period.start,
                    end=period.end,
                    year=str(year),
                ),
                period.origin.span("end" if ended else "start"),
                related=[Related(case.own.origin.span("year"), msg("the budget year is here"))],
                hint=msg("it may have been copied from last year's source; correct both days"),
            )
