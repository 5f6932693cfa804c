"""Where a figure comes from: its derivation as a tree, down to what was typed."""

from budgetc.trace.derive import derive
from budgetc.trace.node import Commit, Leaf, Node

__all__ = ["Commit", "Leaf", "Node", "derive"]
