"""What people in service cost, and whether all of them are counted."""

from __future__ import annotations

from budgetc.budget import Budget
from budgetc.ledger import Dimensions, ExpenditureKind
from budgetc.numbers.values import Code
from budgetc.rules.rule import RuleContext

WAGES = Dimensions(kind=(ExpenditureKind.BASIC,), economic=(Code("301"),))
"""工资福利支出 of basic expenditure: what people in service cost."""


def everybody_counts(context: RuleContext) -> bool:
    """Tell whether the people of all bodies are given whose cost is added up."""
    bodies: tuple[Budget, ...] = (context.budget, *(unit.budget for unit in context.units))
    return all(body.department.staff and body.department.staff.in_service for body in bodies)
