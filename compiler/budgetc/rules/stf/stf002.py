"""STF002: no more people in service than posts are approved, unless it is explained.

在职 ≤ 编制, or `over_establishment` says why not. Numbers of people.
Source: practice; 编制 bounds the people whom a budget pays for (机构编制管理, to be compared).
"""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule


@rule("STF002")
def people_are_within_the_establishment(context: RuleContext) -> Findings:
    staff = context.budget.department.staff
    if staff is None:
        yield NotApplicable(msg("no staff is given"))
    elif staff.in_service is None:
        yield NotEvaluated(msg("the number of people in service is not given"))
    elif staff.in_service.current > staff.establishment and not staff.over_establishment:
        yield Violation(
            staff.in_service.origin.span("current"),
            msg(
                "{people} people are in service, and {posts} posts are approved: {difference} more",
                people=staff.in_service.current,
                posts=staff.establishment,
                difference=staff.in_service.current - staff.establishment,
            ),
            related=[
                Related(
                    staff.origin.span("establishment"),
                    msg("approved posts: {count}", count=staff.establishment),
                )
            ],
            hint=msg("correct the number, or add over_establishment: with the reason"),
        )
