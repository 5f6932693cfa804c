"""What becomes of rules, and how many could be judged."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from budgetc.diagnostics.messages import Message, msg


class Outcome(StrEnum):
    """What became of a rule."""

    PASSED = "passed"
    FAILED = "failed"
    WAIVED = "waived"
    NOT_EVALUATED = "not evaluated"
    NOT_APPLICABLE = "not applicable"


def coverage_line(counts: Mapping[Outcome, int]) -> Message:
    """Return the closing line of a check: each rule counts once for each source."""
    if not any(counts.values()):
        return msg("rules: none could be judged before that is mended or filled in")
    return msg(
        "rules: {passed} passed, {failed} failed, {waived} waived, {not_evaluated} not evaluated, "
        "{not_applicable} not applicable",
        **{outcome.name.lower(): counts.get(outcome, 0) for outcome in Outcome},
    )


OUTCOMES: Mapping[Outcome, Message] = MappingProxyType(
    {
        Outcome.PASSED: msg("passed"),
        Outcome.FAILED: msg("failed"),
        Outcome.WAIVED: msg("waived"),
        Outcome.NOT_EVALUATED: msg("not evaluated"),
        Outcome.NOT_APPLICABLE: msg("not applicable"),
    }
)
"""The words for what became of a rule."""
