"""PER102: what an indicator measures, another indicator measures too."""

from __future__ import annotations

from collections import Counter

from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.rules.per.indicators import priced_by_nothing
from budgetc.rules.per.tables import target_tables, typed_indicators, typed_tables
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


@rule("PER102")
def measures_are_shared(context: RuleContext) -> Findings:
    some(
        any(indicator.measure or indicator.per for indicator in context.look(typed_indicators)),
        msg("no indicator says what it measures (measure:)"),
    )
    if context.budget.kind == "unit":
        raise NotEvaluated(msg("a unit's targets are compared with its department's"))
    tables = target_tables(context.consolidated)
    measures = Counter(i.measure for table in tables for i in table.indicators if i.measure)
    for table in context.look(typed_tables):
        here = {indicator.measure for indicator in table.indicators}
        costs = [indicator for indicator in table.indicators if indicator.per]
        unmeasured = [cost for cost in costs if cost.per not in here]
        for cost in unmeasured if table.project is None else ():
            problem = msg(
                "{name}: no indicator has measure: {measure}",
                name=cost.name,
                measure=cost.per or "",
            )
            yield priced_by_nothing(cost, table.indicators, problem)
        if unmeasured:
            continue  # one of the measures may be what was meant
        for indicator in table.indicators:
            measure = indicator.measure
            if not measure or measures[measure] > 1 or measure in {cost.per for cost in costs}:
                continue
            others = tuple(other for other in measures if other != measure)
            yield Violation(
                indicator.origin.span("measure"),
                msg(
                    "{name}: no other indicator has measure: {measure} or per: {measure}; its "
                    "target is compared with nothing",
                    name=indicator.name,
                    measure=measure,
                ),
                hint=choices(measure, others)
                if others
                else msg("write it at the indicator that it goes with, or delete it here"),
            )
