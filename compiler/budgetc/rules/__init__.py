"""The rules: what a person can get wrong in a source although every part of it is well-formed.

One function a rule, in the module of its code, its page beside it. What derivation makes impossible
is no rule; `docs/rules/coverage.md` says which is which.
"""

from budgetc.rules.case import Case
from budgetc.rules.catalogue import RULES
from budgetc.rules.judge import check_rules
from budgetc.rules.rule import Outcome, Rule, Verdict

__all__ = ["RULES", "Case", "Outcome", "Rule", "Verdict", "check_rules"]
