"""YOY102: last year's revenue is last year's expenditure.

Σ prior of revenue = Σ prior of basic expenditure by function and of projects.
Where last year's source is there, YOY001 compares each amount with it, and this says nothing.
A line that ended counts, if it is typed with an amount of 0; money that had been carried over
into last year has no place in a source, so that expenditure may be larger by it: hence a
warning.
Source: arithmetic; the document tells last year's revenue and expenditure as two totals.
"""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Fact, Period
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule


@rule("YOY102")
def last_years_column_balances(context: RuleContext) -> Findings:
    if context.last is not None:
        yield NotApplicable(msg("last year's source is there; YOY001 compares each amount with it"))
        return
    income = context.cube.mask("revenue", period=Period.PRIOR)
    spending = context.cube.mask("function", period=Period.PRIOR)
    facts = context.cube.facts(context.cube.either(income, spending))
    revenue, expenditure = context.cube.total(income).fen, context.cube.total(spending).fen
    if not facts:
        yield NotApplicable(msg("the source has no amounts"))
    if unknown := sum(fact.fen is None for fact in facts):
        yield NotEvaluated(
            msg("lines whose amount of last year is not known: {count}", count=unknown)
        )
    if revenue is None or expenditure is None or revenue == expenditure:
        return
    if any(fact.origin.node.get("restated") for fact in facts):
        yield NotEvaluated(msg("an amount of last year is restated"))
        return
    yield Violation(
        (context.cube.facts(income) or facts)[0].origin.span("prior"),
        msg(
            "last year's revenue adds up to {revenue}, last year's expenditure to {expenditure}: a "
            "difference of {difference}",
            revenue=context.money(revenue),
            expenditure=context.money(expenditure),
            difference=context.money(abs(revenue - expenditure)),
        ),
        related=[
            *(_revenue_line(context, fact) for fact in context.cube.facts(income)),
            *context.related(context.cube.facts(spending)),
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


def _revenue_line(context: RuleContext, fact: Fact) -> Related:
    fund = context.catalogue.fund.get(fact.fund)
    return Related(
        fact.origin.span("prior"),
        msg(
            "{fund}: {amount}",
            fund=fund.name if fund else fact.fund,
            amount=context.money(fact.fen or 0),
        ),
    )
