"""All departments of one year in one book: their totals, and what is missing."""

from budgetc.region.compile import Book, compile_region
from budgetc.region.gather import Submission, submission_of

__all__ = ["Book", "Submission", "compile_region", "submission_of"]
