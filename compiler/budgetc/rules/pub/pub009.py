"""PUB009: operating cost is told with its change and why it changed."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some
from budgetc.rules.tpx.items import figure_of


@rule("PUB009")
def operating_cost_is_explained(context: RuleContext) -> Findings:
    spec = figure_of(context, "operating_cost")
    there = some(context.figure(spec), msg("there is no operating cost"))
    entry, prior = context.consolidated.operating_cost, context.last_figure(spec)
    if entry is not None and entry.prior is None and context.layout.compares in entry.amounts:
        prior = entry.amounts[context.layout.compares]
    told = context.by_body(spec, spec.prior[0]) if prior is None and spec.prior else None
    if told is not None and told.without_word:
        raise NotEvaluated(msg("what a unit spent last year is not given"))  # asked for in its file
    if prior is None:
        yield Violation(
            context.budget.origin.key_span("operating_cost"),
            msg(
                "the operating cost is {amount}, and nothing says how it changed",
                amount=context.money(there),
            ),
            hint=msg(
                "add operating_cost: {{{key}: , reason: }} with last year's amount and the reason",
                key=context.layout.compares,
            ),
        )
    elif (
        prior != there
        and not (entry is not None and entry.reason)
        and _is_small(context, there, prior)
    ):
        yield Violation(
            context.budget.origin.key_span("operating_cost"),
            msg(
                "the operating cost is {now}, last year's was {then}: a difference of "
                "{difference} without a reason",
                **context.compared(now=there, then=prior),
            ),
            hint=msg("add reason: under operating_cost:"),
        )


def _is_small(context: RuleContext, now: int, then: int) -> bool:
    """Tell whether a change is too small for PCT005, which asks for the reason of any other."""
    least = context.thresholds.growth_reason
    return least is None or abs(now - then) * 100 < least * then
