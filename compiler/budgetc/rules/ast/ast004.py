"""AST004: assets were counted before the budget year began.

资产统计截止日期 ≤ 31 December of the year before; of the year itself, once it runs.
A document that prints a day of the source's asks for it itself, so a day left out is no fault.
Source: practice; assets are told as of the end of last year, or of a day before it.
"""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule

DURING_THE_YEAR = ("adjusted", "final")
"""Stages of a budget in which its year has begun."""


@rule("AST004")
def assets_are_counted_before_the_year(context: RuleContext) -> Findings:
    assets = context.budget.assets
    if assets is None:
        yield NotApplicable(msg("no assets are given"))
        return
    if assets.as_of is None:
        yield NotEvaluated(msg("the day on which assets were counted is not given"))
        return
    running = context.budget.stage in DURING_THE_YEAR
    last = f"{context.budget.year if running else context.budget.year - 1}-12-31"
    if assets.as_of > last:
        yield Violation(
            assets.origin.span("as_of"),
            msg(
                "assets are counted as of {day}; for the budget of {year} it is {last} at the "
                "latest",
                day=assets.as_of,
                year=str(context.budget.year),
                last=last,
            ),
            related=[Related(context.budget.origin.span("year"), msg("the budget year is here"))],
            hint=msg("correct the day, or count the assets as of that day"),
        )
