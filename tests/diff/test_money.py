"""The money of a comparison: each sum once, and that of units in that of their department."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.budget.department import own_office, unit_source
from tests.diff.repository import BUREAU, data, diff, repository
from tests.support import KORLA, with_change, write_files

OTHER = "budgets/other/2024.yaml"
UNIT = "budgets/bureau/first-team/2024.yaml"
FUNCTIONS = KORLA[KORLA.index("  by_function:\n") : KORLA.index("  by_economic:\n")]
ECONOMIC = KORLA[KORLA.index("  by_economic:\n") : KORLA.index("project_expenditure:\n")]


@pytest.fixture(name="home")
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = repository(tmp_path / "home", {BUREAU: KORLA})
    monkeypatch.chdir(folder)
    return folder


def _differences(home: Path, text: str) -> list[str | None]:
    write_files(home, {BUREAU: text})
    return [change["difference"] for change in data()["changes"]]


def test_a_department_that_comes_or_goes_is_what_it_spends(home: Path) -> None:
    write_files(home, {OTHER: KORLA})
    (change,) = data()["changes"]
    assert (change["act"], change["difference"]) == ("added", "314.66")
    (home / OTHER).unlink()
    (home / BUREAU).unlink()
    (change,) = data()["changes"]
    assert (change["act"], change["difference"]) == ("removed", "-314.66")


def test_of_two_margins_one_is_counted(home: Path) -> None:
    text = with_change(with_change(KORLA, FUNCTIONS, ""), ECONOMIC, "")
    assert len(_differences(home, text)) == 2
    assert _differences(home, text)[0] == _differences(home, text)[1]
    whole = KORLA[KORLA.index("basic_expenditure:\n") : KORLA.index("project_expenditure:\n")]
    assert _differences(home, with_change(KORLA, whole, "")) == _differences(home, text)[:1]


def test_a_part_of_one_margin_is_what_it_says(home: Path) -> None:
    line = "    - {code: 30101, amount: 62.24}\n"
    assert _differences(home, with_change(KORLA, line, "")) == ["-62.24"]


@pytest.mark.usefixtures("home")
def test_a_file_outside_the_workspace_is_a_whole_department(tmp_path: Path) -> None:
    outside = tmp_path / "a" / "b" / "c" / "2024.yaml"
    write_files(
        tmp_path, {"a/b/c/2024.yaml": with_change(KORLA, "amount: 314.66", "amount: 316.66")}
    )
    out = diff(BUREAU, str(outside)).out
    assert out.splitlines()[1].startswith("expenditure 314.66 万元, unchanged")
    text = with_change(KORLA, "{item: 知识产权培训费, amount: 2}", "{item: 培训, amount: 4}")
    outside.write_text(text, encoding="utf-8")
    assert diff(BUREAU, str(outside)).out.splitlines()[1].startswith("expenditure 314.66 → 316.66")


def test_a_unit_is_in_the_money_of_its_department_and_alone_is_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = "  subordinate_units:\n    - id: first-team\n"
    text = with_change(KORLA, "  subordinate_units: []\n", listed)
    assert listed in own_office()
    unit = unit_source("first-team")
    home = repository(tmp_path / "units", {BUREAU: text, UNIT: unit})
    monkeypatch.chdir(home)
    line = "{item: 知识产权培训费, amount: 4}"
    write_files(home, {UNIT: with_change(unit, line, line.replace("4", "5"))})
    assert diff().out.splitlines()[1].startswith("expenditure 943.98 → 944.98")
    assert diff("main", UNIT).out.splitlines()[1].startswith("expenditure 629.32 → 630.32")


def test_a_unit_that_its_department_does_not_list_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = unit_source("first-team")
    home = repository(tmp_path / "units", {BUREAU: KORLA, UNIT: unit})
    monkeypatch.chdir(home)
    line = "{item: 知识产权培训费, amount: 4}"
    write_files(home, {UNIT: with_change(unit, line, line.replace("4", "5"))})
    assert (
        diff()
        .out.splitlines()[1]
        .startswith(
            "2024 (department): expenditure 314.66 万元, unchanged; "
            "2024 (unit): expenditure 629.32 → 630.32 万元 (+1.00, +0.16%); "
        )
    )
