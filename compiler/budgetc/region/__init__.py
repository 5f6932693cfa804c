"""All departments of one year in one book: their totals, and what is missing."""

from budgetc.region.compile import (
    Book,
    book_of,
    check_settings,
    compile_region,
    settings_of_region,
)
from budgetc.region.submission import Submission, submission_of

__all__ = [
    "Book",
    "Submission",
    "book_of",
    "check_settings",
    "compile_region",
    "settings_of_region",
    "submission_of",
]
