"""All rules, in the order of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from budgetc.diagnostics import Diagnostic
from budgetc.rules.bal001 import revenue_equals_expenditure
from budgetc.rules.bal005 import fund_revenue_equals_expenditure
from budgetc.rules.case import Case
from budgetc.rules.per004 import weights_add_up
from budgetc.rules.per006 import indicators_have_a_class
from budgetc.rules.xtb006 import basic_expenditure_agrees_by_function_and_economic_item
from budgetc.rules.xtb010 import item_pairs_agree
from budgetc.rules.yoy001 import typed_prior_is_last_years_amount


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its code."""

    code: str
    check: Callable[[Case], Iterator[Diagnostic]]


RULES = (
    Rule("BAL001", revenue_equals_expenditure),
    Rule("BAL005", fund_revenue_equals_expenditure),
    Rule("XTB006", basic_expenditure_agrees_by_function_and_economic_item),
    Rule("XTB010", item_pairs_agree),
    Rule("PER004", weights_add_up),
    Rule("PER006", indicators_have_a_class),
    Rule("YOY001", typed_prior_is_last_years_amount),
)


def check_rules(case: Case) -> tuple[Diagnostic, ...]:
    """Return what the rules find in a budget."""
    return tuple(found for rule in RULES for found in rule.check(case))
