"""BAL107: accounts spend fiscal appropriation on the items that it came in for.

They print what came in item by item, and what was spent, in two tables. Where one table sets both
side by side, BAL005 judges it; and each body answers for what it types.
"""

from __future__ import annotations

from dataclasses import replace

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.rules.bal.bal001 import INCOMING, OUTGOING
from budgetc.rules.bal.bal005 import printed_by_item, sides_by_item
from budgetc.rules.facts import OWN_OFFICE, of_departments
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule


@rule("BAL107")
def items_of_accounts_balance(context: RuleContext) -> Findings:
    of_departments(context)
    if context.budget.stage != FINAL:
        raise NotApplicable(msg("only final accounts have their revenue by function item"))
    judged = {fund for funds in printed_by_item(context) for fund in funds}
    for fund in context.catalogue.fund.below(context.fiscal):
        if fund.code not in judged:
            yield from _of_fund(context, fund.code)


def _of_fund(context: RuleContext, fund: str) -> Findings:
    """Yield the item of which most is spent beyond what came in, and was left of no item."""
    mine = Dimensions(fund=(fund,), entity=OWN_OFFICE)
    income = context.asked(replace(mine, margin=INCOMING))
    outgo = context.asked(replace(mine, margin=OUTGOING))
    if income.known < outgo.known:
        return  # BAL001 or BAL005 tells it; what is passed on to units came in alone
    sides = sides_by_item(context, mine)
    more = {code: spent.known - came.known for code, (came, spent) in sides.items()}
    of_no_item = sum(fact.fen or 0 for fact in income.facts if not fact.function)
    beyond = sum(fen for fen in more.values() if fen > 0)
    if beyond <= of_no_item:
        return
    code = max(more, key=lambda one: more[one])
    came, spent = sides[code]
    left = [fact for one, (facts, _) in sides.items() if more[one] < 0 for fact in facts.facts]
    yield Violation(
        spent.facts[0],
        msg(
            "{fund}, {item}: {income} came in or was there at the beginning of the year, "
            "{outgo} was spent or is left at its end: a difference of {difference}",
            fund=context.name("fund", fund, fund),
            item=context.coded("function", code),
            **context.compared(income=came.known, outgo=spent.known),
        ),
        related=context.related((*spent.facts[1:], *came.facts, *left)),
        hint=msg(
            "correct the function item of the revenue or of the line; if money was moved from one "
            "item to another, waive this with the amount"
        ),
    )
