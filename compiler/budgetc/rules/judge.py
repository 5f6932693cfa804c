"""Running the rules over a budget."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.diagnostics import Diagnostic
from budgetc.rules.case import Case
from budgetc.rules.catalogue import RULES
from budgetc.rules.rule import NotApplicable, NotEvaluated, Outcome, Rule, Verdict


def check_rules(case: Case) -> tuple[Verdict, ...]:
    """Return what becomes of every rule, in the order of the catalogue."""
    return tuple(_judge(rule, case) for rule in RULES)


def _judge(rule: Rule, case: Case) -> Verdict:
    yielded = tuple(rule.check(case))
    findings = tuple(item for item in yielded if isinstance(item, Diagnostic))
    skipped = tuple(item for item in yielded if not isinstance(item, Diagnostic))
    reasons = tuple(item.reason for item in skipped)
    return Verdict(rule.code, outcome_of(findings, skipped), findings, reasons)


def outcome_of(
    findings: Sequence[Diagnostic], skipped: Sequence[NotEvaluated | NotApplicable] = ()
) -> Outcome:
    """Return what a rule comes to: what it found says more than what it could not look at."""
    if findings:
        waived = all(found.waived is not None for found in findings)
        return Outcome.WAIVED if waived else Outcome.FAILED
    if any(isinstance(item, NotEvaluated) for item in skipped):
        return Outcome.NOT_EVALUATED
    return Outcome.NOT_APPLICABLE if skipped else Outcome.PASSED
