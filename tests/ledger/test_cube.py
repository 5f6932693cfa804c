"""Sums over the ledger against a second implementation that is slow and plain."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetc.classification import load_catalogue
from budgetc.ledger import Cube, Dimensions, Fact, Flow, Ledger, Period
from budgetc.numbers.values import Amount, Code
from budgetc.source import nodes
from budgetc.source.origin import Origin
from tests.support import RESOURCES, ROOT, compile_text

CATALOGUE = load_catalogue(RESOURCES, 2024)
LISTS = ROOT / "schema/classification/2024"


def _parents(name: str, key: str) -> Mapping[str, str]:
    with (LISTS / name).open(encoding="utf-8", newline="") as file:
        return {row[key]: row["parent"] for row in csv.DictReader(file)}


PARENTS = {
    "fund": _parents("funding.csv", "id"),
    "function": _parents("functional.csv", "code"),
    "economic": _parents("economic_department.csv", "code"),
}

UNLISTED = {"2013877": "20138", "30198": "301"}
"""Codes of no list, and the listed code that each belongs to."""


def _is_under(dimension: str, code: str, wanted: str) -> bool:
    parents = {**PARENTS[dimension], **UNLISTED}
    while code:
        if code == wanted:
            return True
        code = parents[code]
    return False


def _is_open(fact: Fact, dimension: str) -> bool:
    """Tell whether a fact has a value of a dimension, and nothing says which."""
    match dimension:
        case "function" | "economic":
            return fact.flow == "expenditure" and not getattr(fact, dimension)
        case "group":
            return fact.kind == "basic" and not fact.group
        case "project":
            return fact.kind == "project" and not fact.project
    return False


def _meets(fact: Fact, dimension: str, values: tuple[str, ...]) -> bool | None:
    if not values:
        return True
    value = getattr(fact, dimension)
    if _is_open(fact, dimension):
        return None
    if dimension in PARENTS:
        return any(_is_under(dimension, value, wanted) for wanted in values)
    return value in values


def _is_of_margin(fact: Fact, margin: str) -> bool:
    if margin in ("function", "economic"):
        return fact.flow == "expenditure" and getattr(fact, margin) != ""
    return fact.flow == margin


def _slowly(
    facts: list[Fact], margin: str, narrow: Dimensions, period: Period
) -> tuple[list[Fact], list[Fact], int | None]:
    """Return the facts that belong, those that may, and the sum, if it is known."""
    chosen: list[Fact] = []
    perhaps: list[Fact] = []
    for fact in facts:
        if fact.period != period or not _is_of_margin(fact, margin):
            continue
        answers = {
            _meets(fact, dimension, getattr(narrow, dimension))
            for dimension in ("fund", "kind", "group", "function", "economic", "project")
        }
        if False in answers or (None in answers and fact.fen == 0):
            continue
        (perhaps if None in answers else chosen).append(fact)
    amounts = [fact.fen for fact in chosen]
    known = [fen for fen in amounts if fen is not None]
    is_known = len(known) == len(amounts) and not perhaps
    return chosen, perhaps, sum(known) if is_known else None


def _an_origin() -> Any:
    tree = compile_text("a: 1\n").tree
    assert tree is not None
    return tree.root


FUNCTIONS = ["2013801", "2013805", "2080505", "2080501", "2101101", "2013877"]
ECONOMICS = ["30101", "30113", "302", "30217", "30198", "31013"]
FUNDS = ["general.own", "general.transfer", "government_fund.own", "unit_funds.other",
         "carry_over.general", "special_account"]  # fmt: skip

FACTS = st.builds(
    Fact,
    fen=st.integers(-(10**12), 10**12) | st.integers(0, 100) | st.none(),
    origin=st.just(_an_origin()),
    key=st.just("amount"),
    flow=st.sampled_from(Flow),
    fund=st.sampled_from(FUNDS),
    period=st.sampled_from(Period),
    kind=st.sampled_from(["", *CATALOGUE.kinds]),
    group=st.sampled_from(["", "人员经费", "公用经费"]),
    function=st.sampled_from(["", *FUNCTIONS]),
    economic=st.sampled_from(["", *ECONOMICS]),
    project=st.sampled_from(["", "a", "b"]),
)


def _some(values: list[str]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=3).map(tuple)


CONDITIONS = st.builds(
    Dimensions,
    fund=_some([*FUNDS, "general", "fiscal", "carry_over", "carry_over.fiscal", "gen", "none"]),
    kind=_some(["basic", "project"]),
    group=_some(["人员经费", "公用经费"]),
    # 2013 and 30 begin codes without being codes themselves.
    function=_some([*FUNCTIONS, "201", "20138", "208", "20805", "2013", "20"]),
    economic=_some([*ECONOMICS, "301", "310", "30", "3021"]),
    project=_some(["a", "b", "ab"]),
)
MARGINS = st.sampled_from(["revenue", "function", "economic", "closing"])


@given(st.lists(FACTS, max_size=25), MARGINS, CONDITIONS, st.sampled_from(Period))
def test_a_sum_is_the_sum_of_the_facts_that_meet_the_condition(
    facts: list[Fact], margin: str, narrow: Dimensions, period: Period
) -> None:
    cube = Cube(Ledger(tuple(facts)), CATALOGUE)
    mask = cube.mask(margin, narrow, period)
    chosen, perhaps, fen = _slowly(facts, margin, narrow, period)
    total = cube.total(mask)
    assert list(total.facts) == chosen
    assert [fact for fact, _ in total.untold] == perhaps
    assert list(cube.facts(mask)) == chosen
    assert total.fen == fen


@given(st.lists(FACTS, max_size=25), MARGINS, CONDITIONS, CONDITIONS)
def test_narrowing_twice_is_meeting_both(
    facts: list[Fact], margin: str, one: Dimensions, other: Dimensions
) -> None:
    cube = Cube(Ledger(tuple(facts)), CATALOGUE)
    both = cube.narrowed(cube.mask(margin, one), other)
    assert both == cube.mask(margin, one) & cube.mask(margin, other)


@given(st.lists(FACTS, max_size=25), MARGINS)
def test_children_add_up_to_their_parent(facts: list[Fact], margin: str) -> None:
    cube = Cube(Ledger(tuple(facts)), CATALOGUE)
    base = cube.mask(margin)
    children = [code for code, parent in PARENTS["function"].items() if parent == "20138"]
    assert len(children) > 10
    parts = [cube.within(base, "function", code) for code in [*children, "2013877"]]
    whole = cube.within(base, "function", "20138")
    assert sum(len(cube.facts(part)) for part in parts) == len(cube.facts(whole))
    # A fact whose function is open may belong to each of them.
    assert cube.either(*parts) == whole
    assert not cube.facts(cube.without(whole, parts))


@given(st.lists(FACTS, max_size=25), MARGINS, CONDITIONS, CONDITIONS)
def test_what_a_part_leaves_out_is_neither_in_it_nor_may_be(
    facts: list[Fact], margin: str, one: Dimensions, other: Dimensions
) -> None:
    cube = Cube(Ledger(tuple(facts)), CATALOGUE)
    whole, part = cube.mask(margin, one), cube.mask(margin, other)
    chosen, _, _ = _slowly(facts, margin, one, Period.CURRENT)
    taken, perhaps, _ = _slowly(facts, margin, other, Period.CURRENT)
    # A fact of 0 that may be in the part is not among those that may be of weight.
    left = [fact for fact in chosen if fact.fen and fact not in taken and fact not in perhaps]
    assert [fact for fact in cube.facts(cube.without(whole, [part])) if fact.fen] == left


@given(st.lists(FACTS, max_size=25), MARGINS, st.lists(CONDITIONS), st.lists(CONDITIONS))
def test_that_all_sums_are_known_is_known_without_adding_up(
    facts: list[Fact], margin: str, rows: list[Dimensions], columns: list[Dimensions]
) -> None:
    weighty = [replace(fact, fen=Amount(1)) if fact.fen == 0 else fact for fact in facts]
    cube = Cube(Ledger(tuple(weighty)), CATALOGUE)
    row_masks = [cube.mask(margin, row) for row in rows]
    column_masks = [cube.mask(margin, column) for column in columns]
    cells = [cube.both(row, column) for row in row_masks for column in column_masks]
    known = all(cube.total(cell).fen is not None for cell in cells)
    assert cube.all_told(row_masks, column_masks) == known


@given(st.lists(FACTS, max_size=25))
def test_every_fact_is_a_multiple_of_the_grain(facts: list[Fact]) -> None:
    grain = Cube(Ledger(tuple(facts)), CATALOGUE).grain
    amounts = [fact.fen for fact in facts if fact.fen]
    assert all(amount % grain == 0 for amount in amounts)
    assert grain >= (1 if amounts else 0)


@given(st.lists(FACTS, min_size=1, max_size=10))
def test_the_mask_of_one_fact_holds_it_alone(facts: list[Fact]) -> None:
    cube = Cube(Ledger(tuple(facts)), CATALOGUE)
    for mask in (cube.mask("function"), cube.mask("revenue")):
        for fact, single in zip(cube.facts(mask), cube.each(mask), strict=True):
            (alone,) = cube.facts(single)
            assert alone is fact


@given(st.lists(FACTS | FACTS.map(lambda fact: replace(fact, fen=Amount(0))), max_size=25), MARGINS)
def test_facts_with_amounts_are_those_that_are_not_nothing(facts: list[Fact], margin: str) -> None:
    cube = Cube(Ledger(tuple(facts)), CATALOGUE)
    mask = cube.mask(margin)
    expected = [fact for fact in cube.facts(mask) if fact.fen != 0]
    counting = cube.with_amounts(mask)
    assert [*map(id, cube.facts(counting))] == [*map(id, expected)]
    assert cube.total(counting).fen == cube.total(mask).fen


def _steps(number: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often codes are asked for where money of so many codes is passed on."""
    tree = compile_text("a: 1\n").tree
    assert tree is not None
    assert isinstance(tree.root, nodes.Mapping)
    origin, passed = (Origin(tree, tree.root, (key, 0)) for key in ("projects", "transfers"))
    line = Fact(Amount(5), origin, "amount", Flow.EXPENDITURE, "general.own", kind="basic")
    facts = [
        replace(line, fen=Amount(fen), origin=home, function=f"20138{at:02}", economic="30201")
        for at in range(number)
        for fen, home in ((5, origin), (-5 + at % 2, passed))
    ]
    cube = Cube(Ledger(tuple(facts)), CATALOGUE)
    steps = 0
    code = Fact.code

    def counted(fact: Fact, dimension: str) -> str:
        nonlocal steps
        steps += 1
        return code(fact, dimension)

    with monkeypatch.context() as patched:
        patched.setattr(Fact, "code", counted)
        codes = cube.codes(cube.everything, "function")
    assert codes == {f"20138{at:02}" for at in range(1, number, 2)}  # of which something is left
    return steps


def test_codes_cost_every_fact_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _steps(80, monkeypatch) == 8 * _steps(10, monkeypatch)


def test_a_sum_of_nothing_is_nothing_and_knows_no_fact() -> None:
    cube = Cube(Ledger(()), CATALOGUE)
    total = cube.total(cube.mask("revenue"))
    assert (total.fen, total.facts) == (0, ())


def test_a_code_is_no_string_prefix() -> None:
    def fact(function: str) -> Fact:
        return Fact(
            Amount(1), _an_origin(), "amount", Flow.EXPENDITURE, "general.own", function=function
        )

    cube = Cube(Ledger((fact("2013801"), fact("2080505"))), CATALOGUE)

    def count(code: str) -> int:
        return len(cube.facts(cube.mask("function", Dimensions(function=(Code(code),)))))

    assert [count(code) for code in ("201", "20138", "2013801")] == [1, 1, 1]
    assert [count(code) for code in ("2", "20", "2013", "201380", "208050")] == [0] * 5
