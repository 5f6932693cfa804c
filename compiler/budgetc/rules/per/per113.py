"""PER113: what is called a rate is in percent."""

from __future__ import annotations

from budgetc.budget.model import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TargetLists
from budgetc.rules.per.indicators import number_of, shown_target
from budgetc.rules.per.tables import indicators_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER113")
def rates_are_in_percent(context: RuleContext) -> Findings:
    words = context.lists.targets
    rates = [i for i in indicators_of(context.budget) if _is_rate(i, words)]
    for indicator in some(rates, msg("no indicator is a rate")):
        whole = words.more_is_better.search(indicator.name)
        if indicator.unit not in (words.percent if whole else words.rate_units):
            yield Violation(
                indicator.origin.span("unit"),
                msg(
                    "{name} is a rate, and its target is {target}",
                    name=indicator.name,
                    target=shown_target(indicator),
                ),
                hint=msg('write unit: "%"; or name the indicator after what it counts'),
            )


def _is_rate(indicator: Indicator, words: TargetLists) -> bool:
    name, unit, other = indicator.name, indicator.unit, words.rate_in_other_units
    if not unit or number_of(indicator) is None or not words.rate.search(name):
        return False
    return not (other.search(name) or other.search(unit))
