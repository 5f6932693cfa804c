"""A document published by hand, compared with the compiled one."""

from budgetc.compare.compare import compare
from budgetc.compare.model import (
    LEAST,
    Comparison,
    Consequence,
    Difference,
    Fault,
    Quote,
    Sort,
    Tally,
)

__all__ = [
    "LEAST",
    "Comparison",
    "Consequence",
    "Difference",
    "Fault",
    "Quote",
    "Sort",
    "Tally",
    "compare",
]
