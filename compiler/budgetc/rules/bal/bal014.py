"""BAL014: a kind of expenditure with money of its own is paid from that money."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.budget.declarations import FINAL
from budgetc.budget.lines import OtherLine
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Bilingual, msg
from budgetc.ledger import Dimensions
from budgetc.lists.model import OwnFund
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("BAL014")
def other_kinds_are_paid_from_their_fund(context: RuleContext) -> Findings:
    paid_from = context.lists.kind_funds.paid_from
    if context.budget.stage == FINAL:
        for kind, own in paid_from.items():
            yield from _of_another_kind(context, kind, own)
    lines = some(
        [one for one in context.budget.other_expenditure if one.kind in paid_from and one.amount],
        msg("no expenditure is of a kind that has a fund of its own"),
    )
    for kind, own in paid_from.items():
        of_kind = [one for one in lines if one.kind == kind]
        if of_kind:
            yield from _of_kind(context, of_kind, own)


def _of_another_kind(context: RuleContext, kind: str, own: OwnFund) -> Findings:
    """Yield what accounts pay for the unit's own work from money that is the kind's."""
    own_work = (*context.basic, *context.projects)
    asked = Dimensions(margin=("function",), kind=own_work, fund=(own.income,), entity=OWN_OFFICE)
    for fact in context.asked(asked).facts:
        yield Violation(
            fact,
            msg(
                "{item}: {amount} is paid from {fund}, and is no {kind} here",
                item=context.coded("function", fact.function),
                amount=context.money(fact.fen or 0),
                fund=context.name("fund", own.income, own.income),
                kind=_name(context, kind),
            ),
            hint=msg(
                "type it under other_expenditure: with kind: {kind}; or correct the fund",
                kind=kind,
            ),
        )


def _of_kind(context: RuleContext, lines: Sequence[OtherLine], own: OwnFund) -> Findings:
    """Yield the lines that other money pays for; else the first, if what came in for it is less.

    What was carried over for it is another rule's (CAR006). Final accounts may show a loss, which
    other money of the unit's own covers.
    """
    name, fund = _name(context, lines[0].kind), own.income
    others = [one for one in lines if one.fund not in (fund, own.carried_over)]
    for one in others:
        yield Violation(
            one.origin.span("fund"),
            msg(
                "{kind}: {amount} is paid from {other}, and not from {fund}",
                kind=name,
                amount=context.money(one.amount),
                other=context.name("fund", one.fund, one.fund),
                fund=context.name("fund", fund, fund),
            ),
            hint=msg(
                "write fund: {fund}, and that revenue, or fund: {carried} and that money under "
                "carry_over:; or type it as basic expenditure or a project, if it is part of the "
                "unit's own work",
                fund=fund,
                carried=own.carried_over,
            ),
        )
    revenue = [one for one in context.budget.revenue if one.fund == fund]
    paid = [one for one in lines if one.fund == fund]
    spent, there = sum(one.amount for one in paid), sum(one.amount for one in revenue)
    if others or spent <= there or context.budget.stage == FINAL:
        return
    yield Violation(
        paid[0].origin.span("amount"),
        msg(
            "{kind} is {spent}, and {fund} is {there}: a difference of {difference}",
            kind=name,
            fund=context.name("fund", fund, fund),
            **context.compared(spent=spent, there=there),
        ),
        related=[Related(one.origin.span("amount"), msg("the revenue is here")) for one in revenue],
        hint=msg(
            "add the revenue (fund: {fund}); where it was carried over, write fund: {carried}, and "
            "that money under carry_over: with kind: {kind}; or correct the amount or the kind",
            fund=fund,
            carried=own.carried_over,
            kind=lines[0].kind,
        ),
    )


def _name(context: RuleContext, kind: str) -> Bilingual:
    known = context.catalogue.kinds[kind]
    return Bilingual(known.english, known.name)
