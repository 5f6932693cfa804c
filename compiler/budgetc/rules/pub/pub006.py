"""PUB006: a unit publishes its budget soon after its department approved it."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.pub.deadlines import published_in_time
from budgetc.rules.rule import Finding, NotApplicable


def unit_publishes_in_time(case: Case) -> Iterator[Finding]:
    """PUB006: 0 ≤ 公开日期 − 部门批复日期 ≤ publication_days, of a unit. In days.

    Source: 预算法实施条例 on publication by units within 20 days, to be compared with the official
    text.
    """
    if case.own.kind != "unit":
        yield NotApplicable(msg("this is the budget of a department"))
    else:
        yield from published_in_time(case, "PUB006")
