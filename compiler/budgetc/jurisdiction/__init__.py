"""What a jurisdiction's folder declares, checked, with what a workspace changes of it."""

from budgetc.jurisdiction.load import load_layout
from budgetc.jurisdiction.spec import Layout

__all__ = ["Layout", "load_layout"]
