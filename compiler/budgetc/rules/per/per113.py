"""PER113: what is called a rate is in percent."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.per.numbers import number_of, shown_target
from budgetc.rules.per.tables import target_tables
from budgetc.rules.per.words import TargetWords, target_words
from budgetc.rules.rule import Finding, NotApplicable


def rates_are_in_percent(case: Case) -> Iterator[Finding]:
    """PER113: an indicator named …率 is in %, ‰ or 倍; one that may reach everything, in %.

    Rates of something per something, such as 周转率 or 人/10万人, have units of their own.

    Source: practice.
    """
    words = target_words(case.resources)
    rates = [
        indicator
        for table in target_tables(case.own)
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
            yield finding(
                "PER113",
                msg(
                    "{name} is a rate, and its target is {target}",
                    name=indicator.name,
                    target=shown_target(indicator),
                ),
                indicator.origin.span("unit"),
                hint=msg('write unit: "%"; or name the indicator after what it counts'),
            )


def _is_share(name: str, unit: str, words: TargetWords) -> bool:
    other = words.rate_in_other_units
    return bool(words.rate.search(name)) and not (other.search(name) or other.search(unit))
