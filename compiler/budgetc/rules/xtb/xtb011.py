"""XTB011: what retired people are paid is within the function items of retirement.

离退休 (20805 01, 02, 03, 99) ≥ 离休费 + 退休费 (30301, 30302), in 分.
Of basic expenditure in the general public budget. The function items may hold more, such as the
public funds for retired people. The codes are `retirement` of `schema/code_rules.json`.
Source: practice; it holds in the recomputed budgets.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.xtb.basic import basic_by_economic, basic_by_function


@rule("XTB011")
def retirement_items_cover_what_retired_people_are_paid(context: RuleContext) -> Findings:
    rules = context.lists.codes
    paid = basic_by_economic(context, rules.retirement.economic)
    held = basic_by_function(context, rules.retirement.function)
    if not paid:
        yield NotApplicable(msg("nobody is paid a pension from basic expenditure"))
        return
    if not held:
        yield NotEvaluated(msg("no function item of retirement has a line to compare with"))
        return
    left, right = context.sum(held), context.sum(paid)
    if left >= right:
        return
    first, *others = context.cube.facts(held)
    yield Violation(
        first,
        msg(
            "the function items of retirement hold {left}, and retired people are paid {right} "
            "({economic}): {difference} more",
            left=context.money(left),
            right=context.money(right),
            economic=" + ".join(sorted({fact.economic for fact in context.cube.facts(paid)})),
            difference=context.money(right - left),
        ),
        related=context.related((*others, *context.cube.facts(paid))),
        hint=msg(
            "part of it may stand under another function, such as the running of the office: move "
            "it, or be ready to explain"
        ),
    )
