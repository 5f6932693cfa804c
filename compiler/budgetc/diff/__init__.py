"""Two states of budgets compared: what was changed, and what follows from it in print."""

from budgetc.diff.comparing import diff_sides, diff_sources
from budgetc.diff.model import Diff
from budgetc.diff.sides import Side, committed, on_disk

__all__ = ["Diff", "Side", "committed", "diff_sides", "diff_sources", "on_disk"]
