"""PUB006: a unit publishes its budget soon after its department approved it."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.pub.deadlines import published_in_time
from budgetc.rules.rule import Findings, RuleContext, rule, some


@rule("PUB006")
def unit_publishes_in_time(context: RuleContext) -> Findings:
    some(context.budget.kind == "unit", msg("this is the budget of a department"))
    yield from published_in_time(context)
