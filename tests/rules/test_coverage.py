"""Every rule of the catalogue is held by something that exists, or it is said why not."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache

import pytest

from budgetc.diagnostics import SEVERITIES
from budgetc.rules import RULES
from budgetc.rules.pages import family_of, load_page
from budgetc.rules.waivers import WAIVERS
from tests.support import ROOT

from .coverage import PAGE, Row, main, page, rows
from .examples import FAILING, PASSING
from .test_examples import WITHOUT_EXAMPLE

ROWS = rows()
NAMED = {code: row for code, row in ROWS.items() if row.rule}
PROVEN = {code: row for code, row in ROWS.items() if row.test}
JUDGED = {*(rule.code for rule in RULES), WAIVERS}
FAMILIES = {
    "BAL": 13, "XTB": 17, "CLS": 13, "PCT": 11, "YOY": 10, "NAR": 19, "TPX": 8, "PER": 18,
    "GOV": 9, "AST": 7, "STF": 5, "CAR": 5, "PUB": 16, "ROL": 5, "SRC": 7,
}  # fmt: skip
"""How many rules the catalogue has of each family."""

_WAYS = ("rule", "test", "impossible", "not_yet")


def test_the_catalogue_is_whole() -> None:
    assert len(ROWS) == 163
    assert Counter(map(family_of, ROWS)) == FAMILIES
    for code in ROWS:
        assert int(code[3:]) <= FAMILIES[family_of(code)], code


def test_a_rule_is_held_in_exactly_one_way() -> None:
    for code, row in ROWS.items():
        assert [bool(getattr(row, way)) for way in _WAYS].count(True) == 1, code
        assert row.says, code
        assert row.severity in ("error", "warning", "note"), code
        assert set(row.mode) <= set("CIATP+"), code


def test_a_rule_that_is_named_looks_for_it_and_has_examples() -> None:
    shown = {path.parent.name for path in FAILING}
    passed = {path.parent.parent.name for path in PASSING}
    named = {row.rule for row in NAMED.values()}
    assert named <= SEVERITIES.keys()
    rules = {code for code in named if load_page(code).is_rule}
    assert rules <= JUDGED
    assert named - shown <= WITHOUT_EXAMPLE.keys() - rules
    assert rules - passed == set()


def test_a_test_that_is_named_is_there() -> None:
    named = {code: row.test.partition("::") for code, row in PROVEN.items()}
    assert {
        code for code, (place, _, name) in named.items() if name not in _tests_of(place)
    } == set()


@cache
def _tests_of(place: str) -> frozenset[str]:
    tree = ast.parse((ROOT / place).read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


@pytest.mark.parametrize("part", ["", "_text"])
def test_a_proof_that_bears_an_id_is_named_for_it(part: str) -> None:
    proofs = _tests_of(f"tests/rules/test_construction{part}.py")
    borne = {word.upper() for name in proofs for word in name.split("_")} & ROWS.keys()
    assert len(borne) > 20
    for code in borne:
        assert code.lower() in ROWS[code].test or ROWS[code].not_yet, code


def test_every_rule_that_judges_is_named() -> None:
    named = {row.rule for row in NAMED.values()}
    assert {code for code in JUDGED if code in ROWS} <= named


def test_what_is_impossible_by_construction_is_proven_or_it_is_said_why_not() -> None:
    pure = [row for row in ROWS.values() if row.mode == "C"]
    assert len(pure) == 72
    rules = [row.rule for row in pure if row.rule]
    # Two typed sides, a typed name, and what a source may leave out or say in its own words.
    assert rules == ["XTB006", "CLS002", "NAR007", "PUB009", "PUB012"]


def test_the_page_is_fresh() -> None:
    fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page()
    assert fresh, "run: python -m tests.rules.coverage write"
    assert main(["check"]) == 0
    assert sum(line.startswith(tuple(f"| {code} |" for code in ROWS)) for line in
               page().splitlines()) == 163  # fmt: skip


def test_a_row_says_how_it_is_held() -> None:
    ways = [Row("C", "error", "x", **{key: "y"}).how for key in _WAYS]
    assert ways == ["rule", "test", "impossible", "not yet"]
