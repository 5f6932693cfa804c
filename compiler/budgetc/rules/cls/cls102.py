"""CLS102: the economic codes are not shifted against their amounts.

Codes are typed without names, so that a column that slid by a line looks well-formed. Last year's
amounts tell; or codes that hardly any body of this type has, where those are missing that all have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from budgetc.budget.lines import EconomicLine
from budgetc.budget.model import Budget
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some

_FEWEST = 4
"""How many lines that fit the neighbours of last year's are no chance."""

_CLASS = 3
"""Digits of a class (类)."""


@rule("CLS102")
def economic_codes_stand_by_their_amounts(context: RuleContext) -> Findings:
    lines = some(_lines(context.budget), msg("no economic item is typed"))
    yield from _unusual(context, lines)
    last = given(context.last_budget, msg("there is no source of last year"))
    before = some(_amounts(_lines(last.own)), msg("last year's source has no economic item"))
    nearness = given(context.thresholds.same_amount, msg("no threshold is set: same_amount"))
    now = _amounts(lines)
    for _, codes in groupby(sorted(now.keys() | before.keys()), lambda code: code[:_CLASS]):
        column = tuple(codes)
        fitting = _fitting(now, before, column, 0, nearness)
        for step in (-1, 1):
            shifted = _fitting(now, before, column, step, nearness)
            if len(shifted) >= _FEWEST and len(shifted) > 2 * len(fitting):
                yield _shifted(context, [line for line in lines if line.code in shifted])


def _lines(budget: Budget) -> Sequence[EconomicLine]:
    basic = budget.basic_expenditure
    return [line for line in basic.by_economic if line.amount] if basic is not None else ()


def _amounts(lines: Sequence[EconomicLine]) -> Mapping[str, int]:
    amounts: dict[str, int] = {}
    for line in lines:
        amounts[line.code] = amounts.get(line.code, 0) + line.amount
    return amounts


def _fitting(
    now: Mapping[str, int],
    before: Mapping[str, int],
    column: Sequence[str],
    step: int,
    nearness: int,
) -> list[str]:
    """Return the codes of this year with about last year's amount of the code some steps away."""
    pairs = (
        (code, now.get(code, 0), before.get(column[place + step], 0))
        for place, code in enumerate(column)
        if 0 <= place + step < len(column)
    )
    return [
        code for code, one, other in pairs if one and abs(one - other) * 100 <= nearness * other
    ]


def _shifted(context: RuleContext, lines: Sequence[EconomicLine]) -> Violation:
    first, *others = lines
    return Violation(
        first.origin.span("code"),
        msg(
            "{count} economic items have about the amounts that their neighbours had last year: "
            "{codes}",
            count=len(lines),
            codes=enumerated(line.code for line in lines),
        ),
        related=_named(context, others),
        hint=msg("the codes may have slid by a line: compare each with its name"),
    )


def _unusual(context: RuleContext, lines: Sequence[EconomicLine]) -> Findings:
    usual = context.lists.codes.economic_items.get(context.budget.department.type)
    most = context.thresholds.unusual_codes
    if usual is None or most is None:
        return
    codes = {line.code for line in lines}
    of_class = [code for code in codes if code.startswith(usual.economic)]
    missing = [code for code in usual.always if code not in codes]
    seldom = [line for line in lines if line.code in usual.seldom]
    if len(of_class) >= usual.fewest and missing and len(seldom) >= most:
        first, *others = seldom
        yield Violation(
            first.origin.span("code"),
            msg(
                "items that few such bodies have are here ({seldom}), and {missing}, which nearly "
                "all have, is not",
                seldom=enumerated(line.code for line in seldom),
                missing=context.coded("economic", missing[0]),
            ),
            related=_named(context, others),
            hint=msg("the codes may have slid by a line: compare each with its name"),
        )


def _named(context: RuleContext, lines: Sequence[EconomicLine]) -> list[Related]:
    return [
        Related(line.origin.span("code"), context.coded("economic", line.code)) for line in lines
    ]
