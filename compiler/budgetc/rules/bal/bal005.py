"""BAL005: each fund balances by itself: the budgets of fiscal appropriation, and the unit's money.

Final accounts have one surplus of all money that is no fiscal appropriation, and BAL001 has their
two sides. Where a table sets what came in for each item against what went out, each item balances.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from budgetc.budget.declarations import FINAL
from budgetc.classification.codes import CARRIED_OVER
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.ledger import Dimensions, Total
from budgetc.numbers.values import Code
from budgetc.rules.bal.bal001 import INCOMING, OUTGOING
from budgetc.rules.facts import of_departments
from budgetc.rules.printed import printed_panels
from budgetc.rules.rule import (
    Findings,
    NotApplicable,
    NotEvaluated,
    RuleContext,
    Violation,
    rule,
)
from budgetc.rules.suspects import suspected

Funds = tuple[str, ...]


@rule("BAL005")
def fund_revenue_equals_expenditure(context: RuleContext) -> Findings:
    of_departments(context)
    every = Dimensions(margin=(*INCOMING, *OUTGOING))
    groups = {*map(context.fund_group, {one.fund for one in context.asked(every).facts if one.fen})}
    own, printed = _own_money(context), tuple(_printed(context))
    by_item = tuple(printed_by_item(context))
    compared = {context.fund_group(fund) for fund in chain(*by_item, own if printed else ())}
    if len(groups) <= 1 and not groups & compared:
        raise NotApplicable(msg("all money is of one fund; BAL001 compares its two sides"))
    fiscal = (fund.code for fund in context.catalogue.fund.below(context.fiscal))
    wrong = [one for fund in (*fiscal, *own) for one in _compared(context, (fund,))]
    yield from wrong
    if not wrong:  # else its parts would tell it once more
        yield from (one for funds in printed for one in _compared(context, funds))
        yield from (one for funds in by_item for one in _items(context, funds))


def _own_money(context: RuleContext) -> Funds:
    """Return the funds of money that is neither fiscal appropriation nor carried over."""
    if context.budget.stage == FINAL:
        return ()
    funds = context.catalogue.fund
    others = (context.fiscal, context.fund_group(funds.coded(CARRIED_OVER)))
    return tuple(one.code for one in funds.below("") if one.code not in others)


def _printed(context: RuleContext) -> Iterator[Funds]:
    """Yield the funds of own money by which the document tells what is spent of which."""
    own = {*_own_money(context)}
    columns = (
        column.fund
        for panel in printed_panels(context)
        if "function" in panel.margin
        for column in panel.all_columns
    )
    for funds in dict.fromkeys(columns):
        if funds and own.issuperset(map(context.fund_group, funds)) and not own.issuperset(funds):
            yield funds


def printed_by_item(context: RuleContext) -> Iterator[Funds]:
    """Yield the funds of which a table has all that came in and went out, a row an item."""
    for panel in printed_panels(context):
        if panel.rows.by == "function" and {"revenue", "function"}.issubset(panel.margin):
            yield panel.fund


def _items(context: RuleContext, funds: Funds) -> Findings:
    """Yield the items of which more goes out than came in: what these have too much, others lack.

    What names no item is asked for by the table itself.
    """
    every = context.asked(Dimensions(margin=(*INCOMING, *OUTGOING), fund=funds)).facts
    if not all(fact.function for fact in every if fact.fen):
        yield NotEvaluated(msg("an amount does not say for which function item it is"))
        return
    sides = sides_by_item(context, Dimensions(fund=funds))
    left = [fact for income, outgo in sides.values() if income.known > outgo.known
            for fact in income.facts]  # fmt: skip
    for code, (income, outgo) in sides.items():
        if income.known < outgo.known:
            yield Violation(
                outgo.facts[0],
                msg(
                    "{fund}, {item}: {income} came in or was there at the beginning of the year, "
                    "{outgo} was spent or is left at its end: a difference of {difference}",
                    fund=enumerated(context.name("fund", fund, fund) for fund in funds),
                    item=context.coded("function", code),
                    **context.compared(income=income.known, outgo=outgo.known),
                ),
                related=context.related((*outgo.facts[1:], *income.facts, *left)),
                hint=msg("the difference stands under another item: correct the item of one line"),
            )


def sides_by_item(context: RuleContext, of: Dimensions) -> Mapping[str, tuple[Total, Total]]:
    """Return what came in and what went out of something, by the function item that each is of."""
    every = context.asked(replace(of, margin=(*INCOMING, *OUTGOING))).facts

    def side(margin: tuple[str, ...], code: str) -> Total:
        return context.asked(replace(of, margin=margin, function=(Code(code),)))

    items = sorted({fact.function for fact in every if fact.function})
    return {code: (side(INCOMING, code), side(OUTGOING, code)) for code in items}


def _compared(context: RuleContext, funds: Funds) -> Iterator[Violation]:
    revenue = context.asked(Dimensions(margin=INCOMING, fund=funds))
    expenditure = context.asked(Dimensions(margin=OUTGOING, fund=funds))
    if revenue.known == expenditure.known:
        return
    yield Violation(
        (revenue.facts or expenditure.facts)[0],
        msg(
            "{fund}: revenue is {revenue}, expenditure is {expenditure}: a difference of "
            "{difference}",
            fund=enumerated(context.name("fund", fund, fund) for fund in funds),
            **context.compared(revenue=revenue.known, expenditure=expenditure.known),
        ),
        related=context.related(expenditure.facts),
        hint=suspected(
            msg("a line may name the wrong fund, or lack its fund"), context, revenue, expenditure
        ),
    )
