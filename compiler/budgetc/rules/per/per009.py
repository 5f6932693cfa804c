"""PER009: a percentage target can be reached."""

from __future__ import annotations

from budgetc.budget.model import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TargetLists
from budgetc.rules.per.indicators import AT_LEAST, number_of, shown_target
from budgetc.rules.per.tables import indicators_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some

WHOLE = 100
"""A share of everything, in percent."""


@rule("PER009")
def percentages_are_shares(context: RuleContext) -> Findings:
    words = context.lists.targets
    shares = [i for i in indicators_of(context.budget) if _is_share(i, words)]
    for indicator in some(shares, msg("no target is a percentage")):
        number = number_of(indicator) or 0
        if number > WHOLE and indicator.operator in AT_LEAST:
            yield Violation(
                indicator.origin.span("target"),
                msg(
                    "{name}: the target is {target}, and a share is never more than 100 %",
                    name=indicator.name,
                    target=shown_target(indicator),
                ),
                hint=msg("correct the target; or say in the name that it is a growth"),
            )
        elif number == WHOLE and indicator.operator in (">=", ">"):
            yield Violation(
                indicator.origin.span("operator"),
                msg(
                    "{name}: the target is {target}, as if more than 100 % were possible",
                    name=indicator.name,
                    target=shown_target(indicator),
                ),
                hint=msg('write operator: "="'),
            )


def _is_share(indicator: Indicator, words: TargetLists) -> bool:
    if indicator.unit not in words.percent or number_of(indicator) is None:
        return False
    return not any(word in indicator.name for word in words.beyond_hundred)
