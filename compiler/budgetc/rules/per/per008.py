"""PER008: a target is a number with an operator and a unit, or words with a way to judge them.

a number has 符号, 数值 and 计量单位; words have 赋分规则 where the table prints it.
A number typed inside words, such as `≥95%`, cannot be compared with anything.
Source: 财预〔2021〕101号, to be compared with the official text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from budgetc.budget.model import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.lists import Pattern
from budgetc.lists.model import TargetLists
from budgetc.rules.per.numbers import number_of
from budgetc.rules.per.tables import NO_TARGETS, prints, target_tables
from budgetc.rules.rule import Findings, RuleContext, Violation, Violations, rule


@rule("PER008")
def targets_can_be_measured(context: RuleContext) -> Findings:
    tables = [table for table in target_tables(context.budget) if table.indicators]
    if not tables:
        yield NO_TARGETS
    words = context.lists.targets
    for table in tables:
        judged = prints(context, table.framework, "scoring")
        for indicator in table.indicators:
            if number_of(indicator) is not None:
                yield from _check_number(indicator)
            elif (inside := _number_inside(indicator, words)) is not None:
                yield _number_as_words(indicator, inside)
            elif indicator.operator and indicator.unit:
                yield _words_with_unit(indicator)
            elif judged and indicator.scoring is None:
                yield _no_scoring(indicator)


@dataclass(frozen=True, slots=True)
class _Inside:
    """A number found in words, with what stands around it."""

    operator: str
    number: str
    unit: str


def _check_number(indicator: Indicator) -> Violations:
    if indicator.unit is None:
        yield Violation(
            indicator.origin.span("target"),
            msg(
                "{name}: {target} of what? There is no unit",
                name=indicator.name,
                target=indicator.target,
            ),
            hint=msg('add unit: with what is counted, such as "%"'),
        )


def _number_as_words(indicator: Indicator, inside: _Inside) -> Violation:
    unit = inside.unit or indicator.unit or ""
    operator = inside.operator or indicator.operator or ">="
    typed = [f'operator: "{operator}"', f"target: {inside.number}", f'unit: "{unit}"']
    return Violation(
        indicator.origin.span("target"),
        msg(
            "{name}: “{target}” is typed as words, and is a number",
            name=indicator.name,
            target=indicator.target,
        ),
        hint=msg("write {typed}", typed=", ".join(typed if unit else typed[:2])),
    )


def _words_with_unit(indicator: Indicator) -> Violation:
    return Violation(
        indicator.origin.span("target"),
        msg(
            "{name}: “{target}” has an operator and the unit {unit}, and is no number",
            name=indicator.name,
            target=indicator.target,
            unit=indicator.unit or "",
        ),
        hint=msg("write the number in digits; or leave out operator: and unit:"),
    )


def _no_scoring(indicator: Indicator) -> Violation:
    return Violation(
        indicator.origin.span("target"),
        msg(
            "{name}: nothing says how “{target}” is judged",
            name=indicator.name,
            target=indicator.target,
        ),
        hint=msg("add scoring:, with what is given how many points"),
    )


def _number_inside(indicator: Indicator, words: TargetLists) -> _Inside | None:
    """Return the number that words are; none where they say more than it."""
    if not any(character.isdecimal() for character in indicator.target):
        return None
    pattern = _pattern(_any_of(words.comparisons), _any_of(words.endings))
    found = pattern.fullmatch(indicator.target.replace(" ", ""))
    if found is None:
        return None
    operator = words.comparisons.get(found["lead"]) or words.endings.get(found["ending"])
    if operator is None and found["unit"] and found["unit"] not in words.units:
        return None
    return _Inside(operator or "", found["number"].replace(",", ""), found["unit"])


@cache
def _pattern(lead: str, ending: str) -> Pattern:
    number = r"(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    unit = r"(?P<unit>[^0-9.,:：/\-~～—]{0,4}?)"
    return Pattern((f"(?P<lead>{lead})?{number}{unit}(?P<ending>{ending})?",))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
