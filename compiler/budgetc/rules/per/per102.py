"""PER102: what an indicator measures, another indicator measures too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from budgetc.budget.model import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.rules.per.tables import indicators_of, target_tables
from budgetc.rules.rule import (
    Findings,
    NotEvaluated,
    RuleContext,
    Violation,
    Violations,
    rule,
    some,
)


@rule("PER102")
def measures_are_shared(context: RuleContext) -> Findings:
    some(
        any(indicator.measure or indicator.per for indicator in indicators_of(context.budget)),
        msg("no indicator says what it measures (measure:)"),
    )
    if context.budget.kind == "unit":
        raise NotEvaluated(msg("a unit's targets are compared with its department's"))
    measures = Counter(i.measure for i in indicators_of(context.consolidated) if i.measure)
    for table in target_tables(context.budget):
        here = tuple(dict.fromkeys(i.measure for i in table.indicators if i.measure))
        priced = {i.per for i in table.indicators if i.per}
        if not priced <= set(here):  # and so one of the measures may be what was meant
            if table.project is None:
                yield from _priced_by_nothing(table.indicators, here)
            continue
        for indicator in table.indicators:
            measure = indicator.measure
            if measure and measures[measure] == 1 and measure not in priced:
                yield _alone(indicator, measure, tuple(measures))


def _alone(indicator: Indicator, measure: str, measures: Sequence[str]) -> Violation:
    others = tuple(other for other in measures if other != measure)
    return Violation(
        indicator.origin.span("measure"),
        msg(
            "{name}: no other indicator has measure: {measure} or per: {measure}; its target is "
            "compared with nothing",
            name=indicator.name,
            measure=measure,
        ),
        hint=choices(measure, others)
        if others
        else msg("write it at the indicator that it goes with, or delete it here"),
    )


def _priced_by_nothing(indicators: Iterable[Indicator], measures: Sequence[str]) -> Violations:
    for cost in indicators:
        if cost.per and cost.per not in measures:
            yield Violation(
                cost.origin.span("per"),
                msg(
                    "{name}: no indicator has measure: {measure}", name=cost.name, measure=cost.per
                ),
                hint=choices(cost.per, measures)
                if measures
                else msg("add it to the indicator that says how many"),
            )
