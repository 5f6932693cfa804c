"""All departments of one year in one book: their totals, and what is missing."""

from budgetc.region.compile import (
    Book,
    check_settings,
    compile_region,
    settings_of_region,
)
from budgetc.region.submission import Submission, submission_of

__all__ = [
    "Book",
    "Submission",
    "check_settings",
    "compile_region",
    "settings_of_region",
    "submission_of",
]
