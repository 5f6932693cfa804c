"""PER111: an operator bounds its target on the side where it has to be bound."""

from __future__ import annotations

from budgetc.budget.model import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TargetLists
from budgetc.rules.per.indicators import (
    is_cost,
    is_to_be_kept_low,
    is_to_be_reached,
    number_of,
    shown_target,
)
from budgetc.rules.per.tables import NO_TARGETS, indicators_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some

_FLOOR = frozenset({">=", ">"})
_CEILING = frozenset({"<=", "<"})


@rule("PER111")
def operators_bound_the_right_side(context: RuleContext) -> Findings:
    words = context.lists.targets
    numbered = [i for i in indicators_of(context.budget) if i.operator and number_of(i) is not None]
    for indicator in some(numbered, NO_TARGETS):
        shown = {"name": indicator.name, "target": shown_target(indicator)}
        if indicator.operator in _FLOOR and _is_better_low(context, indicator, words):
            problem = msg("{name}: the target is {target}, as if more of it were better", **shown)
            hint = msg('write operator: "<="; or say in the name what is to grow')
        elif indicator.operator in _CEILING and _is_better_high(indicator, words):
            problem = msg("{name}: the target is {target}, as if less of it were better", **shown)
            hint = msg('write operator: ">="; or say in the name that it is a limit')
        else:
            continue
        yield Violation(indicator.origin.span("operator"), problem, hint=hint)


def _is_better_low(context: RuleContext, indicator: Indicator, words: TargetLists) -> bool:
    return is_to_be_kept_low(indicator, words) or is_cost(context, indicator, words)


def _is_better_high(indicator: Indicator, words: TargetLists) -> bool:
    if is_to_be_reached(indicator, words):
        return True
    counted = indicator.category in words.quantities and indicator.unit not in words.rate_units
    return counted and not words.capped.search(indicator.name)
