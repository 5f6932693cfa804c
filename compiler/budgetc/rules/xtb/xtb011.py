"""XTB011: what retired people are paid is within the function items of retirement."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some
from budgetc.rules.xtb.basic import basic_items, codes_of


@rule("XTB011")
def retirement_items_cover_what_retired_people_are_paid(context: RuleContext) -> Findings:
    retirement = context.lists.codes.retirement
    paid = basic_items(context, "economic", retirement.economic)
    held = basic_items(context, "function", retirement.function)
    some(paid.facts, msg("nobody is paid a pension from basic expenditure"))
    if not held.facts:
        raise NotEvaluated(msg("no function item of retirement has a line to compare with"))
    if held.known >= paid.known:
        return
    first, *others = held.facts
    yield Violation(
        first,
        msg(
            "the function items of retirement hold {left}, and retired people are paid {right} "
            "({economic}): {difference} more",
            economic=codes_of("economic", paid),
            **context.compared(left=held.known, right=paid.known),
        ),
        related=context.related((*others, *paid.facts)),
        hint=msg(
            "part of it may stand under another function, such as the running of the office: move "
            "it, or be ready to explain"
        ),
    )
