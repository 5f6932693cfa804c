"""BAL001: all revenue equals all expenditure."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, Kind
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable


def revenue_equals_expenditure(case: Case) -> Iterator[Finding]:
    """BAL001: 收入总计 (carry-over included) = 支出总计.

    Source: 预算法 article 12, to be compared with the official text.
    """
    income, spending = case.cube.mask("revenue"), case.cube.mask("function")
    if not (income or spending):
        yield NotApplicable(msg("the source has no amounts"))
        return
    revenue, expenditure = case.sum(income), case.sum(spending)
    if revenue == expenditure:
        return
    origin = case.budget.origin
    yield finding(
        "BAL001",
        msg(
            "revenue is {revenue}, expenditure is {expenditure}: a difference of {difference}",
            revenue=case.money(revenue),
            expenditure=case.money(expenditure),
            difference=case.money(abs(revenue - expenditure)),
        ),
        origin.key_span("revenue"),
        related=[
            Related(
                origin.key_span("basic_expenditure"),
                msg("basic expenditure: {amount}", amount=case.money(_sum(case, Kind.BASIC))),
            ),
            Related(
                origin.key_span("project_expenditure"),
                msg("project expenditure: {amount}", amount=case.money(_sum(case, Kind.PROJECT))),
            ),
        ],
        hint=msg("one of the lines is mistyped or left out; compare both sides"),
    )


def _sum(case: Case, kind: Kind) -> int:
    return case.sum(case.cube.mask("function", Dimensions(kind=(kind,))))
