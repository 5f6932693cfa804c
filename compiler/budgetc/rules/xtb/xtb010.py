"""XTB010: function items and economic items that are the same money agree."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, finding
from budgetc.ledger import Dimensions, Kind
from budgetc.messages import msg
from budgetc.rules.case import Case
from budgetc.values import Code

GENERAL = ("general",)


def item_pairs_agree(case: Case) -> Iterator[Diagnostic]:
    """XTB010: 养老保险, 职业年金, 住房公积金 and 医疗, by function item = by economic item.

    Source: practice; the pairs are `item_pairs.json` of the edition. They agree to the yuan in
    three of four recomputed budgets.
    """
    basic = (Kind.BASIC,)
    for pair in case.catalogue.pairs:
        function = tuple(Code(code) for code in pair.function)
        economic = tuple(Code(code) for code in pair.economic)
        by_function = case.cube.mask(
            "function", Dimensions(fund=GENERAL, kind=basic, function=function)
        )
        by_economic = case.cube.mask(
            "economic", Dimensions(fund=GENERAL, kind=basic, economic=economic)
        )
        left, right = case.sum(by_function), case.sum(by_economic)
        if left == right or not (by_function and by_economic):
            continue
        first = case.cube.facts(by_function)
        yield finding(
            "XTB010",
            msg(
                "{name}: {left} by function ({function}), {right} by economic item ({economic}): a "
                "difference of {difference}",
                name=pair.name,
                left=case.money(left),
                function=" + ".join(sorted({fact.function for fact in first})),
                right=case.money(right),
                economic=" + ".join(
                    sorted({fact.economic for fact in case.cube.facts(by_economic)})
                ),
                difference=case.money(abs(left - right)),
            ),
            first[0].origin.span(first[0].key),
            related=case.related((*first[1:], *case.cube.facts(by_economic))),
            hint=msg(
                "part of it may stand under another item, such as the running of the office: move "
                "it, or be ready to explain"
            ),
        )
