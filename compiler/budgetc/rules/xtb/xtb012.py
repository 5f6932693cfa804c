"""XTB012: 职业年金 is its share of 养老保险."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.numbers.money import percent_text, round_ratio
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, given, rule, some
from budgetc.rules.xtb.basic import basic_items

_LAST_PLACE = 100
"""Amounts are usually typed to a hundredth of the source's unit; less is no difference."""


@rule("XTB012")
def annuity_is_its_share_of_the_pension_insurance(context: RuleContext) -> Findings:
    codes, thresholds = context.lists.codes.occupational_pension, context.thresholds
    pension = basic_items(context, "function", codes.pension)
    annuity = basic_items(context, "function", codes.annuity)
    some(pension.facts or annuity.facts, msg("basic expenditure has neither of these items"))
    if not (pension.facts and annuity.facts):
        raise NotEvaluated(msg("only one of the two items has a line"))
    unknown = msg("no share of the annuity is laid down here")
    share = given(thresholds.occupational_pension_share, unknown)
    tolerance = given(thresholds.occupational_pension_tolerance, unknown)
    paid, due = annuity.known, round_ratio(pension.known * share, 100)
    slack = round_ratio(due * tolerance, 100) + context.unit.fen // _LAST_PLACE
    if abs(paid - due) > slack:
        first, *others = annuity.facts
        yield Violation(
            first,
            msg(
                "the occupational annuity is {paid}, {actual}% of the pension insurance of "
                "{pension}; "
                "{share}% would be {due}: a difference of {difference}",
                actual=percent_text(paid, pension.known or 1),
                pension=context.money(pension.known),
                share=share,
                **context.compared(paid=paid, due=due),
            ),
            related=context.related((*others, *pension.facts)),
            hint=msg("compare the base of both; money that makes up for earlier years explains it"),
        )
