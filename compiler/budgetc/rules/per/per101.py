"""PER101: a period has a day in the year of the budget.

start ≤ 31 December and end ≥ 1 January of the budget year, of every period.
A project of several years holds. Days are compared as YYYY-MM-DD.
Source: practice; a budget is copied from last year's, and its days stay behind.
"""

from __future__ import annotations

from budgetc.budget.consistency import periods_of
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule


@rule("PER101")
def periods_touch_the_budget_year(context: RuleContext) -> Findings:
    year = context.budget.year
    periods = tuple(periods_of(context.budget))
    if not periods:
        yield NotApplicable(msg("no period is given"))
    for period in periods:
        if period.start > period.end:
            continue  # SCH004 says so
        if period.end < f"{year}-01-01" or period.start > f"{year}-12-31":
            ended = period.end < f"{year}-01-01"
            yield Violation(
                period.origin.span("end" if ended else "start"),
                msg(
                    "the period from {start} to {end} has no day in {year}, the year of the budget",
                    start=period.start,
                    end=period.end,
                    year=str(year),
                ),
                related=[
                    Related(context.budget.origin.span("year"), msg("the budget year is here"))
                ],
                hint=msg("it may have been copied from last year's source; correct both days"),
            )
