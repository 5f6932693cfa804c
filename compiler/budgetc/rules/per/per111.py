"""PER111: an operator bounds its target on the side where it has to be bound."""

from __future__ import annotations

from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TargetLists
from budgetc.rules.per.indicators import is_cost, leanings, numbered, shown
from budgetc.rules.per.tables import NO_TARGETS
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER111")
def operators_bound_the_right_side(context: RuleContext) -> Findings:
    words, names = context.words.targets, context.look(leanings)
    bounded = [indicator for indicator, _ in context.look(numbered) if indicator.operator]
    for indicator in some(bounded, NO_TARGETS):
        grows, shrinks = indicator.sign in (">=", ">"), indicator.sign in ("<=", "<")
        if grows and (indicator.name in names.to_be_kept_low or is_cost(context, indicator)):
            problem = msg(
                "{name}: the target is {target}, as if more of it were better", **shown(indicator)
            )
            hint = msg('write operator: "<="; or say in the name what is to grow')
        elif shrinks and (indicator.name in names.to_be_reached or _is_unlimited(indicator, words)):
            problem = msg(
                "{name}: the target is {target}, as if less of it were better", **shown(indicator)
            )
            hint = msg('write operator: ">="; or say in the name that it is a limit')
        else:
            continue
        yield Violation(indicator.origin.span("operator"), problem, hint=hint)


def _is_unlimited(indicator: Indicator, words: TargetLists) -> bool:
    """Tell whether it counts work that has to be done, of which nobody sets a limit."""
    counted = indicator.category in words.quantities and indicator.unit not in words.rate_units
    return counted and not words.capped.search(indicator.name)
