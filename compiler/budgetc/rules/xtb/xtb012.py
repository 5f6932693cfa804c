"""XTB012: 职业年金 is its share of 养老保险.

2080506 = 2080505 × `occupational_pension_share` %, give or take its tolerance.
Both sums are 分 of basic expenditure in the general public budget; the tolerance is percent of
what the annuity should be, and 0.01 of the source's unit for rounded amounts.
Source: the employer pays 8 % of wages to the annuity and 16 % to the insurance; unverified.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.numbers.money import decimal_text, round_ratio
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.xtb.basic import basic_by_function

_LAST_PLACE = 100
"""Amounts are usually typed to a hundredth of the source's unit; less is no difference."""


@rule("XTB012")
def annuity_is_its_share_of_the_pension_insurance(context: RuleContext) -> Findings:
    rules, thresholds = context.lists.codes, context.thresholds
    pension = basic_by_function(context, rules.occupational_pension.pension)
    annuity = basic_by_function(context, rules.occupational_pension.annuity)
    share = thresholds.occupational_pension_share
    tolerance = thresholds.occupational_pension_tolerance
    if not (pension or annuity):
        yield NotApplicable(msg("basic expenditure has neither of these items"))
    elif not (pension and annuity):
        yield NotEvaluated(msg("only one of the two items has a line"))
    elif share is None or tolerance is None:
        yield NotEvaluated(msg("no share of the annuity is laid down here"))
    else:
        paid, due = context.sum(annuity), round_ratio(context.sum(pension) * share, 100)
        slack = round_ratio(due * tolerance, 100) + context.unit.fen // _LAST_PLACE
        if abs(paid - due) > slack:
            first, *others = context.cube.facts(annuity)
            yield Violation(
                first,
                msg(
                    "the occupational annuity is {paid}, {actual}% of the pension insurance of "
                    "{pension}; "
                    "{share}% would be {due}: a difference of {difference}",
                    paid=context.money(paid),
                    actual=_percent(paid, context.sum(pension)),
                    pension=context.money(context.sum(pension)),
                    share=share,
                    due=context.money(due),
                    difference=context.money(abs(paid - due)),
                ),
                related=context.related((*others, *context.cube.facts(pension))),
                hint=msg(
                    "compare the base of both; money that makes up for earlier years explains it"
                ),
            )


def _percent(part: int, whole: int) -> str:
    return decimal_text(round_ratio(part * 10000, whole or 1), 2)
