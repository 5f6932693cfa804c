"""PER008: a target is a number with an operator and a unit, or words with a way to judge them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from budgetc.budget.model import Indicator
from budgetc.diagnostics.messages import Message, msg
from budgetc.lists import Pattern
from budgetc.lists.model import TargetLists
from budgetc.rules.per.numbers import number_of
from budgetc.rules.per.tables import TargetTable, filled_tables, prints
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


class _Inside(NamedTuple):
    """A number found in words, with what stands around it."""

    operator: str
    number: str
    unit: str


@rule("PER008", looks_at=filled_tables)
def targets_can_be_measured(context: RuleContext, tables: list[TargetTable]) -> Findings:
    for table in tables:
        for indicator in table.indicators:
            if (found := _problem(context, table, indicator)) is not None:
                problem, hint = found
                yield Violation(indicator.origin.span("target"), problem, hint=hint)


def _problem(
    context: RuleContext, table: TargetTable, indicator: Indicator
) -> tuple[Message, Message] | None:
    """Return why a target cannot be measured, and the way out."""
    name, target = indicator.name, indicator.target
    if number_of(indicator) is not None:
        if indicator.unit is None:
            return (
                msg("{name}: {target} of what? There is no unit", name=name, target=target),
                msg('add unit: with what is counted, such as "%"'),
            )
    elif (inside := _number_inside(indicator, context.lists.targets)) is not None:
        return (
            msg("{name}: “{target}” is typed as words, and is a number", name=name, target=target),
            msg("write {typed}", typed=_as_number(indicator, inside)),
        )
    elif indicator.operator and indicator.unit:
        return (
            msg(
                "{name}: “{target}” has an operator and the unit {unit}, and is no number",
                name=name,
                target=target,
                unit=indicator.unit,
            ),
            msg("write the number in digits; or leave out operator: and unit:"),
        )
    elif indicator.scoring is None and prints(context, table.framework, "scoring"):
        return (
            msg("{name}: nothing says how “{target}” is judged", name=name, target=target),
            msg("add scoring:, with what is given how many points"),
        )
    return None


def _as_number(indicator: Indicator, inside: _Inside) -> str:
    """Return how a target in words is typed as a number."""
    unit = inside.unit or indicator.unit or ""
    operator = inside.operator or indicator.operator or ">="
    typed = [f'operator: "{operator}"', f"target: {inside.number}", f'unit: "{unit}"']
    return ", ".join(typed if unit else typed[:2])


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
