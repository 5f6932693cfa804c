"""Publishing within the days that the law gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from budgetc.budget.assurances import Approval
from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.numbers.values import Day
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotEvaluated


def published_in_time(case: Case, code: str) -> Iterator[Finding]:
    """Yield a finding of a code if a budget is published before its approval, or late after it."""
    issued, approval = case.own.issued, case.own.approval
    limit = case.thresholds.publication_days
    if issued is None:
        yield NotEvaluated(msg("the day of publication is not given"))
    elif approval is None:
        yield NotEvaluated(msg("the day of approval is not given"))
    elif limit is None:
        yield NotEvaluated(msg("the jurisdiction sets no days for publication"))
    else:
        yield from _compare(case, code, issued, approval, limit)


def _compare(
    case: Case, code: str, issued: Day, approval: Approval, limit: int
) -> Iterator[Finding]:
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
    yield finding(
        code,
        early if days < 0 else late,
        case.own.origin.span("issued"),
        related=[Related(approval.origin.span("date"), msg("the approval is here"))],
        hint=msg("one of the days may be mistyped; a budget is published once it is approved"),
    )
