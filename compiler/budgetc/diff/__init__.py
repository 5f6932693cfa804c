"""Two states of budgets compared: what was changed, and what follows from it in print."""

from budgetc.diff.comparing import diff_snapshots, diff_sources
from budgetc.diff.model import Diff
from budgetc.diff.snapshots import Snapshot, committed, on_disk

__all__ = ["Diff", "Snapshot", "committed", "diff_snapshots", "diff_sources", "on_disk"]
