"""YOY102: last year's revenue is last year's expenditure, in all and fund by fund.

Final accounts type totals: what was spent of fiscal appropriation, and what was left of it for this
year to begin with, is all of it; and with what is left of other money no more than all there was.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics.messages import msg
from budgetc.ledger import EVERYTHING, Dimensions, Fact, Period, Total
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
    if context.budget.stage == FINAL:
        yield from _totals(context)
        return
    income, spending = _last_year(context, EVERYTHING)
    facts = some((*income.facts, *spending.facts), msg("the source has no amounts"))
    yield from unknown(fact.fen for fact in facts)
    revenue, expenditure = income.fen, spending.fen
    if revenue is None or expenditure is None:
        return
    if any(fact.origin.node.get("restated") for fact in facts):
        raise NotEvaluated(msg("an amount of last year is restated"))
    if revenue == expenditure:
        yield from _by_fund(context, facts)
        return
    difference = abs(revenue - expenditure)
    told = (revenue, expenditure, difference, *(fact.fen or 0 for fact in facts))
    unit = context.unit_for(*told)
    yield Violation(
        facts[0].origin.span("prior"),
        msg(
            "last year's revenue adds up to {revenue}, last year's expenditure to {expenditure}: a "
            "difference of {difference}",
            **context.compared(unit, revenue=revenue, expenditure=expenditure),
        ),
        related=[
            *(
                context.amount_at(
                    fact.span, context.name("fund", fact.fund, fact.fund), fact.fen or 0, unit
                )
                for fact in income.facts
            ),
            *context.related(spending.facts, unit),
        ],
        hint=msg(
            "one of them is mistyped; or a line that ended is missing: type it with {amount}: 0 "
            "and its {prior}:",
            amount=facts[0].origin.written("amount"),
            prior=facts[0].origin.written("prior"),
        )
        if revenue > expenditure
        else msg(
            "one of them is mistyped; if money had been carried over into last year, waive the "
            "rule with the amount"
        ),
    )


def _last_year(context: RuleContext, narrow: Dimensions) -> tuple[Total, Total]:
    cube = context.cube
    revenue, function = (
        cube.total(cube.mask(margin, narrow, Period.PRIOR)) for margin in ("revenue", "function")
    )
    return revenue, function


def _by_fund(context: RuleContext, facts: Sequence[Fact]) -> Findings:
    for fund in dict.fromkeys(context.fund_group(fact.fund) for fact in facts):
        income, spending = _last_year(context, Dimensions(fund=(fund,)))
        more = spending.known - income.known
        if more <= 0:
            continue  # what one fund has too much, another has too little: told once
        one = next((fact for fact in spending.facts if fact.fen == more), spending.facts[0])
        others = [fact for fact in (*spending.facts, *income.facts) if fact is not one]
        told = (income.known, spending.known, more, *(fact.fen or 0 for fact in others))
        unit = context.unit_for(*told)
        yield Violation(
            one,
            msg(
                "{fund}: last year's revenue is {revenue}, last year's expenditure {expenditure}: "
                "a difference of {difference}, which another fund lacks",
                fund=context.name("fund", fund, fund),
                **context.compared(unit, revenue=income.known, expenditure=spending.known),
            ),
            related=context.related(others, unit),
            hint=msg(
                "a line of last year may be of the wrong fund; of a project that several funds pay "
                "for, type prior_by_fund:"
            ),
        )
