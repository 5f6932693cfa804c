"""YOY: this year against last year."""

from __future__ import annotations

from budgetc.rules.rule import Rule
from budgetc.rules.yoy.yoy001 import typed_prior_is_last_years_number
from budgetc.rules.yoy.yoy004 import reasons_name_a_cause
from budgetc.rules.yoy.yoy005 import reasons_fit_the_direction
from budgetc.rules.yoy.yoy006 import unchanged_lines_have_no_reason_for_a_change
from budgetc.rules.yoy.yoy007 import texts_compare_budget_with_budget
from budgetc.rules.yoy.yoy008 import new_lines_have_a_reason
from budgetc.rules.yoy.yoy009 import restated_amounts_say_from_what_and_why
from budgetc.rules.yoy.yoy102 import last_years_column_balances

RULES = (
    Rule("YOY001", typed_prior_is_last_years_number),
    Rule("YOY004", reasons_name_a_cause),
    Rule("YOY005", reasons_fit_the_direction),
    Rule("YOY006", unchanged_lines_have_no_reason_for_a_change),
    Rule("YOY007", texts_compare_budget_with_budget),
    Rule("YOY008", new_lines_have_a_reason),
    Rule("YOY009", restated_amounts_say_from_what_and_why),
    Rule("YOY102", last_years_column_balances),
)
"""The rules of the family, in order."""
