"""What was changed in a source, by key and code: two files are compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import call
from tests.diff.repository import changes, data, diff
from tests.support import KORLA, with_change, write_files

OLD, NEW = "budgets/bureau/2024.yaml", "budgets/bureau/2025.yaml"

TRAINING = KORLA[KORLA.index("    - id: intellectual-property-training"):
                 KORLA.index("    - id: law-enforcement-cases")]  # fmt: skip


@pytest.fixture(name="home")
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _compare(home: Path, after: str, before: str = KORLA) -> dict[str, Any]:
    write_files(home, {"budgets/old/2024.yaml": before, "budgets/new/2024.yaml": after})
    return data("budgets/old/2024.yaml", "budgets/new/2024.yaml")


def test_entries_are_told_by_their_codes_wherever_they_stand(home: Path) -> None:
    one, other = "    - {code: 30101, amount: 62.24}\n", "    - {code: 30199, amount: 33.85}\n"
    moved = with_change(with_change(KORLA, one, ""), other, other + one.replace("62.24", "63"))
    found = changes(_compare(home, moved))
    assert ("changed", "basic_expenditure.by_economic.30101.amount", "62.24", "63") in found
    assert [act for act, *_ in found] == ["reordered", "changed"]


def test_money_that_is_for_another_code_moved(home: Path) -> None:
    found = _compare(home, with_change(KORLA, "code: 2101103", "code: 2101199"))
    path = "basic_expenditure.by_function.2101199.code"
    assert changes(found) == [("moved", path, "2101103", "2101199")]
    (change,) = found["changes"]
    assert change["before"]["amount"] == change["after"]["amount"] == "5.38"
    assert change["difference"] is None


def test_money_that_moved_and_grew_is_more_once(home: Path) -> None:
    """The code and the amount were each told to be more by it."""
    grew = with_change(KORLA, "code: 2101103", "code: 2101199")
    grew = with_change(grew, "amount: 5.38", "amount: 6.38")
    found = _compare(home, grew)
    told = [(one["act"], one["difference"]) for one in found["changes"]]
    assert told == [("moved", None), ("changed", "1")]


def test_money_that_moves_to_a_code_which_is_there_already(home: Path) -> None:
    found = _compare(home, with_change(KORLA, "code: 2080505", "code: 2080506"))
    ((act, path, before, after),) = changes(found)
    assert (act, before, after) == ("moved", "2080505", "2080506")
    assert path.startswith("basic_expenditure.by_function.2080506#")


def test_a_project_that_is_renamed(home: Path) -> None:
    found = _compare(home, with_change(KORLA, "name: 知识产权培训费", "name: 知识产权培训"))
    path = "project_expenditure.projects.intellectual-property-training.name"
    assert changes(found) == [("renamed", path, "知识产权培训费", "知识产权培训")]
    other = _compare(home, with_change(KORLA, "id: intellectual-property-training", "id: training"))
    path = "project_expenditure.projects.training.id"
    assert changes(other) == [("renamed", path, "intellectual-property-training", "training")]
    (change,) = other["changes"]
    assert (change["before"]["amount"], change["after"]["amount"]) == (None, None)
    assert change["difference"] is None


def test_a_project_that_is_gone_or_new_is_one_change_with_its_money(home: Path) -> None:
    found = _compare(home, with_change(KORLA, TRAINING, ""))
    path = "project_expenditure.projects.intellectual-property-training"
    assert changes(found) == [("removed", path, None, None)]
    assert found["changes"][0]["difference"] == "-2"
    assert found["changes"][0]["before"]["values"] > 50
    back = _compare(home, KORLA, with_change(KORLA, TRAINING, ""))
    assert changes(back) == [("added", path, None, None)]
    assert back["changes"][0]["difference"] == "2"


def test_an_amount_in_another_unit_is_the_same_amount(home: Path) -> None:
    source = "year: 2024\nunit: 万元\nrevenue:\n  - {fund: general.own, amount: 12.5}\n"
    other = source.replace("万元", "元").replace("12.5", "125000.00")
    assert changes(_compare(home, other, source)) == [("changed", "unit", "万元", "元")]


def test_a_text_that_is_broken_otherwise_is_the_same_text(home: Path) -> None:
    folded = KORLA.replace("、\\\n    更大力度", "、更大力度")
    again = folded.replace("code: 2080501", "code: 208-05-01").replace("year: 2024", "year:  2024")
    assert changes(_compare(home, again)) == []


def test_two_years_of_a_department(home: Path) -> None:
    later = KORLA.replace("year: 2024", "year: 2025").replace("amount: 62.24", "amount: 60.24")
    write_files(home, {OLD: KORLA, NEW: later})
    found = data(OLD, NEW)
    assert (found["before"], found["after"]) == (OLD, NEW)
    assert ("changed", "year", "2024", "2025") in changes(found)
    assert [c["difference"] for c in found["changes"] if "30101" in c["path"]] == ["-2"]
    cells = {one["id"] for s in found["sources"] for g in s["groups"] for one in g["consequences"]}
    assert "T6!30101.total" in cells


def test_lists_of_plain_texts(home: Path) -> None:
    found = _compare(
        home, with_change(KORLA, "    - 综合监管科\n", "    - 综合监督管理科\n    - 法规科\n")
    )
    assert changes(found) == [
        ("changed", "department.offices.综合监督管理科", "综合监管科", "综合监督管理科"),
        ("added", "department.offices.法规科", None, "法规科"),
    ]


def test_a_long_report_says_what_it_leaves_out(home: Path) -> None:
    codes = range(30201, 30299)
    lines = "".join(f"    - {{code: {code}, amount: 1}}\n" for code in codes)
    more = with_change(KORLA, "    - {code: 30201, amount: 4.25}\n", lines)
    write_files(home, {OLD: KORLA, NEW: more})
    short, whole = diff(OLD, NEW).out, diff(OLD, NEW, "--all").out
    assert "--all shows everything" in short
    assert "left out" not in whole
    assert len(whole.splitlines()) > len(short.splitlines()) > 40


def test_control_characters_do_not_reach_the_terminal(home: Path) -> None:
    evil = with_change(KORLA, "reason: 退休人员年底绩效增加", r'reason: "a\e[31m\u202e"')
    write_files(home, {OLD: KORLA, NEW: evil})
    out = call("diff", OLD, NEW).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert json.loads(call("diff", OLD, NEW, "--format", "json").out)


def test_a_fund_by_its_name_is_the_same_fund(home: Path) -> None:
    found = _compare(home, KORLA.replace("fund: general.own", "fund: 一般财力"))
    assert changes(found) == []
