"""A document published by hand, compared with the compiled one."""

from budgetc.compare.compare import compare
from budgetc.compare.model import Comparison, Difference, Fault, Place, Tally
from budgetc.compare.read import read_document
from budgetc.compare.unreadable import Unreadable
from budgetc.compare.vocabulary import load_vocabulary

__all__ = [
    "Comparison",
    "Difference",
    "Fault",
    "Place",
    "Tally",
    "Unreadable",
    "compare",
    "load_vocabulary",
    "read_document",
]
