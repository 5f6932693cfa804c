"""PUB101: a budget is published about when its year begins."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.numbers.values import Day
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotEvaluated


def the_day_of_publication_fits_the_year(case: Case) -> Iterator[Finding]:
    """PUB101: a budget is issued from 1 October of the year before to the end of its own year.

    Final accounts (决算) are issued in the year after. Days are compared as YYYY-MM-DD.

    Source: practice; a budget is drafted in the autumn before its year, approved about when the
    year begins, and adjusted within it.
    """
    issued = case.own.issued
    if issued is None:
        yield NotEvaluated(msg("the day of publication is not given"))
        return
    first, last = _days(case.own.year, case.own.stage)
    if first <= issued <= last:
        return
    yield finding(
        "PUB101",
        msg(
            "published on {issued}: what is for {year} is published between {first} and {last}",
            issued=issued,
            year=str(case.own.year),
            first=first,
            last=last,
        ),
        case.own.origin.span("issued"),
        related=[Related(case.own.origin.span("year"), msg("the budget year is here"))],
        hint=msg("it may have been copied from another year's source; correct the day"),
    )


def _days(year: int, stage: str) -> tuple[Day, Day]:
    """Return the first and the last day on which a document of a stage is published."""
    if stage == "final":
        return Day(f"{year + 1}-01-01"), Day(f"{year + 1}-12-31")
    return Day(f"{year - 1}-10-01"), Day(f"{year}-12-31")
