"""BAL001: all revenue equals all expenditure."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, ExpenditureKind
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("BAL001")
def revenue_equals_expenditure(context: RuleContext) -> Findings:
    revenue, expenditure = context.total("revenue"), context.total("function")
    some(revenue.facts or expenditure.facts, msg("the source has no amounts"))
    if revenue.known == expenditure.known:
        return
    basic, projects = (
        context.money(context.total("function", Dimensions(kind=(kind,))).known)
        for kind in (ExpenditureKind.BASIC, ExpenditureKind.PROJECT)
    )
    origin = context.consolidated.origin
    yield Violation(
        origin.key_span("revenue"),
        msg(
            "revenue is {revenue}, expenditure is {expenditure}: a difference of {difference}",
            **context.compared(revenue=revenue.known, expenditure=expenditure.known),
        ),
        related=[
            Related(
                origin.key_span("basic_expenditure"),
                msg("basic expenditure: {amount}", amount=basic),
            ),
            Related(
                origin.key_span("project_expenditure"),
                msg("project expenditure: {amount}", amount=projects),
            ),
        ],
        hint=msg("one of the lines is mistyped or left out; compare both sides"),
    )
