"""PER004: the weights of a performance-target table add up."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Indicator
from budgetc.diagnostics import Diagnostic, finding
from budgetc.messages import Value, msg
from budgetc.rules.case import Case
from budgetc.source.origin import Origin


def weights_add_up(case: Case) -> Iterator[Diagnostic]:
    """PER004: Σ 分值权重 is one of the totals that the jurisdiction's framework allows.

    Source: 财预〔2021〕101号, to be compared with the official text: 100, or 90 where 10 points are
    kept for 预算执行率.
    """
    performance = case.budget.performance
    if performance is not None:
        name = msg("the department's targets")
        yield from _check(case, "overall", performance.origin, performance.indicators, name)
    for project in case.budget.projects:
        if project.targets is not None:
            targets = project.targets
            yield from _check(case, "project", targets.origin, targets.indicators, project.name)


def _check(
    case: Case, framework: str, origin: Origin, indicators: tuple[Indicator, ...], name: Value
) -> Iterator[Diagnostic]:
    if framework not in case.layout.frameworks or not indicators:
        return
    allowed = case.layout.frameworks[framework].weights
    total = sum(indicator.weight for indicator in indicators)
    if total in allowed:
        return
    totals: Value = allowed[0]
    for other in allowed[1:]:
        totals = msg("{first} or {second}", first=totals, second=other)
    nearest = min(allowed, key=lambda weight: abs(weight - total))
    yield finding(
        "PER004",
        msg(
            "{name}: the weights add up to {total}, not {allowed}: a difference of {difference}",
            name=name,
            total=total,
            allowed=totals,
            difference=abs(nearest - total),
        ),
        origin.key_span("indicators"),
        hint=msg("correct the weight of an indicator, or add the one that is left out"),
    )
