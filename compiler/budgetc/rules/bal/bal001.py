"""BAL001: all revenue equals all expenditure."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import BALANCES, Dimensions
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.suspects import suspected

INCOMING = ("revenue", "opening", "surplus_used")
"""What comes in: of a budget revenue alone, of final accounts what the year began with as well."""

OUTGOING = ("function", "distribution", "closing")
"""What goes out, or is left at the end of the year."""


@rule("BAL001")
def revenue_equals_expenditure(context: RuleContext) -> Findings:
    revenue = context.asked(Dimensions(margin=INCOMING))
    expenditure = context.asked(Dimensions(margin=OUTGOING))
    some(revenue.facts or expenditure.facts, msg("the source has no amounts"))
    if revenue.known == expenditure.known:
        return
    basic, projects = (
        context.money(context.total("function", Dimensions(kind=kind)).known)
        for kind in (context.basic, context.projects)
    )
    origin, balances = context.consolidated.origin, context.consolidated.balances
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
            *(
                Related(balances.origin.key_span(flow), msg("balances are counted as well"))
                for flow in BALANCES
                if balances is not None and getattr(balances, flow)
            ),
        ],
        hint=suspected(
            msg("one of the lines is mistyped or left out; compare both sides"),
            context,
            revenue,
            expenditure,
        ),
    )
