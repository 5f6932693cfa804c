"""PER014: last year's values of a target table are written in one way."""

from __future__ import annotations

import re

from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.rules.per.indicators import typed_number
from budgetc.rules.per.tables import TargetTable, framed_tables, prints
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some

_WITH_UNIT = re.compile(r"[0-9.,]+\s*[^0-9]{1,4}")
"""A value with its unit behind it."""


@rule("PER014")
def prior_values_are_in_one_style(context: RuleContext) -> Findings:
    printed = [
        (table, framework)
        for table, framework in context.look(framed_tables)
        if table.indicators and prints(context, table.framework, "prior")
    ]
    words = context.words.targets
    for table, framework in some(
        printed, msg("no printed table has a column for last year's values")
    ):
        signs: dict[str, Indicator] = {}
        numbers: dict[bool, Indicator] = {}
        for indicator in table.indicators:
            prior = framework.missing if indicator.prior is None else indicator.prior.strip()
            if indicator.prior is None or prior in words.no_value:
                signs.setdefault(prior, indicator)
            elif typed_number(indicator, "prior") is not None:
                numbers.setdefault(False, indicator)
            elif _WITH_UNIT.fullmatch(prior):
                numbers.setdefault(True, indicator)
        if len(signs) > 1:
            names: list[Value] = [f"“{sign}”" if sign else msg("nothing") for sign in signs]
            odd = next(i for i in signs.values() if i.prior is not None)
            yield _mixed(table, odd, names, msg("leave prior: out wherever there is no value"))
        if len(numbers) > 1:
            typed: list[Value] = [f"“{indicator.prior}”" for indicator in numbers.values()]
            hint = msg("write every value as a number without its unit")
            yield _mixed(table, numbers[True], typed, hint)


def _mixed(table: TargetTable, odd: Indicator, styles: list[Value], hint: Message) -> Violation:
    return Violation(
        odd.origin.span("prior"),
        msg(
            "{name}: last year's values are written in two ways: {first} and {second}",
            name=table.name,
            first=styles[0],
            second=styles[1],
        ),
        hint=hint,
    )
