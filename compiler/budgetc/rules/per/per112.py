"""PER112: a target asks for something.

no target is at least 0, no cost at most 0, no rate to be reached is 0.
Of complaints and accidents 0 is a target; that something does not shrink is one as well.
Source: arithmetic.
"""

from __future__ import annotations

from budgetc.budget.model import Indicator
from budgetc.diagnostics.messages import Message, msg
from budgetc.lists.model import TargetLists
from budgetc.rules.per.directions import is_cost, is_to_be_reached
from budgetc.rules.per.numbers import number_of, shown_target
from budgetc.rules.per.tables import NO_TARGETS, target_tables
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


@rule("PER112")
def targets_ask_for_something(context: RuleContext) -> Findings:
    words = context.lists.targets
    numbered = [
        indicator
        for table in target_tables(context.budget)
        for indicator in table.indicators
        if number_of(indicator) is not None
    ]
    if not numbered:
        yield NO_TARGETS
    for indicator in numbered:
        problem = None if number_of(indicator) else _problem(context, indicator, words)
        if problem is not None:
            yield Violation(
                indicator.origin.span("target"),
                problem,
                hint=msg("write the number that is to be reached"),
            )


def _problem(context: RuleContext, indicator: Indicator, words: TargetLists) -> Message | None:
    name, target = indicator.name, shown_target(indicator)
    if indicator.operator == ">=" and not any(word in name for word in words.beyond_hundred):
        return msg(
            "{name}: the target is {target}, which asks for nothing", name=name, target=target
        )
    if indicator.operator in ("=", "<=") and _is_paid(context, indicator, words):
        return msg(
            "{name}: the target is {target}, and what costs nothing is no cost",
            name=name,
            target=target,
        )
    if indicator.operator == "=" and is_to_be_reached(indicator, words):
        return msg(
            "{name}: the target is {target}, so that nothing is to be reached",
            name=name,
            target=target,
        )
    return None


def _is_paid(context: RuleContext, indicator: Indicator, words: TargetLists) -> bool:
    """Tell whether it is a cost of the project; 超支 and the like may well be 0."""
    return is_cost(context, indicator, words) and not words.turned.search(indicator.name)
