"""CLS: codes."""

from __future__ import annotations

from budgetc.rules.cls.cls004 import codes_reach_the_printed_level
from budgetc.rules.cls.cls005 import other_items_are_small
from budgetc.rules.cls.cls006 import codes_have_the_level_above_them
from budgetc.rules.cls.cls007 import fund_and_function_agree
from budgetc.rules.cls.cls008 import group_follows_from_the_code
from budgetc.rules.cls.cls009 import retired_codes_have_successors
from budgetc.rules.cls.cls010 import words_fit_the_code
from budgetc.rules.cls.cls011 import purchases_of_assets_are_capital_expenditure
from budgetc.rules.cls.cls012 import unit_type_permits_the_code
from budgetc.rules.cls.cls013 import local_codes_are_declared
from budgetc.rules.rule import Rule

RULES = (
    Rule("CLS004", codes_reach_the_printed_level),
    Rule("CLS005", other_items_are_small),
    Rule("CLS006", codes_have_the_level_above_them),
    Rule("CLS007", fund_and_function_agree),
    Rule("CLS008", group_follows_from_the_code),
    Rule("CLS009", retired_codes_have_successors),
    Rule("CLS010", words_fit_the_code),
    Rule("CLS011", purchases_of_assets_are_capital_expenditure),
    Rule("CLS012", unit_type_permits_the_code),
    Rule("CLS013", local_codes_are_declared),
)
"""The rules of the family, in order."""
