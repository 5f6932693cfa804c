"""BAL: balance and footing."""

from __future__ import annotations

from budgetc.rules.bal.bal001 import revenue_equals_expenditure
from budgetc.rules.bal.bal005 import fund_revenue_equals_expenditure
from budgetc.rules.bal.bal011 import printed_parts_add_up
from budgetc.rules.bal.bal012 import amounts_below_zero_are_taken_back
from budgetc.rules.bal.bal013 import something_is_budgeted
from budgetc.rules.bal.bal105 import each_source_of_a_fund_balances
from budgetc.rules.rule import Rule

RULES = (
    Rule("BAL001", revenue_equals_expenditure),
    Rule("BAL005", fund_revenue_equals_expenditure),
    Rule("BAL011", printed_parts_add_up),
    Rule("BAL012", amounts_below_zero_are_taken_back),
    Rule("BAL013", something_is_budgeted),
    Rule("BAL105", each_source_of_a_fund_balances),
)
"""The rules of the family, in order."""
