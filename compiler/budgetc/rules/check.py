"""Running the rules over a budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.outcome import Outcome
from budgetc.rules.catalogue import RULES
from budgetc.rules.rule import (
    NotEvaluated,
    Rule,
    RuleContext,
    RuleResult,
    Skipped,
    Violation,
)


def check_rules(context: RuleContext) -> tuple[RuleResult, ...]:
    """Return what becomes of every rule: in the order of the catalogue, then the workspace's."""
    return tuple(_result(rule, context) for rule in (*RULES, *_local(context)))


def _local(context: RuleContext) -> Iterator[Rule]:
    if context.local:
        from budgetc.rules.local import local_rule  # noqa: PLC0415  # most workspaces have none

        yield from map(local_rule, context.local)


def _result(rule: Rule, context: RuleContext) -> RuleResult:
    said: list[Violation | Skipped] = []
    try:
        for one in rule.check(context):
            said.append(one)  # noqa: PERF402  # what was found before a rule leaves off stays
    except Skipped as reason:
        said.append(reason.with_traceback(None))  # which leads here, and so back to it
    if not said:  # as mostly
        return RuleResult(rule.code, Outcome.PASSED)
    findings = tuple(item.finding(rule.code) for item in said if isinstance(item, Violation))
    skipped = tuple(item for item in said if isinstance(item, Skipped))
    reasons = tuple(item.reason for item in skipped)
    return RuleResult(rule.code, outcome_of(findings, skipped), findings, reasons)


def outcome_of(findings: Sequence[Diagnostic], skipped: Sequence[Skipped] = ()) -> Outcome:
    """Return what a rule comes to: what it found says more than what it could not look at."""
    if findings:
        waived = all(found.waived is not None for found in findings)
        return Outcome.WAIVED if waived else Outcome.FAILED
    if any(isinstance(item, NotEvaluated) for item in skipped):
        return Outcome.NOT_EVALUATED
    return Outcome.NOT_APPLICABLE if skipped else Outcome.PASSED
