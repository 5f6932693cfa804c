"""Where a figure comes from: its derivation as a tree, down to what was typed."""

from budgetc.trace.derivation import Commit, Derivation, Leaf
from budgetc.trace.derive import derive

__all__ = ["Commit", "Derivation", "Leaf", "derive"]
