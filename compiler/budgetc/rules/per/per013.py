"""PER013: the department's targets agree with its projects' for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from budgetc.budget.model import Indicator
from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.rules.case import Case
from budgetc.rules.per.numbers import fen_of, number_of, number_text, whole_fen
from budgetc.rules.per.places import place_of_target
from budgetc.rules.per.tables import project_tables
from budgetc.rules.per.words import TargetWords, target_words
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated


def department_and_projects_agree(case: Case) -> Iterator[Finding]:
    """PER013: a department's target = Σ targets of the projects that share its `measure`.

    Counts of several projects, its units' too, are added up; percentages are each the same.

    Source: arithmetic; seen in published budgets.
    """
    performance = case.own.performance
    shared = [i for i in performance.indicators if i.measure] if performance else []
    if not shared:
        yield NotApplicable(msg("no target of the department says what it measures (measure:)"))
    words = target_words(case.resources)
    by_measure = _by_measure(case)
    for indicator in shared:
        parts = by_measure.get(indicator.measure or "", [])
        yield from _check(case, indicator, parts, words)


def _by_measure(case: Case) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for table in project_tables(case.budget):
        for indicator in table.indicators:
            if indicator.measure:
                found.setdefault(indicator.measure, []).append(indicator)
    return found


def _check(
    case: Case, indicator: Indicator, parts: list[Indicator], words: TargetWords
) -> Iterator[Finding]:
    if not parts:
        yield NotEvaluated(
            msg(
                "{name}: no project has an indicator with measure: {measure}",
                name=indicator.name,
                measure=indicator.measure or "",
            )
        )
        return
    whole, numbers = _number(case, indicator), [_number(case, part) for part in parts]
    known = [number for number in numbers if number is not None]
    if whole is None or len(known) < len(numbers) or not _of_one_unit(case, [indicator, *parts]):
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
    yield finding(
        "PER013",
        _differs(case, indicator, whole, known),
        indicator.origin.span("target"),
        related=map(place_of_target, parts),
        hint=msg("correct one of them; where they count different things, give each a measure"),
    )


def _differs(case: Case, indicator: Indicator, whole: Fraction, known: list[Fraction]) -> Message:
    others = sum(known, Fraction(0))
    return msg(
        "{name}: the department's target is {whole}, that of its projects {parts}: a difference "
        "of {difference}",
        name=indicator.name,
        whole=_shown(case, indicator, whole),
        parts=_shown(case, indicator, others),
        difference=_shown(case, indicator, abs(whole - others)),
    )


def _shown(case: Case, indicator: Indicator, number: Fraction) -> Value:
    if fen_of(case, indicator) is not None:
        return case.money(whole_fen(number))
    return f"{number_text(number)} {indicator.unit or ''}".rstrip()


def _number(case: Case, indicator: Indicator) -> Fraction | None:
    """Return a target to compare: money in 分, all else as typed."""
    fen = fen_of(case, indicator)
    return number_of(indicator) if fen is None else fen


def _of_one_unit(case: Case, indicators: list[Indicator]) -> bool:
    money = [fen_of(case, indicator) is not None for indicator in indicators]
    return all(money) or len({indicator.unit for indicator in indicators}) == 1
