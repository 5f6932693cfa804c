"""SRC: sources, waivers and control totals; SRC003, about waivers, is in `rules/waivers.py`."""

from __future__ import annotations

from budgetc.rules.rule import Rule
from budgetc.rules.src.src002 import figures_are_as_approved
from budgetc.rules.src.src005 import expectations_hold

RULES = (
    Rule("SRC002", figures_are_as_approved),
    Rule("SRC005", expectations_hold),
)
"""The rules of the family, in order."""
