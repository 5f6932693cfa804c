"""Where a figure comes from: its derivation as a tree, down to what was typed."""

from budgetc.trace.background import Background, background_of
from budgetc.trace.derive import derive
from budgetc.trace.node import Commit, Leaf, Node

__all__ = ["Background", "Commit", "Leaf", "Node", "background_of", "derive"]
