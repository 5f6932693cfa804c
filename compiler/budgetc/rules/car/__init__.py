"""CAR: carry-over and other funds."""

from __future__ import annotations

from budgetc.rules.car.car002 import carried_over_money_is_recent
from budgetc.rules.car.car004 import revenue_fits_the_type
from budgetc.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("CAR002", carried_over_money_is_recent),
    Rule("CAR004", revenue_fits_the_type),
)
"""The rules of the family, in order."""
