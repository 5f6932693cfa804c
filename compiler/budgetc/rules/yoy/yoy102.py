"""YOY102: last year's revenue is last year's expenditure."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Fact, Period
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated


def last_years_column_balances(case: Case) -> Iterator[Finding]:
    """YOY102: Σ prior of revenue = Σ prior of basic expenditure by function and of projects.

    Where last year's source is there, YOY001 compares each amount with it, and this says nothing.
    A line that ended counts, if it is typed with an amount of 0; money that had been carried over
    into last year has no place in a source, so that expenditure may be larger by it: hence a
    warning.

    Source: arithmetic; the document tells last year's revenue and expenditure as two totals.
    """
    if case.last is not None:
        yield NotApplicable(msg("last year's source is there; YOY001 compares each amount with it"))
        return
    income = case.cube.mask("revenue", period=Period.PRIOR)
    spending = case.cube.mask("function", period=Period.PRIOR)
    facts = case.cube.facts(income | spending)
    revenue, expenditure = case.cube.total(income).fen, case.cube.total(spending).fen
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
    yield finding(
        "YOY102",
        msg(
            "last year's revenue adds up to {revenue}, last year's expenditure to {expenditure}: a "
            "difference of {difference}",
            revenue=case.money(revenue),
            expenditure=case.money(expenditure),
            difference=case.money(abs(revenue - expenditure)),
        ),
        (case.cube.facts(income) or facts)[0].origin.span("prior"),
        related=[
            *(_revenue_line(case, fact) for fact in case.cube.facts(income)),
            *case.related(case.cube.facts(spending)),
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


def _revenue_line(case: Case, fact: Fact) -> Related:
    fund = case.catalogue.fund.get(fact.fund)
    return Related(
        fact.origin.span("prior"),
        msg(
            "{fund}: {amount}",
            fund=fund.name if fund else fact.fund,
            amount=case.money(fact.fen or 0),
        ),
    )
