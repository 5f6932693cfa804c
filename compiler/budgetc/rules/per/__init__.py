"""PER: performance targets."""

from __future__ import annotations

from budgetc.rules.per.per001 import projects_have_targets
from budgetc.rules.per.per004 import weights_add_up
from budgetc.rules.per.per005 import classes_have_their_weight
from budgetc.rules.per.per006 import indicators_have_a_class
from budgetc.rules.per.per007 import required_classes_are_filled
from budgetc.rules.per.per008 import targets_can_be_measured
from budgetc.rules.per.per009 import percentages_are_shares
from budgetc.rules.per.per010 import unit_costs_fit_the_amount
from budgetc.rules.per.per011 import cost_caps_make_the_amount
from budgetc.rules.per.per012 import goal_and_indicators_agree
from budgetc.rules.per.per013 import department_and_projects_agree
from budgetc.rules.per.per014 import prior_values_are_in_one_style
from budgetc.rules.per.per015 import names_suit_their_class
from budgetc.rules.per.per017 import indicators_are_complete
from budgetc.rules.per.per018 import costly_projects_have_a_cost_target
from budgetc.rules.per.per101 import periods_touch_the_budget_year
from budgetc.rules.per.per102 import measures_are_shared
from budgetc.rules.per.per111 import operators_bound_the_right_side
from budgetc.rules.per.per112 import targets_ask_for_something
from budgetc.rules.per.per113 import rates_are_in_percent
from budgetc.rules.per.per114 import open_classes_are_spelt_right
from budgetc.rules.rule import Rule

RULES = (
    Rule("PER001", projects_have_targets),
    Rule("PER004", weights_add_up),
    Rule("PER005", classes_have_their_weight),
    Rule("PER006", indicators_have_a_class),
    Rule("PER007", required_classes_are_filled),
    Rule("PER008", targets_can_be_measured),
    Rule("PER009", percentages_are_shares),
    Rule("PER010", unit_costs_fit_the_amount),
    Rule("PER011", cost_caps_make_the_amount),
    Rule("PER012", goal_and_indicators_agree),
    Rule("PER013", department_and_projects_agree),
    Rule("PER014", prior_values_are_in_one_style),
    Rule("PER015", names_suit_their_class),
    Rule("PER017", indicators_are_complete),
    Rule("PER018", costly_projects_have_a_cost_target),
    Rule("PER111", operators_bound_the_right_side),
    Rule("PER112", targets_ask_for_something),
    Rule("PER113", rates_are_in_percent),
    Rule("PER114", open_classes_are_spelt_right),
    Rule("PER101", periods_touch_the_budget_year),
    Rule("PER102", measures_are_shared),
)
"""The rules of the family, in order."""
