"""PER012: the numbers in the goal sentence are those of the indicators.

The sum of all targets of a unit agrees as well. Money is not compared; percentages, which are of
anything, only where the table has one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from operator import itemgetter

from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.frozen import NamedTuple
from budgetc.lists.model import TargetLists
from budgetc.rules.per.indicators import exact, number_of, place_of_target
from budgetc.rules.per.tables import TargetTable, filled_tables
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule
from budgetc.source.bounds import MAX_DIGITS


class _Promise(NamedTuple):
    """A number of a goal: where it is, as written, exact, and what stands behind it.

    Attributes:
        behind: so many characters as the longest unit has.
    """

    start: int
    written: str
    number: Fraction
    behind: str


ByUnit = dict[str, list[Indicator]]
"""Indicators with a number, by their unit."""

_SHARED = 4
"""How many characters in a row a goal and the name of an indicator share by no chance."""


@rule("PER012", looks_at=filled_tables)
def goal_and_indicators_agree(context: RuleContext, tables: list[TargetTable]) -> Findings:
    words = context.words.targets
    compared = 0
    alike = {unit for group in words.same_count for unit in group}
    for table in tables:
        goal, units = table.goal.replace(" ", ""), {i.unit for i in table.indicators if i.unit}
        promises = _promises(goal, {*units, *alike, *words.compound_units}, words)
        if not promises:
            continue
        promised = _by_unit(promises, {*units, *words.compound_units})
        counted = _counted(context, table)
        comparable = _comparable(counted, words)
        for unit, indicators in comparable.items():
            compared += len(promised.get(unit, ()))
            yield from _check(table, unit, promised.get(unit, []), indicators)
        like_them = _by_unit(promises, {*alike, *counted, *words.compound_units})
        yield from _check_other_words(table, goal, like_them, counted, words)
    if not compared:
        yield NotApplicable(msg("no goal names a number with the unit of an indicator"))


def _promises(goal: str, units: Collection[str], words: TargetLists) -> list[_Promise]:
    """Return the numbers of a goal before a unit; one of too many digits for an amount is none."""
    longest = max(map(len, units), default=0)
    promises = []
    for found in words.goal_number.finditer(goal):
        digits, behind = found.words.replace(",", ""), goal[found.end : found.end + longest]
        if len(digits) <= MAX_DIGITS and _unit(behind, units):
            number = exact(Decimal(digits))
            promises.append(_Promise(found.start, found.words, number, behind))
    return promises


def _unit(behind: str, units: Collection[str]) -> str:
    """Return the longest unit that stands right behind a number; nothing where none does."""
    sizes = range(len(behind), 0, -1)
    return next((behind[:size] for size in sizes if behind[:size] in units), "")


def _counted(context: RuleContext, table: TargetTable) -> ByUnit:
    """Return the indicators with a number by their unit, without money."""
    money = context.lists.money_units
    counted: ByUnit = {}
    for indicator in table.indicators:
        unit = indicator.unit
        if unit and unit not in money and number_of(indicator) is not None:
            counted.setdefault(unit, []).append(indicator)
    return counted


def _comparable(counted: ByUnit, words: TargetLists) -> ByUnit:
    """Return what is compared by its unit alone: percentages are of anything, if not the only one.

    What is left over is compared where a goal has its words.
    """
    return {
        unit: indicators
        for unit, indicators in counted.items()
        if unit not in words.percent or len(indicators) == 1
    }


def _by_unit(promises: Iterable[_Promise], units: Collection[str]) -> dict[str, list[_Promise]]:
    by_unit: dict[str, list[_Promise]] = {}
    for promise in promises:
        by_unit.setdefault(_unit(promise.behind, units), []).append(promise)
    return by_unit


def _check(
    table: TargetTable, unit: str, promised: list[_Promise], indicators: list[Indicator]
) -> Findings:
    if not promised:
        return
    targets = [number_of(indicator) or Fraction(0) for indicator in indicators]
    named = {promise.number for promise in promised}
    unnamed = [i for i, number in zip(indicators, targets, strict=True) if number not in named]
    if not unnamed or sum(targets) in named:
        return
    for promise in promised:
        if promise.number not in targets:
            yield _finding(table, promise.written, unit, unnamed)


def _check_other_words(
    table: TargetTable,
    goal: str,
    promised: Mapping[str, list[_Promise]],
    counted: ByUnit,
    words: TargetLists,
) -> Findings:
    """Compare the numbers of a goal with targets that have their words, and not their unit alone.

    That is where no indicator has the unit, but one like it, and where percentages are mixed.
    """
    comparable = _comparable(counted, words)
    if not promised.keys() - comparable.keys() - {""}:
        return
    ends = [at for at, character in enumerate(goal) if character in words.clause_end]
    clauses = [goal[a + 1 : b] for a, b in pairwise((-1, *ends, len(goal)))]
    found: list[tuple[int, Violation]] = []
    for unit, of_unit in promised.items():
        if not unit or unit in comparable:
            continue
        like_it = [
            indicator
            for other, indicators in counted.items()
            if unit == other or any({unit, other} <= group for group in words.same_count)
            for indicator in indicators
        ]
        for at, several in groupby(of_unit, lambda promise: bisect_left(ends, promise.start)):
            said = [i for i in like_it if _shares_words(i.name, clauses[at])]
            targets = set(map(number_of, said))
            found += [
                (one.start, _finding(table, one.written, unit, said))
                for one in several
                if said and one.number not in targets
            ]
    yield from (violation for _, violation in sorted(found, key=itemgetter(0)))


def _shares_words(name: str, clause: str) -> bool:
    """Tell whether a clause has so many characters of a name in a row that it speaks of it."""
    return any(name[i : i + _SHARED] in clause for i in range(len(name) - _SHARED + 1))


def _finding(table: TargetTable, written: str, unit: str, others: Iterable[Indicator]) -> Violation:
    return Violation(
        table.origin.span("goal"),
        msg(
            "{name}: the goal says {number} {unit}, and no indicator has that target",
            name=table.name,
            number=written,
            unit=unit,
        ),
        related=map(place_of_target, others),
        hint=msg("write the same number in both"),
    )
