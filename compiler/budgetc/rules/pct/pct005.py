"""PCT005: a line that changed much has a reason."""

from __future__ import annotations

from budgetc.diagnostics.messages import Message, msg
from budgetc.numbers.money import percent_text
from budgetc.rules.facts import of_departments
from budgetc.rules.rule import Findings, RuleContext, Violation, document_of, given, rule, some
from budgetc.rules.yoy.comparisons import compared_lines, unknown


@rule("PCT005")
def large_changes_have_a_reason(context: RuleContext) -> Findings:
    of_departments(context)
    threshold = given(
        context.thresholds.growth_reason,
        msg("no threshold is set from which a change needs a reason"),
    )
    document_of(context)
    lines = some(
        context.look(compared_lines), msg("there is no line that could be compared with last year")
    )
    yield from unknown(line.prior for line in lines)
    for line in lines:
        if line.reason or not line.prior or line.change is None:
            continue
        if abs(line.change) * 100 >= line.prior * threshold:
            yield Violation(
                line.span(),
                msg(
                    "{name}: {prior} last year, {amount} this year, {change}; no reason is given",
                    name=line.name,
                    prior=context.money(line.prior),
                    amount=context.money(line.amount),
                    change=_in_percent(line.change, line.prior),
                ),
                hint=msg(
                    "a change of {threshold}% or more needs a reason: add reason: to this entry",
                    threshold=threshold,
                ),
            )


def _in_percent(change: int, prior: int) -> Message:
    percent = percent_text(abs(change), prior)
    if change > 0:
        return msg("{percent}% more", percent=percent)
    return msg("{percent}% less", percent=percent)
