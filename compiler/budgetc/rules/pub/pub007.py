"""PUB007: every unit publishes its budget, or is exempt."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


@rule("PUB007")
def units_publish_or_are_exempt(context: RuleContext) -> Findings:
    listed = context.budget.department.subordinate_units
    some(listed, msg("the department has no units"))
    silent = [unit for unit in listed if unit.id is None and not unit.exempt]
    if silent and not context.units:
        raise NotEvaluated(msg("no unit of the department has a source here"))
    for unit in silent:
        yield Violation(
            unit.origin.span("name"),
            msg(
                "{name} has neither a source of its own nor a reason to publish no budget",
                name=unit.name or "",
            ),
            hint=msg("write its source and give its folder as id:, or add exempt: with the reason"),
        )
