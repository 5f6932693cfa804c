"""ROL: roll-up of units."""

from __future__ import annotations

from budgetc.rules.rol.rol003 import units_stand_once
from budgetc.rules.rule import Rule

RULES: tuple[Rule, ...] = (Rule("ROL003", units_stand_once),)
"""The rules of the family, in order."""
