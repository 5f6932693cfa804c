"""BAL005: each fund of fiscal appropriation balances by itself."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.rules.case import FISCAL, Case
from budgetc.rules.rule import Finding, NotApplicable


def fund_revenue_equals_expenditure(case: Case) -> Iterator[Finding]:
    """BAL005: 财政拨款收入 = 财政拨款支出, fund by fund.

    Source: layout of 财政拨款收支总体情况表, which sets both sides against each other by fund.
    """
    if len(_funds_with_money(case)) <= 1:
        yield NotApplicable(msg("all money is of one fund; BAL001 compares its two sides"))
        return
    for fund in case.catalogue.fund.entries.values():
        if fund.parent != FISCAL:
            continue
        narrow = Dimensions(fund=(fund.code,))
        revenue = case.cube.mask("revenue", narrow)
        expenditure = case.cube.mask("function", narrow)
        difference = case.sum(revenue) - case.sum(expenditure)
        if difference == 0:
            continue
        facts = case.cube.facts(revenue) or case.cube.facts(expenditure)
        yield finding(
            "BAL005",
            msg(
                "{fund}: revenue is {revenue}, expenditure is {expenditure}: a difference of "
                "{difference}",
                fund=fund.name,
                revenue=case.money(case.sum(revenue)),
                expenditure=case.money(case.sum(expenditure)),
                difference=case.money(abs(difference)),
            ),
            facts[0].origin.span(facts[0].key),
            related=case.related(case.cube.facts(expenditure)),
            hint=msg("a line may name the wrong fund, or lack its fund"),
        )


def _funds_with_money(case: Case) -> set[str]:
    facts = case.cube.facts(case.cube.mask("revenue") | case.cube.mask("function"))
    return {case.fund_group(fact.fund) for fact in facts if fact.fen}
