"""PER010: a unit cost times its quantity fits into the project's money.

A quantity that is only bounded from above promises nothing, and is not compared.
"""

from __future__ import annotations

from budgetc.budget.lines import Project
from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.rules.per import indicators
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


@rule("PER010")
def unit_costs_fit_the_amount(context: RuleContext) -> Findings:
    priced = [
        (project, cost)
        for project in context.budget.projects
        for cost in project.indicators
        if cost.per is not None
    ]
    for project, cost in some(priced, msg("no indicator is a cost per piece (per:)")):
        counted = [i for i in project.indicators if i.measure == cost.per and i is not cost]
        if counted:
            yield from _check(context, project, cost, counted[0])
        else:
            yield indicators.priced_by_nothing(
                cost,
                project.indicators,
                msg(
                    "{name}: no indicator of this project has measure: {measure}",
                    name=cost.name,
                    measure=cost.per or "",
                ),
            )


def _check(
    context: RuleContext, project: Project, cost: Indicator, quantity: Indicator
) -> Findings:
    price, pieces = indicators.fen_of(context, cost), indicators.number_of(quantity)
    if price is None or pieces is None:
        yield NotEvaluated(
            msg(
                "{cost} × {quantity}: one of them is no number, or the cost no amount of money",
                cost=cost.name,
                quantity=quantity.name,
            )
        )
        return
    needed, given = price * pieces, project.amount
    if needed <= given or quantity.sign not in indicators.AT_LEAST:
        return
    yield Violation(
        cost.origin.span("target"),
        msg(
            "{name}: {cost} each for {quantity} makes {needed}, and the project has {given}: "
            "{difference} too little",
            name=cost.name,
            cost=context.money(indicators.whole_fen(price)),
            quantity=f"{quantity.target} {quantity.unit or ''}".rstrip(),
            needed=context.money(indicators.whole_fen(needed)),
            given=context.money(given),
            difference=context.money(indicators.whole_fen(needed - given)),
        ),
        related=(
            indicators.place_of_target(quantity),
            *indicators.places_of_allocation(context, project),
        ),
        hint=msg("lower the cost of a piece or the quantity, or give the project more"),
    )
