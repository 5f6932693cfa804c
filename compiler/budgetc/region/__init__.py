"""All departments of one year in one book: their totals, and what is missing."""

from budgetc.region.compile import Book, compile_region
from budgetc.region.gather import Member, member_of

__all__ = ["Book", "Member", "compile_region", "member_of"]
