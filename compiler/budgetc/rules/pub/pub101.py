"""PUB101: a budget is published about when its year begins."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.numbers.values import Day
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule


@rule("PUB101")
def the_day_of_publication_fits_the_year(context: RuleContext) -> Findings:
    issued = given(context.budget.issued, msg("the day of publication is not given"))
    first, last = _days(context.budget.year, context.budget.stage)
    if first <= issued <= last:
        return
    yield Violation(
        context.budget.origin.span("issued"),
        msg(
            "published on {issued}: what is for {year} is published between {first} and {last}",
            issued=issued,
            year=str(context.budget.year),
            first=first,
            last=last,
        ),
        related=[context.related_year()],
        hint=msg("it may have been copied from another year's source; correct the day"),
    )


def _days(year: int, stage: str) -> tuple[Day, Day]:
    """Return the first and the last day on which a document of a stage is published."""
    if stage == "final":
        return Day(f"{year + 1}-01-01"), Day(f"{year + 1}-12-31")
    return Day(f"{year - 1}-10-01"), Day(f"{year}-12-31")
