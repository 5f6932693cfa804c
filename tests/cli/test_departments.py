"""A source may be named by its department on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Workspace
from tests.cli.run import call, run
from tests.support import MINIMAL, with_change


def _named(name: str, year: str = "2024") -> str:
    text = with_change(MINIMAL, "name: 某某局", f"name: {name}")
    return with_change(text, "year: 2024", f"year: {year}")


FILES = {
    "budgets/archives/2024.yaml": _named("小河县档案局"),
    "budgets/archives/2025.yaml": _named("小河县档案局", "2025"),
    "budgets/finance/2024.yaml": _named("小河县财政局").replace("department:", "部门概况:"),
    "budgets/health/2024.yaml": _named("小河县卫生健康委员会"),
}


@pytest.fixture
def here(workspace: Workspace) -> None:
    """Stand in a workspace of three departments."""
    workspace(FILES)


@pytest.mark.usefixtures("here")
def test_a_name_that_is_none_is_told_as_one() -> None:
    ran = call("check", "教育局")
    assert ran.code == 2
    assert ran.err.endswith(
        "Error: neither a file nor a department here is called 教育局; a department is known by "
        "the name in its source\n"
    )
    assert call("check", "教育局", language="zh").err.endswith(
        "这里没有叫“教育局”的文件或部门；部门按其源文件中的名称查找\n"
    )
    assert "路径'nothing'不存在" in run("--lang", "zh", "check", "nothing", cwd=Path()).err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("archivs", "archives"),
        ("finance/2026", "finance/2024"),
        ("budgets/helth/2024.yaml", "budgets/health/2024.yaml"),
    ],
)
def test_what_is_nearly_there_is_said(typed: str, meant: str) -> None:
    ran = call("check", typed)
    assert ran.code == 2
    assert ran.err.endswith(f"Error: there is no {typed}; did you mean {meant}?\n")
    assert call("check", typed, language="zh").err.endswith(f"没有 {typed}；是否应为{meant}？\n")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("typed", "sources"),
    [
        ("小河县档案局", 2),
        ("档案局", 2),
        ("档案局/2025", 1),
        ("小河县财政局", 1),
        ("财政局/2024", 1),
    ],
)
def test_a_department_means_its_sources(typed: str, sources: int) -> None:
    assert f"sources checked: {sources};" in call("check", typed).out


@pytest.mark.usefixtures("here")
def test_a_command_on_one_source_takes_the_only_one() -> None:
    listed = call("trace", "卫生健康", "--list")
    assert listed.code == 0
    assert listed.out == call("trace", "budgets/health/2024.yaml", "--list").out


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_of_several_is_asked_for(language: str) -> None:
    ran = call("trace", "档案局", "--list", language=language)
    said = {
        "en": "档案局 may be 小河县档案局/2024, 小河县档案局/2025",
        "zh": "档案局 可以是：小河县档案局/2024、小河县档案局/2025",
    }
    assert ran.code == 2
    assert said[language] in " ".join(ran.err.split())


@pytest.mark.usefixtures("here")
def test_what_is_there_goes_before_a_name_and_nobody_is_an_error() -> None:
    assert call("check", "budgets/archives").code == 0
    nobody = call("check", "无此局")
    assert nobody.code == 2
    assert "无此局" in nobody.err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("typed", "sources"), [("archives", 2), ("archives/2025", 1)])
def test_the_folder_of_a_department_needs_no_path(typed: str, sources: int) -> None:
    assert f"sources checked: {sources};" in call("check", typed).out
    listed = call("trace", "archives/2025", "--list")
    assert (listed.code, listed.out) == (0, call("trace", "档案局/2025", "--list").out)
    ran = call("trace", "archives", "--list")
    assert "budgets/archives may be budgets/archives/2024.yaml" in " ".join(ran.err.split())
    assert "there is no archive; did you mean archives?" in call("check", "archive").err


@pytest.mark.usefixtures("here")
def test_a_folder_with_one_source_means_that_one() -> None:
    assert call("trace", "budgets/finance", "--list").code == 0
    ran = call("trace", "budgets/archives", "--list")
    assert ran.code == 2
    told = "budgets/archives may be budgets/archives/2024.yaml, budgets/archives/2025.yaml"
    assert told in " ".join(ran.err.split())
    assert "is a directory" in call("trace", "budgets", "--list").err
