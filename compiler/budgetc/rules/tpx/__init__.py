"""TPX: the “three public” spending."""

from __future__ import annotations

from budgetc.rules.rule import Rule
from budgetc.rules.tpx.tpx003 import bought_vehicles_are_planned
from budgetc.rules.tpx.tpx004 import run_vehicles_exist
from budgetc.rules.tpx.tpx006 import growth_is_approved
from budgetc.rules.tpx.tpx007 import reception_is_within_its_share

RULES = (
    Rule("TPX003", bought_vehicles_are_planned),
    Rule("TPX004", run_vehicles_exist),
    Rule("TPX006", growth_is_approved),
    Rule("TPX007", reception_is_within_its_share),
)
"""The rules of the family, in order."""
