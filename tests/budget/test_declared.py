"""Every field of every section that consolidation meets says what becomes of it."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

import pytest

from budgetc.budget.consolidate import (
    DECLARED,
    SUMS,
    added,
    added_if_all,
    by_type,
    inside,
    listed,
    measured,
    of_all,
)
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.model import Budget
from budgetc.budget.paths import keys_of
from budgetc.numbers.values import Amount, Area, Count

ONLY_TYPED = {"format", "local_codes", "waive", "expect"}
"""Sections that are about a source, and no part of what they add up to."""

SECTIONS = (inside, of_all, by_type)
"""What puts sections together field by field."""

FIELDS = [(section, name) for section in DECLARED for name in DECLARED[section]]

MANY_FIELDS = 60


def _hint(section: type, name: str) -> Any:
    return keys_of(section)[name]


@pytest.mark.parametrize("section", DECLARED, ids=lambda section: section.__name__)
def test_every_field_is_declared(section: type) -> None:
    undeclared = set(keys_of(section)) ^ set(DECLARED[section])
    assert undeclared == (ONLY_TYPED if section is Budget else set())


def test_the_walk_meets_every_section_there_is() -> None:
    met, waiting = set(), [Budget]
    while waiting:
        section = waiting.pop()
        met.add(section)
        waiting += [_hint(section, n) for n, how in DECLARED[section].items() if how in SECTIONS]
    assert met == set(DECLARED)
    assert len(FIELDS) > MANY_FIELDS


@pytest.mark.parametrize(("section", "name"), FIELDS)
def test_amounts_counts_and_areas_are_added_up_and_nothing_else(section: type, name: str) -> None:
    how, hint = DECLARED[section][name], _hint(section, name)
    assert (how in SUMS) == (hint in (Amount, Count, Area))
    assert (how is measured) == (hint is Area)
    assert (how in SECTIONS) == (hint in DECLARED)
    assert how is not listed or typing.get_origin(hint) is tuple
    assert (how is added_if_all) == (name == "prior")
    assert how is not added or name != "prior"


def test_the_consolidated_budget_has_just_what_is_declared() -> None:
    names = {field.name for field in dataclasses.fields(ConsolidatedBudget)}
    assert names == {"origin", "own", "units", "sections"} | set(DECLARED[Budget])
    assert set(keys_of(ConsolidatedBudget)) == set(DECLARED[Budget])
    assert {n: _hint(Budget, n) for n in DECLARED[Budget]} == keys_of(ConsolidatedBudget)
