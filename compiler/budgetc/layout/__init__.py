"""From a ledger to a document, as a jurisdiction's folder declares it."""

from budgetc.layout.lay_out import lay_out
from budgetc.layout.load import load_layout
from budgetc.layout.spec import Layout

__all__ = ["Layout", "lay_out", "load_layout"]
