"""All departments of one year in one book: their totals, and what is missing."""

from budgetc.region.compile import compile_region

__all__ = ["compile_region"]
