"""STF: staff."""

from __future__ import annotations

from budgetc.rules.rule import Rule
from budgetc.rules.stf.stf002 import people_are_within_the_establishment
from budgetc.rules.stf.stf003 import cost_of_a_person_is_steady
from budgetc.rules.stf.stf101 import cost_of_a_person_is_plausible

RULES: tuple[Rule, ...] = (
    Rule("STF002", people_are_within_the_establishment),
    Rule("STF003", cost_of_a_person_is_steady),
    Rule("STF101", cost_of_a_person_is_plausible),
)
"""The rules of the family, in order."""
