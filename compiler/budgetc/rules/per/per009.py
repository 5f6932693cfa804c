"""PER009: a percentage target can be reached."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.per.indicators import AT_LEAST, numbered, shown
from budgetc.rules.per.tables import names_of_indicators
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some

WHOLE = 100
"""A share of everything, in percent."""


@rule("PER009")
def percentages_are_shares(context: RuleContext) -> Findings:
    words = context.words.targets
    beyond = context.look(names_of_indicators).having(words.beyond_hundred)
    shares = [
        (indicator, number)
        for indicator, number in context.look(numbered)
        if indicator.unit in words.percent and indicator.name not in beyond
    ]
    for indicator, number in some(shares, msg("no target is a percentage")):
        if number > WHOLE and indicator.sign in AT_LEAST:
            yield Violation(
                indicator.origin.span("target"),
                msg(
                    "{name}: the target is {target}, and a share is never more than 100 %",
                    **shown(indicator),
                ),
                hint=msg("correct the target; or say in the name that it is a growth"),
            )
        elif number == WHOLE and indicator.sign in (">=", ">"):
            yield Violation(
                indicator.origin.span("operator"),
                msg(
                    "{name}: the target is {target}, as if more than 100 % were possible",
                    **shown(indicator),
                ),
                hint=msg('write operator: "="'),
            )
