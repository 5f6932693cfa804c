"""All departments of one year in one book: their totals, and what is missing."""

from budgetc.region.compile import Book, abolished_in, book_of, check_settings, compile_region
from budgetc.region.submission import Submission, submission_of

__all__ = [
    "Book",
    "Submission",
    "abolished_in",
    "book_of",
    "check_settings",
    "compile_region",
    "submission_of",
]
