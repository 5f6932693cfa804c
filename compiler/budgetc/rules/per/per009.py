"""PER009: a percentage target can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Indicator
from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.per.numbers import AT_LEAST, number_of, shown_target
from budgetc.rules.per.tables import target_tables
from budgetc.rules.per.words import TargetWords, target_words
from budgetc.rules.rule import Finding, NotApplicable

WHOLE = 100
"""A share of everything, in percent."""


def percentages_are_shares(case: Case) -> Iterator[Finding]:
    """PER009: a target in % is at most 100, and at 100 its operator is `=`, for nothing is more.

    Upper bounds may be higher, and so may growth: names with a word for it are left alone.

    Source: arithmetic.
    """
    words = target_words(case.resources)
    shares = [
        indicator
        for table in target_tables(case.own)
        for indicator in table.indicators
        if _is_share(indicator, words)
    ]
    if not shares:
        yield NotApplicable(msg("no target is a percentage"))
    for indicator in shares:
        number = number_of(indicator) or 0
        if number > WHOLE and indicator.operator in AT_LEAST:
            yield finding(
                "PER009",
                msg(
                    "{name}: the target is {target}, and a share is never more than 100 %",
                    name=indicator.name,
                    target=shown_target(indicator),
                ),
                indicator.origin.span("target"),
                hint=msg("correct the target; or say in the name that it is a growth"),
            )
        elif number == WHOLE and indicator.operator in (">=", ">"):
            yield finding(
                "PER009",
                msg(
                    "{name}: the target is {target}, as if more than 100 % were possible",
                    name=indicator.name,
                    target=shown_target(indicator),
                ),
                indicator.origin.span("operator"),
                hint=msg('write operator: "="'),
            )


def _is_share(indicator: Indicator, words: TargetWords) -> bool:
    if indicator.unit not in words.percent or number_of(indicator) is None:
        return False
    return not any(word in indicator.name for word in words.beyond_hundred)
