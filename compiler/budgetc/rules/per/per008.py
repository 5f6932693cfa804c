"""PER008: a target is a number with an operator and a unit, or words with a way to judge them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import Message, msg
from budgetc.lists import Pattern
from budgetc.lists.model import TargetLists
from budgetc.rules.per.indicators import number_of
from budgetc.rules.per.tables import TargetTable, filled_tables, prints
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.source.spoken import line_typed


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
    elif (typed := _as_number(indicator, context.words.targets)) is not None:
        return (
            msg("{name}: “{target}” is typed as words, and is a number", name=name, target=target),
            msg("write {typed}", typed=typed),
        )
    elif context.words.targets.no_target.search(target) or target == name:
        return (
            msg("{name}: “{target}” is no value to be reached", name=name, target=target),
            msg("write what is to be reached: a number with operator: and unit:, or words"),
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


def _as_number(indicator: Indicator, words: TargetLists) -> str | None:
    """Return how a number in words is typed; none where they say more than it."""
    if not any(character.isdecimal() for character in indicator.target):
        return None
    pattern = _pattern(_any_of(words.comparisons), _any_of(words.endings))
    found = pattern.fullmatch(indicator.target.replace(" ", ""))
    if found is None:
        return None
    operator = words.comparisons.get(found["lead"]) or words.endings.get(found["ending"])
    if operator is None and found["unit"] and found["unit"] not in words.units:
        return None
    unit = found["unit"] or indicator.unit or ""
    typed = {
        "operator": f'"{operator or indicator.operator or ">="}"',
        "target": found["number"].replace(",", ""),
        **({"unit": f'"{unit}"'} if unit else {}),
    }
    return line_typed(indicator.origin.tree, indicator.origin.path, typed)


@cache
def _pattern(lead: str, ending: str) -> Pattern:
    number = r"(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    unit = r"(?P<unit>[^0-9.,:：/\-~～—]{0,4}?)"
    return Pattern((f"(?P<lead>{lead})?{number}{unit}(?P<ending>{ending})?",))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
