"""What people in service cost, and how many there are."""

from __future__ import annotations

from budgetc.budget.department import Headcount
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.numbers.values import Code
from budgetc.rules.rule import RuleContext, some


def wages(context: RuleContext) -> Dimensions:
    """Return the condition on 工资福利支出 of basic expenditure: what people in service cost."""
    return Dimensions(margin=("economic",), kind=context.basic, economic=(Code("301"),))


def people_in_service(context: RuleContext) -> Headcount:
    """Return the people in service of the department with its units.

    Raises:
        NotApplicable: there are none, or their number is not given.
    """
    staff = context.consolidated.department.staff
    people = staff.in_service if staff else None
    return some(
        people if people and people.current else None,
        msg("the number of people in service is not given"),
    )


def place_of_people(people: Headcount) -> Related:
    """Return where a number of people in service stands."""
    count = msg("people in service: {count}", count=people.current)
    return Related(people.origin.span("current"), count)
