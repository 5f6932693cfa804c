"""What people in service cost, and whether all of them are counted."""

from __future__ import annotations

from budgetc.budget.model import Budget, Headcount
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, ExpenditureKind
from budgetc.numbers.values import Code
from budgetc.rules.rule import RuleContext, some

WAGES = Dimensions(kind=(ExpenditureKind.BASIC,), economic=(Code("301"),))
"""工资福利支出 of basic expenditure: what people in service cost."""


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


def everybody_counts(context: RuleContext) -> bool:
    """Tell whether the people of all bodies are given whose cost is added up."""
    bodies: tuple[Budget, ...] = (context.budget, *(unit.budget for unit in context.units))
    return all(body.department.staff and body.department.staff.in_service for body in bodies)


def place_of_people(people: Headcount) -> Related:
    """Return where a number of people in service stands."""
    count = msg("people in service: {count}", count=people.current)
    return Related(people.origin.span("current"), count)
