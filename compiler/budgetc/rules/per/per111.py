"""PER111: an operator bounds its target on the side where it has to be bound."""

from __future__ import annotations

from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TargetLists
from budgetc.rules.per.indicators import (
    is_cost,
    is_to_be_kept_low,
    is_to_be_reached,
    numbered,
    shown,
)
from budgetc.rules.per.tables import NO_TARGETS
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER111")
def operators_bound_the_right_side(context: RuleContext) -> Findings:
    words = context.words.targets
    bounded = [indicator for indicator, _ in context.look(numbered) if indicator.operator]
    for indicator in some(bounded, NO_TARGETS):
        low = is_to_be_kept_low(indicator, words) or is_cost(context, indicator, words)
        if indicator.sign in (">=", ">") and low:
            problem = msg(
                "{name}: the target is {target}, as if more of it were better", **shown(indicator)
            )
            hint = msg('write operator: "<="; or say in the name what is to grow')
        elif indicator.sign in ("<=", "<") and _is_better_high(indicator, words):
            problem = msg(
                "{name}: the target is {target}, as if less of it were better", **shown(indicator)
            )
            hint = msg('write operator: ">="; or say in the name that it is a limit')
        else:
            continue
        yield Violation(indicator.origin.span("operator"), problem, hint=hint)


def _is_better_high(indicator: Indicator, words: TargetLists) -> bool:
    counted = indicator.category in words.quantities and indicator.unit not in words.rate_units
    limited = words.capped.search(indicator.name)
    return is_to_be_reached(indicator, words) or (counted and not limited)
