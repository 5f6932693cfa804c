"""BAL108: accounts that spend more on operations than these brought in say so.

It is lawful (经营亏损), and a slip as often: other money covers it, so that all totals balance.
What a budget plans so, BAL014 tells.
"""

from __future__ import annotations

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Bilingual, msg
from budgetc.lists.model import OwnFund
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule, some
from budgetc.rules.yoy.comparisons import planned


@rule("BAL108")
def losses_of_operations_are_told(context: RuleContext) -> Findings:
    if context.budget.stage != FINAL:
        raise NotApplicable(msg("what a budget plans to spend of operating income, BAL014 judges"))
    paid_from = context.lists.kind_funds.paid_from
    lines = some(
        [one for one in context.budget.other_expenditure if one.kind in paid_from and one.amount],
        msg("no expenditure is of a kind that has a fund of its own"),
    )
    if any(context.words.texts.loss.search(said) for said in context.budget.other_matters):
        return
    for kind, own in paid_from.items():
        paid = [one for one in lines if (one.kind, one.fund) == (kind, own.income)]
        revenue = [one for one in context.budget.revenue if one.fund == own.income]
        spent, there = sum(one.amount for one in paid), sum(one.amount for one in revenue)
        if spent > there + _carried_over(context, kind, own):
            known = context.catalogue.kinds[kind]
            yield Violation(
                paid[0].origin.span("amount"),
                msg(
                    "{kind} is {spent}, and {fund} is {there}: a loss of {difference}",
                    kind=Bilingual(known.english, known.name),
                    fund=context.name("fund", own.income, own.income),
                    **context.compared(spent=spent, there=there),
                ),
                related=[
                    Related(one.origin.span("amount"), msg("the revenue is here"))
                    for one in revenue
                ],
                hint=msg(
                    "check both; what was left of it a year ago is spent with fund: {carried}; "
                    "if it is a loss, say under other_matters: what it comes from and how it is "
                    "covered",
                    carried=own.carried_over,
                ),
            )


def _carried_over(context: RuleContext, kind: str, own: OwnFund) -> int:
    """Return what the budget that accounts began with says was left of it, in 分."""
    beside = context.budgets_beside.get(planned(context) or "")
    lines = beside.own.carry_over if beside is not None else ()
    return sum(one.amount for one in lines if (one.kind, one.fund) == (kind, own.carried_over))
