"""STF002: no more people in service than posts are approved, unless it is explained."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated


def people_are_within_the_establishment(case: Case) -> Iterator[Finding]:
    """STF002: 在职 ≤ 编制, or `over_establishment` says why not. Numbers of people.

    Source: practice; 编制 bounds the people whom a budget pays for (机构编制管理, to be compared).
    """
    staff = case.own.department.staff
    if staff is None:
        yield NotApplicable(msg("no staff is given"))
    elif staff.in_service is None:
        yield NotEvaluated(msg("the number of people in service is not given"))
    elif staff.in_service.current > staff.establishment and not staff.over_establishment:
        yield finding(
            "STF002",
            msg(
                "{people} people are in service, and {posts} posts are approved: {difference} more",
                people=staff.in_service.current,
                posts=staff.establishment,
                difference=staff.in_service.current - staff.establishment,
            ),
            staff.in_service.origin.span("current"),
            related=[
                Related(
                    staff.origin.span("establishment"),
                    msg("approved posts: {count}", count=staff.establishment),
                )
            ],
            hint=msg("correct the number, or add over_establishment: with the reason"),
        )
