"""BAL001: all revenue equals all expenditure.

收入总计 (carry-over included) = 支出总计.
Source: 预算法 article 12, to be compared with the official text.
"""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, ExpenditureKind
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule


@rule("BAL001")
def revenue_equals_expenditure(context: RuleContext) -> Findings:
    income, spending = context.cube.mask("revenue"), context.cube.mask("function")
    if not (income or spending):
        yield NotApplicable(msg("the source has no amounts"))
        return
    revenue, expenditure = context.sum(income), context.sum(spending)
    if revenue == expenditure:
        return
    origin = context.consolidated.origin
    yield Violation(
        origin.key_span("revenue"),
        msg(
            "revenue is {revenue}, expenditure is {expenditure}: a difference of {difference}",
            revenue=context.money(revenue),
            expenditure=context.money(expenditure),
            difference=context.money(abs(revenue - expenditure)),
        ),
        related=[
            Related(
                origin.key_span("basic_expenditure"),
                msg(
                    "basic expenditure: {amount}",
                    amount=context.money(_sum(context, ExpenditureKind.BASIC)),
                ),
            ),
            Related(
                origin.key_span("project_expenditure"),
                msg(
                    "project expenditure: {amount}",
                    amount=context.money(_sum(context, ExpenditureKind.PROJECT)),
                ),
            ),
        ],
        hint=msg("one of the lines is mistyped or left out; compare both sides"),
    )


def _sum(context: RuleContext, kind: ExpenditureKind) -> int:
    return context.sum(context.cube.mask("function", Dimensions(kind=(kind,))))
