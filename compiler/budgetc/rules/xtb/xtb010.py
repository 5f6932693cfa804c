"""XTB010: function items and economic items that are the same money agree.

养老保险, 职业年金, 住房公积金 and 医疗, by function item = by economic item.
Source: practice; the pairs are `item_pairs.json` of the edition. They agree to the yuan in
three of four recomputed budgets.
"""

from __future__ import annotations

from budgetc.classification.catalogue import ItemPair
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Mask
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.xtb.basic import basic_by_economic, basic_by_function


@rule("XTB010")
def item_pairs_agree(context: RuleContext) -> Findings:
    looked_at = False
    for pair in context.catalogue.pairs:
        by_function = basic_by_function(context, pair.function)
        by_economic = basic_by_economic(context, pair.economic)
        looked_at = looked_at or bool(by_function or by_economic)
        if by_function and by_economic:
            yield from _compare(context, pair, by_function, by_economic)
        elif by_function or by_economic:
            yield NotEvaluated(msg("{name}: only one of its two sides has a line", name=pair.name))
    if not looked_at:
        yield NotApplicable(msg("basic expenditure has none of these items"))


def _compare(
    context: RuleContext, pair: ItemPair, by_function: Mask, by_economic: Mask
) -> Findings:
    left, right = context.sum(by_function), context.sum(by_economic)
    if left == right:
        return
    function, economic = context.cube.facts(by_function), context.cube.facts(by_economic)
    yield Violation(
        function[0],
        msg(
            "{name}: {left} by function ({function}), {right} by economic item ({economic}): a "
            "difference of {difference}",
            name=pair.name,
            left=context.money(left),
            function=" + ".join(sorted({fact.function for fact in function})),
            right=context.money(right),
            economic=" + ".join(sorted({fact.economic for fact in economic})),
            difference=context.money(abs(left - right)),
        ),
        related=context.related((*function[1:], *economic)),
        hint=msg(
            "part of it may stand under another item, such as the running of the office: move "
            "it, or be ready to explain"
        ),
    )
