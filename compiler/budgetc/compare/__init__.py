"""A document published by hand, compared with the compiled one."""

from budgetc.compare.compare import compare
from budgetc.compare.model import Comparison, Difference, Fault, PrintPlace, Tally, Unreadable
from budgetc.compare.read import read_document

__all__ = [
    "Comparison",
    "Difference",
    "Fault",
    "PrintPlace",
    "Tally",
    "Unreadable",
    "compare",
    "read_document",
]
