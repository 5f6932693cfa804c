"""PER012: the numbers in the goal sentence are those of the indicators."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from budgetc.budget.model import Indicator
from budgetc.diagnostics import finding
from budgetc.jurisdiction.load import units
from budgetc.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.per.numbers import number_of
from budgetc.rules.per.places import place_of_target
from budgetc.rules.per.tables import NO_TARGETS, TargetTable, target_tables
from budgetc.rules.per.words import TargetWords, target_words
from budgetc.rules.rule import Finding, NotApplicable

Promise = tuple[str, Fraction]
"""A number of a goal: as written, and exact."""


def goal_and_indicators_agree(case: Case) -> Iterator[Finding]:
    """PER012: each `number + unit` of the goal is the target of an indicator with that unit.

    Reported only where an indicator of the unit has a number that the goal does not name, so that
    the two are likely to be the same thing; for percentages, which are of anything, only where the
    table has one. The sum of all targets of a unit agrees as well. Money is not compared.

    Source: practice.
    """
    tables = [table for table in target_tables(case.own) if table.indicators]
    if not tables:
        yield NO_TARGETS
        return
    words = target_words(case.resources)
    compared = 0
    for table in tables:
        promised = _promised(table, words)
        for unit, indicators in _by_unit(case, table, words).items():
            compared += len(promised.get(unit, ()))
            yield from _check(table, unit, promised.get(unit, []), indicators)
    if not compared:
        yield NotApplicable(msg("no goal names a number with the unit of an indicator"))


def _by_unit(case: Case, table: TargetTable, words: TargetWords) -> dict[str, list[Indicator]]:
    """Return the indicators with a number by their unit, without money and mixed percentages."""
    counted: dict[str, list[Indicator]] = {}
    for indicator in table.indicators:
        unit = indicator.unit
        if unit and unit not in units(case.resources) and number_of(indicator) is not None:
            counted.setdefault(unit, []).append(indicator)
    return {
        unit: indicators
        for unit, indicators in counted.items()
        if unit not in words.percent or len(indicators) == 1
    }


def _promised(table: TargetTable, words: TargetWords) -> dict[str, list[Promise]]:
    """Return the numbers of a goal by their unit; the longest unit that stands there counts."""
    units_of_table = {indicator.unit for indicator in table.indicators if indicator.unit}
    longest_first = sorted(units_of_table.union(words.compound_units), key=len, reverse=True)
    goal = table.goal.replace(" ", "")
    promised: dict[str, list[Promise]] = {}
    for found in words.goal_number.finditer(goal):
        unit = next((unit for unit in longest_first if goal.startswith(unit, found.end())), "")
        written = found.group()
        promised.setdefault(unit, []).append((written, Fraction(written.replace(",", ""))))
    return promised


def _check(
    table: TargetTable, unit: str, promised: list[Promise], indicators: list[Indicator]
) -> Iterator[Finding]:
    targets = [number_of(indicator) or Fraction(0) for indicator in indicators]
    named = {number for _, number in promised}
    unnamed = [i for i, number in zip(indicators, targets, strict=True) if number not in named]
    if not unnamed or sum(targets) in named:
        return
    for written, number in promised:
        if number in targets:
            continue
        yield finding(
            "PER012",
            msg(
                "{name}: the goal says {number} {unit}, and no indicator has that target",
                name=table.name,
                number=written,
                unit=unit,
            ),
            table.origin.span("goal"),
            related=map(place_of_target, unnamed),
            hint=msg("write the same number in both"),
        )
