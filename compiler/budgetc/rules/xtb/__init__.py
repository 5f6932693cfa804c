"""XTB: one table against another."""

from __future__ import annotations

from budgetc.rules.rule import Rule
from budgetc.rules.xtb.xtb006 import basic_expenditure_agrees_by_function_and_economic_item
from budgetc.rules.xtb.xtb010 import item_pairs_agree
from budgetc.rules.xtb.xtb011 import retirement_items_cover_what_retired_people_are_paid
from budgetc.rules.xtb.xtb012 import annuity_is_its_share_of_the_pension_insurance

RULES = (
    Rule("XTB006", basic_expenditure_agrees_by_function_and_economic_item),
    Rule("XTB010", item_pairs_agree),
    Rule("XTB011", retirement_items_cover_what_retired_people_are_paid),
    Rule("XTB012", annuity_is_its_share_of_the_pension_insurance),
)
"""The rules of the family, in order."""
