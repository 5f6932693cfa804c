"""PER112: a target asks for something."""

from __future__ import annotations

from budgetc.budget.model import Indicator
from budgetc.diagnostics.messages import Message, msg
from budgetc.lists.model import TargetLists
from budgetc.rules.per.indicators import is_cost, is_to_be_reached, number_of, shown_target
from budgetc.rules.per.tables import NO_TARGETS, indicators_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER112")
def targets_ask_for_something(context: RuleContext) -> Findings:
    words = context.lists.targets
    numbered = [i for i in indicators_of(context.budget) if number_of(i) is not None]
    for indicator in some(numbered, NO_TARGETS):
        problem = None if number_of(indicator) else _problem(context, indicator, words)
        if problem is not None:
            yield Violation(
                indicator.origin.span("target"),
                problem,
                hint=msg("write the number that is to be reached"),
            )


def _problem(context: RuleContext, indicator: Indicator, words: TargetLists) -> Message | None:
    shown = {"name": indicator.name, "target": shown_target(indicator)}
    beyond = any(word in indicator.name for word in words.beyond_hundred)
    if indicator.operator == ">=" and not beyond:
        return msg("{name}: the target is {target}, which asks for nothing", **shown)
    if indicator.operator in ("=", "<=") and _is_paid(context, indicator, words):
        return msg("{name}: the target is {target}, and what costs nothing is no cost", **shown)
    if indicator.operator == "=" and is_to_be_reached(indicator, words):
        return msg("{name}: the target is {target}, so that nothing is to be reached", **shown)
    return None


def _is_paid(context: RuleContext, indicator: Indicator, words: TargetLists) -> bool:
    """Tell whether it is a cost of the project; 超支 and the like may well be 0."""
    return is_cost(context, indicator, words) and not words.turned.search(indicator.name)
