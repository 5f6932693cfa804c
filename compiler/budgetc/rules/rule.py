"""What a rule is, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Message
from budgetc.rules.case import Case


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule cannot be judged: something that it compares is not given."""

    reason: Message


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A rule has no object: the budget has nothing of what it speaks of."""

    reason: Message


Finding = Diagnostic | NotEvaluated | NotApplicable
"""What a rule yields; a rule that yields nothing holds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its code."""

    code: str
    check: Callable[[Case], Iterator[Finding]]


class Outcome(StrEnum):
    """What became of a rule."""

    PASSED = "passed"
    FAILED = "failed"
    WAIVED = "waived"
    NOT_EVALUATED = "not evaluated"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one rule over one budget.

    Attributes:
        findings: what it found; of a waived rule, all of them are waived.
        reasons: why it could not be judged, or has no object.
    """

    rule: str
    outcome: Outcome
    findings: tuple[Diagnostic, ...] = ()
    reasons: tuple[Message, ...] = ()
