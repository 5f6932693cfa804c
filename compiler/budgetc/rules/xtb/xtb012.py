"""XTB012: 职业年金 is its share of 养老保险."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.numbers.money import decimal_text, round_ratio
from budgetc.rules.case import Case
from budgetc.rules.code_rules import code_rules
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.xtb.basic import basic_by_function

_LAST_PLACE = 100
"""Amounts are usually typed to a hundredth of the source's unit; less is no difference."""


def annuity_is_its_share_of_the_pension_insurance(case: Case) -> Iterator[Finding]:
    """XTB012: 2080506 = 2080505 × `occupational_pension_share` %, give or take its tolerance.

    Both sums are 分 of basic expenditure in the general public budget; the tolerance is percent of
    what the annuity should be, and 0.01 of the source's unit for rounded amounts.

    Source: the employer pays 8 % of wages to the annuity and 16 % to the insurance; unverified.
    """
    rules, thresholds = code_rules(case.resources), case.thresholds
    pension = basic_by_function(case, rules.pension)
    annuity = basic_by_function(case, rules.annuity)
    share = thresholds.occupational_pension_share
    tolerance = thresholds.occupational_pension_tolerance
    if not (pension or annuity):
        yield NotApplicable(msg("basic expenditure has neither of these items"))
    elif not (pension and annuity):
        yield NotEvaluated(msg("only one of the two items has a line"))
    elif share is None or tolerance is None:
        yield NotEvaluated(msg("no share of the annuity is laid down here"))
    else:
        paid, due = case.sum(annuity), round_ratio(case.sum(pension) * share, 100)
        slack = round_ratio(due * tolerance, 100) + case.unit.fen // _LAST_PLACE
        if abs(paid - due) > slack:
            first, *others = case.cube.facts(annuity)
            yield finding(
                "XTB012",
                msg(
                    "the occupational annuity is {paid}, {actual}% of the pension insurance of "
                    "{pension}; "
                    "{share}% would be {due}: a difference of {difference}",
                    paid=case.money(paid),
                    actual=_percent(paid, case.sum(pension)),
                    pension=case.money(case.sum(pension)),
                    share=share,
                    due=case.money(due),
                    difference=case.money(abs(paid - due)),
                ),
                first.origin.span(first.key),
                related=case.related((*others, *case.cube.facts(pension))),
                hint=msg(
                    "compare the base of both; money that makes up for earlier years explains it"
                ),
            )


def _percent(part: int, whole: int) -> str:
    return decimal_text(round_ratio(part * 10000, whole or 1), 2)
