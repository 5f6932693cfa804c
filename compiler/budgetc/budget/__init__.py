"""A department's budget as its people wrote it: leaf amounts, codes, names, reasons, targets."""

from budgetc.budget.model import Budget

__all__ = ["Budget"]
