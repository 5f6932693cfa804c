"""XTB010: function items and economic items that are the same money agree."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.classification.catalogue import ItemPair
from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.xtb.basic import basic_by_economic, basic_by_function


def item_pairs_agree(case: Case) -> Iterator[Finding]:
    """XTB010: 养老保险, 职业年金, 住房公积金 and 医疗, by function item = by economic item.

    Source: practice; the pairs are `item_pairs.json` of the edition. They agree to the yuan in
    three of four recomputed budgets.
    """
    looked_at = False
    for pair in case.catalogue.pairs:
        by_function = basic_by_function(case, pair.function)
        by_economic = basic_by_economic(case, pair.economic)
        looked_at = looked_at or bool(by_function or by_economic)
        if by_function and by_economic:
            yield from _compare(case, pair, by_function, by_economic)
        elif by_function or by_economic:
            yield NotEvaluated(msg("{name}: only one of its two sides has a line", name=pair.name))
    if not looked_at:
        yield NotApplicable(msg("basic expenditure has none of these items"))


def _compare(case: Case, pair: ItemPair, by_function: int, by_economic: int) -> Iterator[Finding]:
    left, right = case.sum(by_function), case.sum(by_economic)
    if left == right:
        return
    function, economic = case.cube.facts(by_function), case.cube.facts(by_economic)
    yield finding(
        "XTB010",
        msg(
            "{name}: {left} by function ({function}), {right} by economic item ({economic}): a "
            "difference of {difference}",
            name=pair.name,
            left=case.money(left),
            function=" + ".join(sorted({fact.function for fact in function})),
            right=case.money(right),
            economic=" + ".join(sorted({fact.economic for fact in economic})),
            difference=case.money(abs(left - right)),
        ),
        function[0].origin.span(function[0].key),
        related=case.related((*function[1:], *economic)),
        hint=msg(
            "part of it may stand under another item, such as the running of the office: move "
            "it, or be ready to explain"
        ),
    )
