"""From a ledger to a document, as a jurisdiction declares it."""

from budgetc.layout.lay_out import lay_out

__all__ = ["lay_out"]
