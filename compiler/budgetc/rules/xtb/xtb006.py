"""XTB006: basic expenditure is the same money by function and by economic item."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import OWN_GENERAL, BasicExpenditure
from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, Kind
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated


def basic_expenditure_agrees_by_function_and_economic_item(case: Case) -> Iterator[Finding]:
    """XTB006: 基本支出 by 功能分类 = by 经济分类, budget by budget.

    The general public budget must have both; of any other budget, what a source splits both ways
    must agree.

    Source: layout of 一般公共预算支出情况表 and 一般公共预算基本支出情况表.
    """
    basic = case.budget.basic_expenditure
    narrow = Dimensions(kind=(Kind.BASIC,))
    mask = case.cube.mask("function", narrow) | case.cube.mask("economic", narrow)
    if basic is None or not mask:
        yield NotApplicable(msg("there is no basic expenditure"))
        return
    groups = dict.fromkeys(case.fund_group(fact.fund) for fact in case.cube.facts(mask))
    for group in groups:
        yield from _check(case, basic, group)


def _check(case: Case, basic: BasicExpenditure, group: str) -> Iterator[Finding]:
    narrow = Dimensions(fund=(group,), kind=(Kind.BASIC,))
    function, economic = (case.cube.mask(margin, narrow) for margin in ("function", "economic"))
    by_function, by_economic = case.sum(function), case.sum(economic)
    entry = case.catalogue.fund.get(group)
    fund = entry.name if entry else group
    if by_function == by_economic:
        return
    if group != case.fund_group(OWN_GENERAL) and not (function and economic):
        yield NotEvaluated(msg("{fund}: basic expenditure is split one way only", fund=fund))
        return
    yield finding(
        "XTB006",
        msg(
            "{fund}: basic expenditure is {by_function} by function, {by_economic} by economic "
            "item: a difference of {difference}",
            fund=fund,
            by_function=case.money(by_function),
            by_economic=case.money(by_economic),
            difference=case.money(abs(by_function - by_economic)),
        ),
        basic.origin.key_span("by_function"),
        related=[
            Related(basic.origin.key_span("by_economic"), msg("the economic items stand here"))
        ],
        hint=msg("it is the same money; an amount in one of the lists is mistyped or left out"),
    )
