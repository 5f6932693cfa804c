"""How many rules could be judged, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from budgetc.diagnostics.messages import Message, msg
from budgetc.rules.rule import Outcome, RuleResult


def coverage_line(results: Iterable[RuleResult]) -> Message:
    """Return the closing line of a check: each rule counts once for each source."""
    counts = Counter(result.outcome for result in results)
    return msg(
        "rules: {passed} passed, {failed} failed, {waived} waived, {not_evaluated} not evaluated, "
        "{not_applicable} not applicable",
        **{outcome.name.lower(): counts[outcome] for outcome in Outcome},
    )


OUTCOMES = {
    Outcome.PASSED: msg("passed"),
    Outcome.FAILED: msg("failed"),
    Outcome.WAIVED: msg("waived"),
    Outcome.NOT_EVALUATED: msg("not evaluated"),
    Outcome.NOT_APPLICABLE: msg("not applicable"),
}
"""The words for what became of a rule."""
