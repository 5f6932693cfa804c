"""BAL005: each fund of fiscal appropriation balances by itself."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.rules.bal.bal001 import INCOMING, OUTGOING
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule
from budgetc.rules.suspects import suspected


@rule("BAL005")
def fund_revenue_equals_expenditure(context: RuleContext) -> Findings:
    every = Dimensions(margin=(*INCOMING, *OUTGOING))
    facts = context.asked(every).facts
    funds = {fact.fund for fact in facts if fact.fen}
    if len({*map(context.fund_group, funds)}) <= 1:
        raise NotApplicable(msg("all money is of one fund; BAL001 compares its two sides"))
    for fund in context.catalogue.fund.below(context.fiscal):
        revenue = context.asked(Dimensions(margin=INCOMING, fund=(fund.code,)))
        expenditure = context.asked(Dimensions(margin=OUTGOING, fund=(fund.code,)))
        if revenue.known == expenditure.known:
            continue
        short, long = sorted((revenue.facts, expenditure.facts), key=sum_of)
        yield Violation(
            (revenue.facts or expenditure.facts)[0],
            msg(
                "{fund}: revenue is {revenue}, expenditure is {expenditure}: a difference of "
                "{difference}",
                fund=fund.name,
                **context.compared(revenue=revenue.known, expenditure=expenditure.known),
            ),
            related=context.related(expenditure.facts),
            hint=suspected(
                msg("a line may name the wrong fund, or lack its fund"),
                context,
                short,
                long,
                abs(revenue.known - expenditure.known),
            ),
        )
