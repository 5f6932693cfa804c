"""XTB010: function items and economic items that are the same money agree."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some
from budgetc.rules.xtb.basic import basic_items, codes_of


@rule("XTB010")
def item_pairs_agree(context: RuleContext) -> Findings:
    pairs = [
        (pair.name, by_function, by_economic)
        for pair in context.catalogue.pairs
        for by_function in [basic_items(context, "function", pair.function)]
        for by_economic in [basic_items(context, "economic", pair.economic)]
        if by_function.facts or by_economic.facts
    ]
    for name, by_function, by_economic in some(
        pairs, msg("basic expenditure has none of these items")
    ):
        if not (by_function.facts and by_economic.facts):
            yield NotEvaluated(msg("{name}: only one of its two sides has a line", name=name))
        elif by_function.known != by_economic.known:
            first, *others = by_function.facts
            yield Violation(
                first,
                msg(
                    "{name}: {left} by function ({function}), {right} by economic item "
                    "({economic}): a difference of {difference}",
                    name=name,
                    function=codes_of("function", by_function),
                    economic=codes_of("economic", by_economic),
                    **context.compared(left=by_function.known, right=by_economic.known),
                ),
                related=context.related((*others, *by_economic.facts)),
                hint=msg(
                    "part of it may stand under another item, such as the running of the office: "
                    "move it, or be ready to explain"
                ),
            )
