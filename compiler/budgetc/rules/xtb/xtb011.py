"""XTB011: what retired people are paid is within the function items of retirement."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.code_rules import code_rules
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.xtb.basic import basic_by_economic, basic_by_function


def retirement_items_cover_what_retired_people_are_paid(case: Case) -> Iterator[Finding]:
    """XTB011: 离退休 (20805 01, 02, 03, 99) ≥ 离休费 + 退休费 (30301, 30302), in 分.

    Of basic expenditure in the general public budget. The function items may hold more, such as the
    public funds for retired people. The codes are `retirement` of `schema/code_rules.json`.

    Source: practice; it holds in the recomputed budgets.
    """
    rules = code_rules(case.resources)
    paid = basic_by_economic(case, rules.retirement_economic)
    held = basic_by_function(case, rules.retirement_function)
    if not paid:
        yield NotApplicable(msg("nobody is paid a pension from basic expenditure"))
        return
    if not held:
        yield NotEvaluated(msg("no function item of retirement has a line to compare with"))
        return
    left, right = case.sum(held), case.sum(paid)
    if left >= right:
        return
    first, *others = case.cube.facts(held)
    yield finding(
        "XTB011",
        msg(
            "the function items of retirement hold {left}, and retired people are paid {right} "
            "({economic}): {difference} more",
            left=case.money(left),
            right=case.money(right),
            economic=" + ".join(sorted({fact.economic for fact in case.cube.facts(paid)})),
            difference=case.money(right - left),
        ),
        first.origin.span(first.key),
        related=case.related((*others, *case.cube.facts(paid))),
        hint=msg(
            "part of it may stand under another function, such as the running of the office: move "
            "it, or be ready to explain"
        ),
    )
