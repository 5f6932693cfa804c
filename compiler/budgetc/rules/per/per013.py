"""PER013: the department's targets agree with its projects' for the same thing."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import Value, msg
from budgetc.rules.per.indicators import fen_of, number_of, number_text, place_of_target, whole_fen
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


@rule("PER013")
def department_and_projects_agree(context: RuleContext) -> Findings:
    performance = context.budget.performance
    shared = some(
        [i for i in performance.indicators if i.measure] if performance else [],
        msg("no target of the department says what it measures (measure:)"),
    )
    by_measure: dict[str | None, list[Indicator]] = defaultdict(list)
    for project in context.consolidated.projects:
        for part in project.indicators:
            by_measure[part.measure].append(part)
    for indicator in shared:
        yield from _check(context, indicator, by_measure[indicator.measure])


def _check(context: RuleContext, indicator: Indicator, parts: list[Indicator]) -> Findings:
    if not parts:
        yield NotEvaluated(
            msg(
                "{name}: no project has an indicator with measure: {measure}",
                name=indicator.name,
                measure=indicator.measure or "",
            )
        )
        return
    whole, numbers = _number(context, indicator), [_number(context, part) for part in parts]
    known = [number for number in numbers if number is not None]
    if whole is None or len(known) < len(numbers) or not _of_one_unit(context, [indicator, *parts]):
        yield NotEvaluated(
            msg(
                "{name}: its target and those of its projects are no numbers of one unit",
                name=indicator.name,
            )
        )
        return
    others = sum(known, Fraction(0))
    if indicator.unit in context.words.targets.percent:  # no sum: the one that is farthest away
        others = max(known, key=lambda number: abs(number - whole))
    if others == whole:
        return
    yield Violation(
        indicator.origin.span("target"),
        msg(
            "{name}: the department's target is {whole}, that of its projects {parts}: a "
            "difference of {difference}",
            name=indicator.name,
            whole=_shown(context, indicator, whole),
            parts=_shown(context, indicator, others),
            difference=_shown(context, indicator, abs(whole - others)),
        ),
        related=map(place_of_target, parts),
        hint=msg("correct one of them; where they count different things, give each a measure"),
    )


def _shown(context: RuleContext, indicator: Indicator, number: Fraction) -> Value:
    if fen_of(context, indicator) is not None:
        return context.money(whole_fen(number))
    return f"{number_text(number)} {indicator.unit or ''}".rstrip()


def _number(context: RuleContext, indicator: Indicator) -> Fraction | None:
    """Return a target to compare: money in 分, all else as typed."""
    fen = fen_of(context, indicator)
    return number_of(indicator) if fen is None else fen


def _of_one_unit(context: RuleContext, indicators: list[Indicator]) -> bool:
    money = [fen_of(context, indicator) is not None for indicator in indicators]
    return all(money) or len({indicator.unit for indicator in indicators}) == 1
