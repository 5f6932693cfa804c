"""BAL005: each fund of fiscal appropriation balances by itself.

财政拨款收入 = 财政拨款支出, fund by fund.
Source: layout of 财政拨款收支总体情况表, which sets both sides against each other by fund.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.rules.rule import FISCAL, Findings, NotApplicable, RuleContext, Violation, rule


@rule("BAL005")
def fund_revenue_equals_expenditure(context: RuleContext) -> Findings:
    if len(_funds_with_money(context)) <= 1:
        yield NotApplicable(msg("all money is of one fund; BAL001 compares its two sides"))
        return
    for fund in context.catalogue.fund.entries.values():
        if fund.parent != FISCAL:
            continue
        narrow = Dimensions(fund=(fund.code,))
        revenue = context.cube.mask("revenue", narrow)
        expenditure = context.cube.mask("function", narrow)
        difference = context.sum(revenue) - context.sum(expenditure)
        if difference == 0:
            continue
        facts = context.cube.facts(revenue) or context.cube.facts(expenditure)
        yield Violation(
            facts[0],
            msg(
                "{fund}: revenue is {revenue}, expenditure is {expenditure}: a difference of "
                "{difference}",
                fund=fund.name,
                revenue=context.money(context.sum(revenue)),
                expenditure=context.money(context.sum(expenditure)),
                difference=context.money(abs(difference)),
            ),
            related=context.related(context.cube.facts(expenditure)),
            hint=msg("a line may name the wrong fund, or lack its fund"),
        )


def _funds_with_money(context: RuleContext) -> set[str]:
    facts = context.cube.facts(
        context.cube.either(context.cube.mask("revenue"), context.cube.mask("function"))
    )
    return {context.fund_group(fact.fund) for fact in facts if fact.fen}
