"""PUB101: a budget is published about when its year begins."""

from __future__ import annotations

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule


@rule("PUB101")
def the_day_of_publication_fits_the_year(context: RuleContext) -> Findings:
    issued = given(context.budget.issued, msg("the day of publication is not given"))
    year = context.budget.year
    first, last = f"{year - 1}-10-01", f"{year}-12-31"
    if context.budget.stage == FINAL:
        first, last = f"{year + 1}-01-01", f"{year + 1}-12-31"
    if first <= issued <= last:
        return
    yield Violation(
        context.budget.origin.span("issued"),
        msg(
            "published on {issued}: what is for {year} is published between {first} and {last}",
            issued=issued,
            year=str(year),
            first=first,
            last=last,
        ),
        related=[context.related_year()],
        hint=msg("it may have been copied from another year's source; correct the day"),
    )
