"""PER113: what is called a rate is in percent.

an indicator named …率 is in %, ‰ or 倍; one that may reach everything, in %.
Rates of something per something, such as 周转率 or 人/10万人, have units of their own.
Source: practice.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TargetLists
from budgetc.rules.per.numbers import number_of, shown_target
from budgetc.rules.per.tables import target_tables
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule


@rule("PER113")
def rates_are_in_percent(context: RuleContext) -> Findings:
    words = context.lists.targets
    rates = [
        indicator
        for table in target_tables(context.budget)
        for indicator in table.indicators
        if indicator.unit
        and number_of(indicator) is not None
        and _is_share(indicator.name, indicator.unit, words)
    ]
    if not rates:
        yield NotApplicable(msg("no indicator is a rate"))
    for indicator in rates:
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


def _is_share(name: str, unit: str, words: TargetLists) -> bool:
    other = words.rate_in_other_units
    return bool(words.rate.search(name)) and not (other.search(name) or other.search(unit))
