"""Last year's amounts, found by code and by project, for lines that do not type their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from budgetc.ledger.fact import Entity, ExpenditureKind, Fact, Flow, Ledger, Period
from budgetc.source.nodes import Scalar

Key = tuple[str, ...]
"""What makes two years' lines the same line: whose it is, its kind, fund, and code or project.

What is passed on to a unit has a key of its own: a line is compared with last year's whole line.
"""

_PASSED_ON = "passed on"

LastYear = Mapping[Key, tuple[Fact, ...]]
"""The amounts of last year's source, by the line that each is last year's amount of."""


def look_back(ledger: Ledger, successors: Mapping[str, str]) -> LastYear:
    """Return the amounts of last year's ledger, ready to be last year's amounts of this one.

    Args:
        ledger: of last year's source.
        successors: retired function codes, and the codes that took their place.
    """
    facts: dict[Key, tuple[Fact, ...]] = {}
    for fact in ledger.facts:
        if fact.period is not Period.CURRENT:
            continue
        function = successors.get(fact.function, fact.function)
        renamed = fact if function == fact.function else replace(fact, function=function)
        key = line_key(renamed, ledger.entity_of(fact))
        if key is not None:
            facts[key] = (*facts.get(key, ()), renamed)
    return facts


def line_key(fact: Fact, entity: Entity) -> Key | None:
    """Return the key of the line a fact belongs to; `None` if no other year could have the line."""
    if fact.is_passed_on:
        told = fact.origin.node.get("unit")
        unit = told.text if isinstance(told, Scalar) else ""
        if fact.flow is Flow.EXPENDITURE and not fact.function:
            return None  # the other margin of one that has a function
        line = (fact.flow, fact.kind, fact.function, fact.project, fact.fund)
        return (entity.id, _PASSED_ON, unit, *line)
    if fact.flow is Flow.REVENUE:
        # Money carried over is no line of the current year's revenue.
        return None if fact.kind else (entity.id, Flow.REVENUE, fact.fund)
    if fact.project:
        return (entity.id, ExpenditureKind.PROJECT, fact.project)
    if fact.function:
        return (entity.id, fact.kind, fact.function, fact.fund)
    return None
