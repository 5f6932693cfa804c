"""AST004: assets were counted before the budget year began; for accounts, on its last day.

A document that prints the day asks for it itself, so a day left out is no fault.
"""

from __future__ import annotations

from budgetc.budget.declarations import ADJUSTED, FINAL
from budgetc.budget.matters import Assets
from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import msg
from budgetc.rules.ast.assets import own_assets
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule

_DURING_THE_YEAR = (ADJUSTED, FINAL)
"""Stages of a budget in which its year has begun."""


@rule("AST004", looks_at=own_assets)
def assets_are_counted_before_the_year(context: RuleContext, assets: Assets) -> Findings:
    as_of = given(assets.as_of, msg("the day on which assets were counted is not given"))
    year = context.budget.year
    last = f"{year if context.budget.stage in _DURING_THE_YEAR else year - 1}-12-31"
    final = context.budget.stage == FINAL
    of_accounts = msg(
        "assets are counted as of {day}; accounts of {year} count them as of {last}",
        day=as_of,
        year=str(year),
        last=last,
    )
    if as_of > last:
        yield Violation(
            assets.origin.span("as_of"),
            of_accounts
            if final
            else msg(
                "assets are counted as of {day}; for the budget of {year} it is {last} at the "
                "latest",
                day=as_of,
                year=str(year),
                last=last,
            ),
            related=[context.related_year()],
            hint=msg("correct the day, or count the assets as of that day"),
        )
    first = last if final else f"{year - 1}-01-01"
    if as_of < first:
        yield Violation(
            assets.origin.span("as_of"),
            of_accounts
            if final
            else msg(
                "assets are counted as of {day}, more than a year before the budget of {year}",
                day=as_of,
                year=str(year),
            ),
            related=[context.related_year()],
            hint=msg("correct the day, or count the assets as of {last}", last=last),
            severity=Severity.WARNING,
        )
