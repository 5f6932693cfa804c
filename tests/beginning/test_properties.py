"""A source written in any way is rolled to the same values, and keeps its comments."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetc.beginning import Priors, with_project
from budgetc.source.nodes import Path, plain
from tests.formatting.scramble import scrambled
from tests.support import KORLA, MINIMAL

from .support import MARK, PUTUO, new_text, read

SEEDS = st.integers(0, 2**32)
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
AMOUNTS: dict[Path, str] = {
    ("revenue", 0): "9",
    ("basic_expenditure", "by_function", 0): "77.50",
    ("project_expenditure", "projects", 0): "8",
}


def said(text: str) -> object:
    return plain(read(text).root)


def comments(text: str) -> Counter[str]:
    return Counter(re.findall("# (?:above|behind) [0-9]+", text))


@pytest.mark.parametrize("priors", Priors)
@settings(SLOW, max_examples=40)
@given(SEEDS)
def test_any_writing_is_rolled_to_the_same_values(priors: Priors, seed: int) -> None:
    made = scrambled(MINIMAL, seed).text
    new = new_text(made, 2025, priors, AMOUNTS)
    assert said(new) == said(new_text(MINIMAL, 2025, priors, AMOUNTS))
    assert not comments(made) - comments(new)
    assert MARK in new


@pytest.mark.parametrize("source", [KORLA, PUTUO], ids=["Korla", "Putuo"])
@settings(SLOW, max_examples=4)
@given(SEEDS)
def test_any_writing_of_a_published_budget_is_rolled(source: str, seed: int) -> None:
    made = scrambled(source, seed).text
    assert said(new_text(made, 2030)) == said(new_text(source, 2030))


@settings(SLOW, max_examples=60)
@given(SEEDS)
def test_any_writing_takes_a_project_more(seed: int) -> None:
    made = scrambled(MINIMAL, seed).text
    new = with_project(read(made), "id: x\nname: 费\n", ("year", "unit", "revenue"))
    after, before = plain(read(new).root), said(made)
    assert isinstance(after, dict)
    projects = after["project_expenditure"]
    assert isinstance(projects, dict)
    assert isinstance(projects["projects"], list)
    assert projects["projects"].pop() == {"id": "x", "name": "费"}
    assert after == before
    assert not comments(made) - comments(new)
