"""Any figure of any document can be computed anew from the leaves that `trace` prints of it."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetc.document.figures import InText, printed_figures
from tests.cli.run import call
from tests.properties.budgets import Plan, plans, source, to_yaml
from tests.support import ROOT
from tests.trace.recompute import in_unit, recompute, rounded
from tests.trace.support import (
    KORLA,
    PUTUO,
    REFERENCES,
    Tree,
    document,
    laid_out,
    leaves,
    printed_answer,
    reference,
)

FEWER = settings().max_examples // 3
"""Examples of a property of which each compiles a source."""

_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


@cache
def _ids(name: str) -> list[str]:
    return list(dict.fromkeys(one.figure.id for one in printed_figures(document(reference(name)))))


def _check(tree: Tree, decimals: int) -> None:
    """Hold that the leaves of a figure come to what is printed of it, and to its exact value."""
    value = in_unit(recompute(tree), tree["unit"])
    number = _NUMBER.search(tree["printed"])
    assert number is not None, tree["printed"]
    text = number[0].replace(",", "")
    assert str(rounded(value, decimals)) == _padded(text, decimals), tree["id"]
    if tree["unit"] != "%":
        assert value == Fraction(tree["value"]), tree["id"]


def _padded(text: str, decimals: int) -> str:
    """Return printed digits with all their decimals: `37` of two decimals is `37.00`."""
    return text if "." in text or decimals == 0 else f"{text}.{'0' * decimals}"


def _decimals(tree: Tree) -> int:
    """Return how many decimals a figure is printed with: tables in 元 have none."""
    if tree["unit"] == "":
        return 0
    if tree["unit"] == "元":
        return len(tree["printed"].partition(".")[2])
    return 2


@pytest.mark.parametrize("name", REFERENCES)
@given(data=st.data())
@settings(max_examples=15)  # of the command; every figure is recomputed below
def test_a_figure_drawn_at_random_follows_from_its_printed_leaves(
    name: str, data: st.DataObject
) -> None:
    figure = data.draw(st.sampled_from(_ids(name)))
    ran = call("trace", str(ROOT / name), figure, "--format", "json")
    assert ran.code == 0, ran.err
    tree = json.loads(ran.out)["tree"]
    _check(tree, _decimals(tree))


@pytest.mark.parametrize("name", REFERENCES)
def test_so_does_every_figure(name: str) -> None:
    assert len(_ids(name)) > 250
    for figure in _ids(name):
        tree = printed_answer(reference(name), figure)["tree"]
        _check(tree, _decimals(tree))


@pytest.mark.parametrize("name", REFERENCES)
def test_every_leaf_stands_where_it_says(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    seen = 0
    for figure in _ids(name):
        for node in leaves(printed_answer(reference(name), figure)["tree"]):
            leaf = node["leaf"]
            if leaf["written"] is not None:
                assert leaf["file"] == name
                line = lines[leaf["line"] - 1]
                assert line[leaf["column"] - 1 :].lstrip("\"'").startswith(leaf["written"])
                seen += 1
    assert seen > 300


@given(plan=plans(), data=st.data())
@settings(max_examples=FEWER)
@pytest.mark.slow
def test_figures_of_random_budgets_follow_from_their_leaves(
    plan: Plan, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(["元", "万元"]))
    matrix = data.draw(st.booleans())
    compiled = laid_out(to_yaml(source(plan, unit=unit, matrix=matrix)))
    figures = [one.figure for one in printed_figures(document(compiled))]
    for figure in data.draw(st.lists(st.sampled_from(figures), min_size=5, max_size=20)):
        tree = printed_answer(compiled, figure.id)["tree"]
        _check(tree, 0 if tree["unit"] == "" else 2)


def test_the_second_computation_can_disagree() -> None:
    tree = printed_answer(reference(KORLA), "T6!301.total")["tree"]
    tree["children"][0]["leaf"]["written"] = "62.25"
    with pytest.raises(AssertionError):
        _check(tree, 2)


def test_figures_of_sentences_say_where_in_them_they_stand() -> None:
    for name in (KORLA, PUTUO):
        for one in printed_figures(document(reference(name))):
            if isinstance(one.where, InText):
                where = one.where
                assert where.text[where.start : where.end] == one.figure.text
