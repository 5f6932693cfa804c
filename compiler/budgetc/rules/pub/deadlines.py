"""Publishing within the days that the law gives."""

from __future__ import annotations

from datetime import date

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, RuleContext, Violation, given


def published_in_time(context: RuleContext) -> Findings:
    """Yield a violation if a budget is published before its approval, or late after it."""
    issued = given(context.budget.issued, msg("the day of publication is not given"))
    approval = given(context.budget.approval, msg("the day of approval is not given"))
    limit = given(
        context.thresholds.publication_days, msg("the jurisdiction sets no days for publication")
    )
    days = (date.fromisoformat(issued) - date.fromisoformat(approval.date)).days
    if 0 <= days <= limit:
        return
    early = msg(
        "published on {issued}, before the approval of {approved}: {days} day(s) early",
        issued=issued,
        days=-days,
        approved=approval.date,
    )
    late = msg(
        "published on {issued}, {days} days after the approval of {approved}; {limit} are allowed",
        issued=issued,
        days=days,
        approved=approval.date,
        limit=limit,
    )
    yield Violation(
        context.budget.origin.span("issued"),
        early if days < 0 else late,
        related=[Related(approval.origin.span("date"), msg("the approval is here"))],
        hint=msg("one of the days may be mistyped; a budget is published once it is approved"),
    )
