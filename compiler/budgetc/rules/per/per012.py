"""PER012: the numbers in the goal sentence are those of the indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from budgetc.budget.model import Indicator
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.load import units
from budgetc.rules.case import Case
from budgetc.rules.per.numbers import number_of
from budgetc.rules.per.places import place_of_target
from budgetc.rules.per.tables import NO_TARGETS, TargetTable, target_tables
from budgetc.rules.per.words import TargetWords, target_words
from budgetc.rules.rule import Finding, NotApplicable

Promise = tuple[str, Fraction]
"""A number of a goal: as written, and exact."""

ByUnit = dict[str, list[Indicator]]
"""Indicators with a number, by their unit."""

_SHARED = 4
"""How many characters in a row a goal and the name of an indicator share by no chance."""


def goal_and_indicators_agree(case: Case) -> Iterator[Finding]:
    """PER012: each `number + unit` of the goal is the target of an indicator with that unit.

    Reported only where an indicator of the unit has a number that the goal does not name, so that
    the two are likely to be the same thing; for percentages, which are of anything, only where the
    table has one. The sum of all targets of a unit agrees as well. Money is not compared.

    Units that stand for each other, such as 家 and 个, are compared where no indicator has the
    goal's unit, and one of several percentages, where the goal says the words of the indicator's
    name in the clause of its number.

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
        counted = _counted(case, table)
        comparable = _comparable(counted, words)
        for unit, indicators in comparable.items():
            compared += len(promised.get(unit, ()))
            yield from _check(table, unit, promised.get(unit, []), indicators)
        yield from _check_other_words(table, counted, comparable, words)
    if not compared:
        yield NotApplicable(msg("no goal names a number with the unit of an indicator"))


def _counted(case: Case, table: TargetTable) -> ByUnit:
    """Return the indicators with a number by their unit, without money."""
    money = units(case.resources)
    counted: ByUnit = {}
    for indicator in table.indicators:
        unit = indicator.unit
        if unit and unit not in money and number_of(indicator) is not None:
            counted.setdefault(unit, []).append(indicator)
    return counted


def _comparable(counted: ByUnit, words: TargetWords) -> ByUnit:
    """Return what is compared by its unit alone: percentages are of anything, if not the only one.

    What is left over is compared where a goal has its words.
    """
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
        yield _finding(table, written, unit, unnamed)


def _check_other_words(
    table: TargetTable, counted: ByUnit, comparable: ByUnit, words: TargetWords
) -> Iterator[Finding]:
    """Compare the numbers of a goal with targets that have their words, and not their unit alone.

    That is where no indicator has the unit, but one like it, and where percentages are mixed.
    """
    units_alike = {unit for group in words.same_count for unit in group}
    longest_first = sorted({*units_alike, *counted, *words.compound_units}, key=len, reverse=True)
    goal = table.goal.replace(" ", "")
    for found in words.goal_number.finditer(goal):
        unit = next((each for each in longest_first if goal.startswith(each, found.end())), "")
        if not unit or unit in comparable:
            continue
        clause = _clause_at(goal, found.start(), words)
        alike = [
            indicator
            for other, indicators in counted.items()
            if unit == other or any({unit, other} <= group for group in words.same_count)
            for indicator in indicators
            if _shares_words(indicator.name, clause)
        ]
        if alike and Fraction(found.group().replace(",", "")) not in map(number_of, alike):
            yield _finding(table, found.group(), unit, alike)


def _clause_at(goal: str, place: int, words: TargetWords) -> str:
    """Return the clause of a goal in which a place is."""
    ends = [match.start() for match in words.clause_end.finditer(goal)]
    start = max((end for end in ends if end < place), default=-1)
    return goal[start + 1 : min((end for end in ends if end > place), default=len(goal))]


def _shares_words(name: str, clause: str) -> bool:
    """Tell whether a clause has so many characters of a name in a row that it speaks of it."""
    return any(name[i : i + _SHARED] in clause for i in range(len(name) - _SHARED + 1))


def _finding(
    table: TargetTable, written: str, unit: str, others: Iterable[Indicator]
) -> Diagnostic:
    return finding(
        "PER012",
        msg(
            "{name}: the goal says {number} {unit}, and no indicator has that target",
            name=table.name,
            number=written,
            unit=unit,
        ),
        table.origin.span("goal"),
        related=map(place_of_target, others),
        hint=msg("write the same number in both"),
    )
