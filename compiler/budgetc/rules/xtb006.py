"""XTB006: basic expenditure is the same money by function and by economic item."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.ledger import Dimensions, Kind
from budgetc.messages import msg
from budgetc.rules.case import Case


def basic_expenditure_agrees_by_function_and_economic_item(case: Case) -> Iterator[Diagnostic]:
    """XTB006: 一般公共预算 基本支出, by 功能分类 = by 经济分类.

    Source: layout of 一般公共预算支出情况表 and 一般公共预算基本支出情况表.
    """
    basic = case.budget.basic_expenditure
    if basic is None:
        return
    narrow = Dimensions(fund=("general",), kind=(Kind.BASIC,))
    by_function = case.sum(case.cube.mask("function", narrow))
    by_economic = case.sum(case.cube.mask("economic", narrow))
    if by_function == by_economic:
        return
    yield finding(
        "XTB006",
        msg(
            "basic expenditure is {by_function} by function, {by_economic} by economic item: a "
            "difference of {difference}",
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
