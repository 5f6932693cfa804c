"""The lines of a source that have a function code."""

from __future__ import annotations

from budgetc.budget.model import Budget, FunctionLine, MatrixLine


def function_lines(budget: Budget) -> tuple[FunctionLine | MatrixLine, ...]:
    """Return the lines of basic expenditure by function, whichever form they have."""
    basic = budget.basic_expenditure
    return (*basic.by_function, *basic.matrix) if basic else ()
