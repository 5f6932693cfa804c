"""What a passage of text is laid to: the change that typed it, not whatever else was changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.diff.repository import BUREAU, data, repository
from tests.layout.shanghai import department
from tests.support import KORLA, with_change, write_files

OTHER = "budgets/other/2024.yaml"
PROJECT = KORLA[KORLA.index("    - id: intellectual-property-training"):
                KORLA.index("    - id: law-enforcement-cases")]  # fmt: skip


def _named(name: str, id_: str) -> str:
    text = PROJECT.replace("id: intellectual-property-training", f"id: {id_}")
    return text.replace("知识产权", name)


NEW = _named("计量标准", "standards")
HEADCOUNT = ("in_service: {current: 17", "in_service: {current: 18")


@pytest.fixture(name="home")
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = repository(tmp_path / "home", {BUREAU: KORLA, OTHER: KORLA})
    monkeypatch.chdir(folder)
    return folder


def _number(found: dict[str, Any], path: str, act: str = "added") -> int:
    (number,) = (
        change["number"]
        for change in found["changes"]
        if (change["path"], change["act"]) == (path, act)
    )
    assert isinstance(number, int)
    return number


def _passages(found: dict[str, Any], source: str = BUREAU) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is printed otherwise, each with the title that it stands under."""
    for one in found["sources"]:
        for group in one["groups"] if one["after"] == source else ():
            yield from ((group["title"], passage) for passage in group["consequences"])


def _judge_a_new_project(found: dict[str, Any], name: str, number: int) -> None:
    """Assert that all of a new project is laid to it, and so is what it only numbers anew."""
    new = [
        (title, one)
        for title, one in _passages(found)
        if one["before"] is None and "T7" not in (one["id"] or "")
        and (name in title or "standards" in (one["id"] or "") or title.startswith("项目支出绩效"))
    ]  # fmt: skip
    assert len(new) > 100
    assert {one["after"] for _, one in new} >= {
        "资金执行时间：2024年1月1日-2024年12月31日",
        "项目承担单位：库尔勒经济技术开发区市场监督管理局",
        "一级指标",
        "产出指标",
        "预算部门",
        "其他资金",
    }
    assert [one for _, one in new if one["causes"] != [number]] == []
    anew = [
        one for _, one in _passages(found)
        if one["part"] == "heading" and "项目名称：" in (one["before"] or "")
    ]  # fmt: skip
    assert len(anew) == len(("the same project", "the last"))
    assert [one for one in anew if one["causes"] != [number]] == []


def test_a_new_project_beside_a_few_changes(home: Path) -> None:
    text = with_change(KORLA, "amount: 314.66", "amount: 316.66")
    write_files(home, {BUREAU: with_change(with_change(text, *HEADCOUNT), PROJECT, NEW + PROJECT)})
    found = data()
    _judge_a_new_project(
        found, "计量标准", _number(found, "project_expenditure.projects.standards")
    )
    people = _number(found, "department.staff.in_service.current", "changed")
    laid = [one["after"] for _, one in _passages(found) if people in one["causes"]]
    assert len(laid) == 1
    assert "在职18人" in laid[0]


@pytest.mark.parametrize("unit", ["万元", "元"], ids=["many changes", "another unit"])
def test_a_new_project_beside_many_changes_and_another_unit(home: Path, unit: str) -> None:
    text = KORLA.replace("amount: ", "amount: 1").replace("unit: 万元", f"unit: {unit}", 1)
    old, new = (part.replace("amount: ", "amount: 1") for part in (PROJECT, NEW + PROJECT))
    write_files(home, {BUREAU: with_change(with_change(text, *HEADCOUNT), old, new)})
    found = data()
    assert len(found["changes"]) > 20
    _judge_a_new_project(
        found, "计量标准", _number(found, "project_expenditure.projects.standards")
    )


def test_a_unit_bears_on_its_own_document_alone(home: Path) -> None:
    write_files(home, {BUREAU: KORLA.replace("unit: 万元", "unit: 元", 1)})
    write_files(home, {OTHER: with_change(KORLA, PROJECT, NEW + PROJECT)})
    found = data()
    number = _number(found, "project_expenditure.projects.standards")
    unit = _number(found, "unit", "changed")
    assert all(unit not in one["causes"] for _, one in _passages(found, OTHER))
    assert all(number not in one["causes"] for _, one in _passages(found))
    assert all(one["causes"] for _, one in _passages(found))


def test_two_projects_that_say_much_the_same_are_told_apart(home: Path) -> None:
    both = NEW + _named("食品安全", "food")
    write_files(home, {BUREAU: with_change(KORLA, PROJECT, both + PROJECT)})
    found = data()
    numbers = {id_: _number(found, f"project_expenditure.projects.{id_}")
               for id_ in ("standards", "food")}  # fmt: skip
    for id_, number in numbers.items():
        cells = [
            one for _, one in _passages(found) if f"project_targets.{id_}!" in (one["id"] or "")
        ]
        assert len(cells) > 50
        assert [one for one in cells if one["causes"] != [number]] == []


def test_what_nothing_tells_is_laid_to_nothing_that_was_told(home: Path) -> None:
    text = with_change(KORLA, "reason: 退休人员年底绩效增加", "reason: 退休人员的绩效增加")
    write_files(home, {BUREAU: with_change(text, *HEADCOUNT)})
    found = data()
    people = _number(found, "department.staff.in_service.current", "changed")
    for _, one in _passages(found):
        assert (people in one["causes"]) == ("在职" in one["after"])


def test_of_two_years_what_tells_the_year_or_a_day_is_laid_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """与2023年预算持平 and 截至2023年12月31日 were laid to the reason of some revenue beside."""
    later = department()
    earlier = with_change(later, "year: 2024", "year: 2023").replace("2023-12-31", "2022-12-31")
    earlier = with_change(
        earlier, "prior: 1200000, reason: 人员增加", "prior: 1200000, reason: 增资"
    )
    olds, news = "budgets/bureau/2023.yaml", BUREAU
    monkeypatch.chdir(repository(tmp_path / "years", {olds: earlier, news: later}))
    found = data(olds, news)
    year = _number(found, "year", "changed")
    day = _number(found, "assets.as_of", "changed")
    told = {
        words: one["causes"]
        for _, one in _passages(found)
        for words in ("（一）因公出国（境）费", "（三）公务接待费", "截至2023年12月31日")
        if (one["after"] or "").startswith(words)
    }
    assert told == {
        "（一）因公出国（境）费": [year],
        "（三）公务接待费": [year],
        "截至2023年12月31日": [day],
    }
