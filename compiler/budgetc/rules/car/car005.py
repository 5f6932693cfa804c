"""CAR005: a source of revenue that was there last year is told of this year, if only as none."""

from __future__ import annotations

from budgetc.budget.declarations import FINAL
from budgetc.budget.lines import RevenueLine
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, msg
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, given, rule
from budgetc.source.adding import entry_like, entry_that_lacks


@rule("CAR005")
def revenue_is_told_of_in_full(context: RuleContext) -> Findings:
    if context.budget.stage == FINAL:
        raise NotApplicable(msg("accounts tell what came in, whatever was expected"))
    last = given(context.last_budget, msg("there is no source of last year"))
    there = {line.fund for line in context.consolidated.revenue}  # what a unit tells is printed
    groups = {context.fund_group(fund) for fund in there}
    for line in last.own.revenue:
        if line.amount and line.fund not in there:
            there.add(line.fund)
            group = context.fund_group(line.fund)
            yield Violation(
                context.budget.origin.key_span("revenue"),
                msg(
                    "last year {amount} came from {name}, and this year nothing is said of it",
                    amount=context.money(line.amount),
                    name=context.name("fund", line.fund, line.fund),
                )
                if group in groups
                else msg(
                    "last year {amount} came from {name}, and this year nothing is said of it or "
                    "of its like",
                    amount=context.money(line.amount),
                    name=context.name("fund", line.fund, line.fund),
                ),
                related=[Related(line.origin.span("fund"), msg("last year's line"))],
                hint=_line_to_add(context, line),
            )


def _line_to_add(context: RuleContext, last: RevenueLine) -> Message:
    """Return which line to add: the same that is asked for where a document prints its end."""
    place = entry_like(last.origin, context.budget.origin)
    return msg(
        "{line}; where there still is some, with this year's amount",
        line=entry_that_lacks(place, "reason") or "",
    )
