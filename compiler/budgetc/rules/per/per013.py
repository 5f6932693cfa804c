"""PER013: the department's targets agree with its projects' for the same thing.

a department's target = Σ targets of the projects that share its `measure`.
Counts of several projects, its units' too, are added up; percentages are each the same.
Source: arithmetic; seen in published budgets.
"""

from __future__ import annotations

from fractions import Fraction

from budgetc.budget.model import Indicator
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.lists.model import TargetLists
from budgetc.rules.per.numbers import fen_of, number_of, number_text, whole_fen
from budgetc.rules.per.places import place_of_target
from budgetc.rules.per.tables import project_tables
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule


@rule("PER013")
def department_and_projects_agree(context: RuleContext) -> Findings:
    performance = context.budget.performance
    shared = [i for i in performance.indicators if i.measure] if performance else []
    if not shared:
        yield NotApplicable(msg("no target of the department says what it measures (measure:)"))
    words = context.lists.targets
    by_measure = _by_measure(context)
    for indicator in shared:
        parts = by_measure.get(indicator.measure or "", [])
        yield from _check(context, indicator, parts, words)


def _by_measure(context: RuleContext) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for table in project_tables(context.consolidated):
        for indicator in table.indicators:
            if indicator.measure:
                found.setdefault(indicator.measure, []).append(indicator)
    return found


def _check(
    context: RuleContext, indicator: Indicator, parts: list[Indicator], words: TargetLists
) -> Findings:
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
    if indicator.unit in words.percent:  # no sum: the one that is farthest away
        known = [max(known, key=lambda number: abs(number - whole))]
    if sum(known) == whole:
        return
    yield Violation(
        indicator.origin.span("target"),
        _differs(context, indicator, whole, known),
        related=map(place_of_target, parts),
        hint=msg("correct one of them; where they count different things, give each a measure"),
    )


def _differs(
    context: RuleContext, indicator: Indicator, whole: Fraction, known: list[Fraction]
) -> Message:
    others = sum(known, Fraction(0))
    return msg(
        "{name}: the department's target is {whole}, that of its projects {parts}: a difference "
        "of {difference}",
        name=indicator.name,
        whole=_shown(context, indicator, whole),
        parts=_shown(context, indicator, others),
        difference=_shown(context, indicator, abs(whole - others)),
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
