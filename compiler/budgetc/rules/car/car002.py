"""CAR002: money that was carried over too often is surplus."""

from __future__ import annotations

from budgetc.classification.codes import CARRIED_OVER
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, given, rule, some


@rule("CAR002")
def carried_over_money_is_recent(context: RuleContext) -> Findings:
    funds = context.catalogue.fund
    fiscal = funds.coded(CARRIED_OVER)
    lines = some(
        [line for line in context.budget.carry_over if fiscal in funds.lineage(line.fund)],
        msg("no fiscal money is carried over"),
    )
    limit = given(
        context.thresholds.carry_over_years,
        msg("the jurisdiction sets no age at which money is surplus"),
    )
    if any(line.year is None for line in lines):
        yield NotEvaluated(msg("the year that first gave carried-over money is not given"))
    for line in lines:
        if line.year is not None and context.budget.year - line.year > limit:
            yield Violation(
                line.origin.span("year"),
                msg(
                    "{item}: {amount} was given in {year}, {age} years before this budget; after "
                    "{limit} years it is surplus",
                    item=line.item,
                    amount=context.money(line.amount),
                    year=str(line.year),
                    age=context.budget.year - line.year,
                    limit=limit,
                ),
                hint=msg("give it back as surplus and take the line out, or correct the year"),
            )
