"""Publishing within the days that the law gives."""

from __future__ import annotations

from datetime import date

from budgetc.budget.declarations import Approval
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.numbers.values import Day
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation


def published_in_time(context: RuleContext) -> Findings:
    """Yield a violation if a budget is published before its approval, or late after it."""
    issued, approval = context.budget.issued, context.budget.approval
    limit = context.thresholds.publication_days
    if issued is None:
        yield NotEvaluated(msg("the day of publication is not given"))
    elif approval is None:
        yield NotEvaluated(msg("the day of approval is not given"))
    elif limit is None:
        yield NotEvaluated(msg("the jurisdiction sets no days for publication"))
    else:
        yield from _compare(context, issued, approval, limit)


def _compare(context: RuleContext, issued: Day, approval: Approval, limit: int) -> Findings:
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
