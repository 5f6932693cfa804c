"""The rules: what a person can get wrong in a source although every part of it is well-formed.

A module a rule, its page beside it. What derivation makes impossible is no rule;
`docs/rules/coverage.md` says which is which.
"""

from budgetc.diagnostics.outcome import Outcome
from budgetc.rules.catalogue import RULES
from budgetc.rules.check import check_rules
from budgetc.rules.rule import Rule, RuleContext, RuleResult

__all__ = ["RULES", "Outcome", "Rule", "RuleContext", "RuleResult", "check_rules"]
