"""STF002: more people in service than posts are approved are explained, and no fewer are."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some


@rule("STF002")
def people_are_within_the_establishment(context: RuleContext) -> Findings:
    staff = some(context.budget.department.staff, msg("no staff is given"))
    people = given(staff.in_service, msg("the number of people in service is not given"))
    if people.current > staff.establishment and not staff.over_establishment:
        yield Violation(
            people.origin.span("current"),
            msg(
                "{people} people are in service, and {posts} posts are approved: {difference} more",
                people=people.current,
                posts=staff.establishment,
                difference=people.current - staff.establishment,
            ),
            related=[
                Related(
                    staff.origin.span("establishment"),
                    msg("approved posts: {count}", count=staff.establishment),
                )
            ],
            hint=msg(
                "correct the number, or add over_establishment: with the reason under "
                "department.staff"
            ),
        )
    elif people.current <= staff.establishment and staff.over_establishment:
        yield Violation(
            staff.origin.span("over_establishment"),
            msg(
                "it is said why there are more people than posts, and there are {people} for "
                "{posts} posts",
                people=people.current,
                posts=staff.establishment,
            ),
            hint=msg("delete over_establishment:, or correct the numbers"),
        )
