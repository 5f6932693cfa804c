"""PUB005: a department publishes its budget soon after its approval."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.pub.deadlines import published_in_time
from budgetc.rules.rule import Finding, NotApplicable


def department_publishes_in_time(case: Case) -> Iterator[Finding]:
    """PUB005: 0 ≤ 公开日期 − 财政部门批复日期 ≤ publication_days, of a department. In days.

    Source: 预算法 on publication within 20 days, to be compared with the official text.
    """
    if case.own.kind == "unit":
        yield NotApplicable(msg("this is the budget of a unit"))
    else:
        yield from published_in_time(case, "PUB005")
