"""BAL014: a kind of expenditure with a fund of its own is paid from that fund."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.budget.declarations import FINAL
from budgetc.budget.lines import OtherLine
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Bilingual, msg
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("BAL014")
def other_kinds_are_paid_from_their_fund(context: RuleContext) -> Findings:
    paid_from = context.lists.kind_funds.paid_from
    lines = some(
        [one for one in context.budget.other_expenditure if one.kind in paid_from and one.amount],
        msg("no expenditure is of a kind that has a fund of its own"),
    )
    for kind, fund in paid_from.items():
        of_kind = [one for one in lines if one.kind == kind]
        if of_kind:
            yield from _of_kind(context, of_kind, fund)


def _of_kind(context: RuleContext, lines: Sequence[OtherLine], fund: str) -> Findings:
    """Yield the lines that another fund pays for; else the first, if its fund has less.

    Money of the unit's own that was carried over may be of the fund: nothing tells it apart. Final
    accounts may show a loss, which other money of the unit's own covers.
    """
    name = _name(context, lines[0].kind)
    others = [one for one in lines if one.fund != fund]
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
                "write fund: {fund}, and that revenue; or type it as basic expenditure or a "
                "project, if it is part of the unit's own work",
                fund=fund,
            ),
        )
    own = context.budget
    revenue = [one for one in own.revenue if one.fund == fund]
    spent, there = sum(one.amount for one in lines), sum(one.amount for one in revenue)
    if others or spent <= there or own.stage == FINAL or _carried_over(context, fund):
        return
    yield Violation(
        lines[0].origin.span("amount"),
        msg(
            "{kind} is {spent}, and {fund} is {there}: a difference of {difference}",
            kind=name,
            fund=context.name("fund", fund, fund),
            **context.compared(spent=spent, there=there),
        ),
        related=[Related(one.origin.span("amount"), msg("the revenue is here")) for one in revenue],
        hint=msg(
            "add the revenue (fund: {fund}); or correct the amount or the kind",
            fund=fund,
        ),
    )


def _carried_over(context: RuleContext, fund: str) -> bool:
    """Tell whether money of the budget that a fund belongs to was carried over."""
    group = context.fund_group(fund)
    return any(group in one.fund for one in context.budget.carry_over)


def _name(context: RuleContext, kind: str) -> Bilingual:
    known = context.catalogue.kinds[kind]
    return Bilingual(known.english, known.name)
