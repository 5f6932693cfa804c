"""YOY102: last year's revenue is last year's expenditure."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Period
from budgetc.rules.rule import (
    Findings,
    NotApplicable,
    NotEvaluated,
    RuleContext,
    Violation,
    rule,
    some,
)
from budgetc.rules.yoy.comparisons import unknown


@rule("YOY102")
def last_years_column_balances(context: RuleContext) -> Findings:
    if context.last is not None:
        raise NotApplicable(msg("last year's source is there; YOY001 compares each amount with it"))
    cube = context.cube
    income = cube.total(cube.mask("revenue", period=Period.PRIOR))
    spending = cube.total(cube.mask("function", period=Period.PRIOR))
    facts = some((*income.facts, *spending.facts), msg("the source has no amounts"))
    yield from unknown(fact.fen for fact in facts)
    revenue, expenditure = income.fen, spending.fen
    if revenue is None or expenditure is None or revenue == expenditure:
        return
    if any(fact.origin.node.get("restated") for fact in facts):
        raise NotEvaluated(msg("an amount of last year is restated"))
    yield Violation(
        facts[0].origin.span("prior"),
        msg(
            "last year's revenue adds up to {revenue}, last year's expenditure to {expenditure}: a "
            "difference of {difference}",
            **context.compared(revenue=revenue, expenditure=expenditure),
        ),
        related=[
            *(
                context.amount_at(
                    fact.span, context.name("fund", fact.fund, fact.fund), fact.fen or 0
                )
                for fact in income.facts
            ),
            *context.related(spending.facts),
        ],
        hint=msg(
            "one of them is mistyped; or a line that ended is missing: type it with amount: 0 and "
            "its prior:"
        )
        if revenue > expenditure
        else msg(
            "one of them is mistyped; if money had been carried over into last year, waive the "
            "rule with the amount"
        ),
    )
