"""The rules: what a person can get wrong in a source although every part of it is well-formed.

One function a rule, each in the module of its code. What derivation makes impossible is no rule.
"""

from budgetc.rules.case import Case
from budgetc.rules.catalogue import RULES, Rule, check_rules

__all__ = ["RULES", "Case", "Rule", "check_rules"]
