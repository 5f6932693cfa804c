"""PER113: what is called a rate is in percent."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.per.indicators import numbered, shown
from budgetc.rules.per.tables import names_of_indicators
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER113")
def rates_are_in_percent(context: RuleContext) -> Findings:
    words = context.words.targets
    numbers = context.look(numbered)
    called_so = words.rate.among(context.look(names_of_indicators))
    rates = [
        (indicator, indicator.unit)
        for indicator, _ in numbers
        if indicator.unit and indicator.name in called_so
        if not any(map(words.rate_in_other_units.search, (indicator.name, indicator.unit)))
    ]
    for indicator, unit in some(rates, msg("no indicator is a rate")):
        whole = words.more_is_better.search(indicator.name)
        if unit not in (words.percent if whole else words.rate_units):
            yield Violation(
                indicator.origin.span("unit"),
                msg("{name} is a rate, and its target is {target}", **shown(indicator)),
                hint=msg('write unit: "%"; or name the indicator after what it counts'),
            )
