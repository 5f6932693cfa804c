"""PCT: percentages."""

from __future__ import annotations

from budgetc.rules.pct.pct005 import large_changes_have_a_reason
from budgetc.rules.rule import Rule

RULES = (Rule("PCT005", large_changes_have_a_reason),)
"""The rules of the family, in order."""
