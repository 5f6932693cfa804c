"""What one side typed under a value that the other side changed is a conflict, in real git."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetc.source.shape import Shape
from tests.merge.repository import Repository
from tests.support import SCHEMA, SHAPE, with_change

HEAD = """\
jurisdiction: tiny
year: 2024
unit: 万元
kind: department
stage: approved
"""

LISTS = """\
revenue:
  - {fund: general.own, function: 2050204, amount: 100}
basic_expenditure:
  by_function:
    - {code: 2013801, fund: general.own, group: public, amount: 40}
  by_economic:
    - {code: 30101, fund: general.own, group: public, amount: 40}
  matrix:
    - {code: 2013802, fund: general.own, economic: {30102: 5}}
project_expenditure:
  projects:
    - id: training
      name: 培训
      function: 2013805
      economic: 302
      fund: general.own
      allocation:
        - {item: 场地, amount: 10}
        - {item: 师资, economic: 30214, fund: general.own, amount: 12}
      targets:
        goal: 培训
        indicators:
          - {name: 培训人次, operator: ">=", target: 200, unit: 人次, weight: 40}
transfers:
  - {unit: school, function: 2050201, economic: 30201, kind: basic, fund: general.own, amount: 3}
carry_over:
  - {item: 结转, fund: carry_over.general, kind: project, year: 2023, group: public, amount: 6}
other_expenditure:
  - {kind: operation, code: 2050201, fund: unit_funds.operation, amount: 9}
balances:
  opening:
    - {fund: general, function: 2050203, amount: 11}
  surplus_used:
    - {fund: special_account, function: 2050299, amount: 15}
  distribution:
    - {fund: unit_funds, function: 2050205, amount: 16}
procurement:
  lines:
    - {item: 电脑, category: goods, project: training, economic: 31002, amount: 14}
purposes:
  - {code: 201, text: 办公}
local_codes:
  - {code: 2013899, reason: 增设}
waive:
  - {rule: XTB010, scope: revenue, reason: 核实, until: 2030-12-31}
expect:
  - {figure: revenue, unit: 万元, amount: 101}
