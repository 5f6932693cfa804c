"""PER101: a period has a day in the year of the budget."""

from __future__ import annotations

from budgetc.budget.consistency import periods_of
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER101")
def periods_touch_the_budget_year(context: RuleContext) -> Findings:
    year = context.budget.year
    for period in some(tuple(periods_of(context.budget)), msg("no period is given")):
        if period.start > period.end:
            continue  # SCH004 says so
        ended = period.end < f"{year}-01-01"
        if ended or period.start > f"{year}-12-31":
            yield Violation(
                period.origin.span("end" if ended else "start"),
                msg(
                    "the period from {start} to {end} has no day in {year}, the year of the budget",
                    start=period.start,
                    end=period.end,
                    year=str(year),
                ),
                related=[context.related_year()],
                hint=msg("it may have been copied from last year's source; correct both days"),
            )