other_matters: []
"""
BASE = HEAD + LISTS

PLACES = {
    "": ("amount: 40}\n  by_economic", "amount: 47}\n  by_economic"),
    "revenue_line": ("amount: 100}", "amount: 107}"),
    "function_line": ("amount: 40}\n  by_economic", "amount: 47}\n  by_economic"),
    "economic_line": ("amount: 40}\n  matrix", "amount: 47}\n  matrix"),
    "matrix_line": ("{30102: 5}", "{30102: 5, 30103: 7}"),
    "project": ("amount: 10}\n", "amount: 10}\n        - {item: 印刷, amount: 7}\n"),
    "allocation": ("amount: 12}", "amount: 17}"),
    "transfer": ("amount: 3}", "amount: 7}"),
    "carry_over_line": ("amount: 6}", "amount: 7}"),
    "other_line": ("amount: 9}", "amount: 8}"),
    "balance": ("amount: 11}", "amount: 13}"),
    "surplus_used": ("amount: 15}", "amount: 18}"),
    "distribution": ("amount: 16}", "amount: 19}"),
    "indicator": ("target: 200,", "target: 250,"),
    "procurement_line": ("amount: 14}", "amount: 17}"),
    "purpose": ("text: 办公}", "text: 学习}"),
    "local_code": ("reason: 增设}", "reason: 自设}"),
    "waiver": ("until: 2030-12-31}", "until: 2031-12-31}"),
    "expectation": ("amount: 101}", "amount: 102}"),
}
"""By the definition whose keys govern: an amount under it, and what a side makes of it."""

GOVERNORS = {
    ("", "jurisdiction"): ("jurisdiction: tiny", "jurisdiction: other"),
    ("", "year"): ("year: 2024", "year: 2025"),
    ("", "unit"): ("\nunit: 万元", "\nunit: 元"),
    ("", "kind"): ("kind: department", "kind: unit"),
    ("", "stage"): ("stage: approved", "stage: adjusted"),
    ("revenue_line", "fund"): ("- {fund: general.own", "- {fund: special_account"),
    ("function_line", "fund"): ("2013801, fund: general.own", "2013801, fund: special_account"),
    ("economic_line", "fund"): ("30101, fund: general.own", "30101, fund: special_account"),
    ("matrix_line", "fund"): ("2013802, fund: general.own", "2013802, fund: special_account"),
    ("project", "fund"): ("      fund: general.own\n", "      fund: special_account\n"),
    ("project", "function"): ("function: 2013805", "function: 2013806"),
    ("project", "economic"): ("economic: 302\n", "economic: 310\n"),
    ("allocation", "fund"): ("30214, fund: general.own", "30214, fund: special_account"),
    ("transfer", "fund"): ("basic, fund: general.own", "basic, fund: special_account"),
    ("transfer", "kind"): ("kind: basic", "kind: project"),
    ("transfer", "function"): ("function: 2050201", "function: 2050202"),
    ("transfer", "economic"): ("economic: 30201", "economic: 30202"),
    ("transfer", "unit"): ("unit: school", "unit: college"),
    ("carry_over_line", "fund"): ("carry_over.general", "carry_over.unit_funds"),
    ("carry_over_line", "kind"): ("kind: project, year", "kind: basic, year"),
    ("revenue_line", "function"): ("function: 2050204", "function: 2050205"),
    ("other_line", "kind"): ("kind: operation", "kind: remitted"),
    ("other_line", "fund"): ("fund: unit_funds.operation", "fund: unit_funds.other"),
    ("balance", "fund"): ("- {fund: general, function", "- {fund: government_fund, function"),
    ("balance", "function"): ("function: 2050203", "function: 2050201"),
    ("surplus_used", "fund"): ("- {fund: special_account, f", "- {fund: unit_funds, f"),
    ("surplus_used", "function"): ("function: 2050299", "function: 2050203"),
    ("distribution", "fund"): ("- {fund: unit_funds, f", "- {fund: special_account, f"),
    ("distribution", "function"): ("function: 2050205", "function: 2050299"),
    ("indicator", "unit"): ("unit: 人次", "unit: 万人次"),
    ("indicator", "operator"): ('operator: ">="', 'operator: "<="'),
    ("expectation", "unit"): ("figure: revenue, unit: 万元", "figure: revenue, unit: 元"),
}

NAMES = {
    ("function_line", "code"): ("code: 2013801", "code: 2013802"),
    ("function_line", "group"): (
        "own, group: public, amount: 40}\n  by_e",
        "own, group: personnel, amount: 40}\n  by_e",
    ),
    ("economic_line", "code"): ("code: 30101", "code: 30102"),
    ("economic_line", "group"): (
        "own, group: public, amount: 40}\n  matrix",
        "own, group: personnel, amount: 40}\n  matrix",
    ),
    ("matrix_line", "code"): ("code: 2013802", "code: 2013803"),
    ("allocation", "item"): ("item: 师资", "item: 教师"),
    ("allocation", "economic"): ("economic: 30214", "economic: 30215"),
    ("indicator", "name"): ("name: 培训人次", "name: 培训天数"),
    ("transfer", "project"): ("unit: school, function", "unit: school, project: aid, function"),
    ("carry_over_line", "item"): ("item: 结转", "item: 结余"),
    ("carry_over_line", "year"): ("year: 2023", "year: 2022"),
    ("carry_over_line", "group"): ("2023, group: public", "2023, group: personnel"),
    ("other_line", "code"): ("code: 2050201", "code: 2050202"),
    ("procurement_line", "item"): ("item: 电脑", "item: 打印机"),
    ("procurement_line", "category"): ("category: goods", "category: works"),
    ("procurement_line", "project"): ("goods, project: training", "goods, project: learning"),
    ("procurement_line", "economic"): ("economic: 31002", "economic: 31003"),
    ("purpose", "code"): ("code: 201,", "code: 208,"),
    ("local_code", "code"): ("code: 2013899", "code: 2013898"),
    ("waiver", "rule"): ("rule: XTB010", "rule: XTB011"),
    ("waiver", "scope"): ("scope: revenue", "scope: purposes"),
    ("expectation", "figure"): ("figure: revenue", "figure: expenditure"),
}
"""The same of what names an entry, and governs without a word of the schema."""
"""By the definition and the key: how one side changes it."""


def _merged(folder: Path, pairs: dict[str, tuple[str, str]]) -> dict[str, tuple[str, bool]]:
    """Merge two branches; return each file with whether it has a conflict."""
    names = {key: f"budgets/bureau-{number}/2024.yaml" for number, key in enumerate(pairs)}
    repository = Repository(folder, dict.fromkeys(names.values(), BASE))
    repository.branch("theirs", {names[key]: theirs for key, (_, theirs) in pairs.items()})
    repository.commit({names[key]: ours for key, (ours, _) in pairs.items()})
    ran = repository.run("merge", "--no-edit", "theirs")
    assert "by line" not in ran.err
    left = set(repository.git("diff", "--name-only", "--diff-filter=U").split())
    assert ran.code == (1 if left else 0), ran
    return {key: (repository.read(name), name in left) for key, name in names.items()}


def test_a_case_for_each_key_that_the_schema_says_governs() -> None:
    schema = SCHEMA.document
    parts = {"": schema, **schema["$defs"]}
    declared = {
        (name, key)
        for name, part in parts.items()
        for key, value in part.get("properties", {}).items()
        if value.get("x-governs")
    }
    assert declared == set(GOVERNORS)
    assert set(_names(SHAPE)) - declared == set(NAMES)


def _names(shape: Shape) -> Iterator[tuple[str, str]]:
    """Yield what names the entries of all lists and governs something in them, by definition."""
    part = str(shape.here.get("$ref", "")).rpartition("/")[2]
    kinds = {shape.under(key).kind for key in shape.keys}
    yield from ((part, key) for key, told in shape.governing.items() if part and told & kinds)
    for key in (*shape.keys, *([None] if "items" in shape.here else [])):
        yield from _names(shape.under(key))


@pytest.mark.parametrize("governs", ["ours", pytest.param("theirs", marks=pytest.mark.slow)])
def test_an_amount_under_a_key_that_the_other_side_changed(tmp_path: Path, governs: str) -> None:
    pairs = {}
    for (part, key), change in (GOVERNORS | NAMES).items():
        sides = (with_change(BASE, *change), with_change(BASE, *PLACES[part]))
        pairs[f"{part}.{key}"] = (sides[1], sides[0]) if governs == "theirs" else sides
    merged = _merged(tmp_path, pairs)
    assert [key for key, (_, conflict) in merged.items() if not conflict] == []
    for (part, key), (_, new) in (GOVERNORS | NAMES).items():
        text, _ = merged[f"{part}.{key}"]
        assert new.strip().partition("\n")[0] in text
        kept = PLACES[part][1].split("\n  ")[0].strip()
        assert kept.rpartition("{")[2].rpartition(", ")[2] in text


@pytest.mark.parametrize("governs", ["ours", "theirs"])
def test_whole_lines_and_codes_are_added_under_it(tmp_path: Path, governs: str) -> None:
    line = ("    - {code: 30101,", "    - {code: 30199, amount: 7}\n    - {code: 30101,")
    purpose = ("code: 201, text: 办公}\n", "code: 201, text: 办公}\n  - {code: 208, text: 养老}\n")
    sides = {
        "unit": (GOVERNORS["", "unit"], line),
        "year": (GOVERNORS["", "year"], purpose),
        "jurisdiction": (GOVERNORS["", "jurisdiction"], purpose),
        "new": (
            ("      fund: general.own\n", ""),
            PLACES["project"],
        ),
    }
    pairs = {}
    for key, (governor, added) in sides.items():
        two = (with_change(BASE, *governor), with_change(BASE, *added))
        pairs[key] = (two[1], two[0]) if governs == "theirs" else two
    merged = _merged(tmp_path, pairs)
    assert [key for key, (_, conflict) in merged.items() if not conflict] == []
    text, _ = merged["unit"]
    assert "unit: 元\n" in text
    body = "    - {code: 30199, amount: 7}\n"
    inside = text.partition("<<<<<<<")[2].partition(">>>>>>>")[0]
    assert body in inside
    assert len(inside.splitlines()) == len(("the label", body, "======="))


@pytest.mark.parametrize("governs", ["ours", "theirs"])
def test_what_it_does_not_govern_merges(tmp_path: Path, governs: str) -> None:
    fund = GOVERNORS["project", "fund"]
    sides = {
        "a text": (GOVERNORS["", "unit"], ("text: 办公", "text: 办公经费")),
        "a code has no unit": (
            GOVERNORS["", "unit"],
            ("reason: 增设}\n", "reason: 增设}\n  - {code: 2019999, reason: 自设}\n"),
        ),
        "another entry": (fund, PLACES["transfer"]),
        "its own fund": (fund, PLACES["allocation"]),
        "the same side": (fund, ("unit: school", "unit: school")),
    }
    pairs = {}
    for key, (governor, change) in sides.items():
        two = (with_change(BASE, *governor), with_change(BASE, *change))
        pairs[key] = (two[1], two[0]) if governs == "theirs" else two
    merged = _merged(tmp_path, pairs)
    assert [key for key, (_, conflict) in merged.items() if conflict] == []
    for key, (governor, change) in sides.items():
        text = with_change(with_change(BASE, *governor), *change)
        assert merged[key][0] == text


def test_both_changed_it_to_the_same(tmp_path: Path) -> None:
    unit = GOVERNORS["", "unit"]
    theirs = with_change(with_change(BASE, *unit), *PLACES[""])
    merged = _merged(tmp_path, {"same": (with_change(BASE, *unit), theirs)})
    assert merged["same"] == (theirs, False)


def test_both_changed_it_to_two_things(tmp_path: Path) -> None:
    fund = GOVERNORS["project", "fund"]
    ours = with_change(BASE, fund[0], "      fund: state_capital.own\n")
    theirs = with_change(with_change(BASE, *fund), *PLACES["project"])
    text, conflict = _merged(tmp_path, {"two": (ours, theirs)})["two"]
    assert conflict
    assert text.count("<<<<<<<") == 2


@pytest.mark.parametrize("governs", ["ours", "theirs"])
def test_an_approved_figure_whose_year_or_unit_the_other_side_changed(
    tmp_path: Path, governs: str
) -> None:
    name = "budgets/control-totals.yaml"
    text = (
        "unit: 万元\ntotals:\n"
        "  - {department: a, year: 2024, figure: expenditure, unit: 万元, amount: 3}\n"
        "  - {department: b, year: 2024, figure: expenditure, amount: 5}\n"
    )
    changes = (
        ("b, year: 2024", "b, year: 2025"),
        ("b, year: 2024", "b, year: 2024, stage: adjusted"),
        ("b, year: 2024, figure: expenditure", "b, year: 2024, figure: revenue"),
        ("department: b", "department: c"),
        ("unit: 万元\ntotals", "unit: 元\ntotals"),
    )
    for number, change in enumerate(changes):
        sides = [with_change(text, *change), with_change(text, "amount: 5", "amount: 6")]
        ours, theirs = sides if governs == "ours" else reversed(sides)
        repository = Repository(tmp_path / str(number), {name: text})
        repository.branch("theirs", {name: theirs})
        repository.commit({name: ours})
        assert repository.run("merge", "--no-edit", "theirs").code == 1
        inside = repository.read(name).partition("<<<<<<<")[2].partition(">>>>>>>")[0]
        assert ("amount: 6" in inside, "amount: 5" in inside) == (True, True)
