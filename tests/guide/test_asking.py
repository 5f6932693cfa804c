"""What people type who look for help, and what they are told, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import call, run

TWO_FILES = "budgetc diff budgets/my-bureau/2024.yaml budgets/my-bureau/2025.yaml"

USAGE = {
    "en": "Usage: budgetc diff [OPTIONS] [A] [B] [SOURCE]...\n"
    "Try 'budgetc diff --help' for help.\n",
    "zh": "用法: budgetc diff [选项] [版本A] [版本B] [源文件]...\n用法说明：budgetc diff --help\n",
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("asked", "usual"),
    [
        (("help",), ("--help",)),
        (("-h",), ("--help",)),
        (("help", "check"), ("check", "--help")),
        (("check", "-h"), ("check", "--help")),
        (("new", "department", "-h"), ("new", "department", "--help")),
    ],
)
def test_help_is_asked_for_in_many_ways(
    asked: tuple[str, ...], usual: tuple[str, ...], language: str
) -> None:
    answer = call(*asked, language=language)
    assert answer == call(*usual, language=language)
    assert answer.code == 0
    assert answer.out


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Error: there is no command biuld; did you mean build?\n"),
        ("zh", "错误：没有命令 biuld；是否应为build？\n"),
    ],
)
def test_a_command_with_two_letters_exchanged(language: str, answer: str, tmp_path: Path) -> None:
    done = run("--lang", language, "biuld", cwd=tmp_path)
    assert done.code == 2
    assert done.err.splitlines(keepends=True)[-1] == answer


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        (
            "en",
            "Error: this folder is not a git repository; two files are compared without git: ",
        ),
        (
            "zh",
            "错误：本文件夹不在 git 仓库中；不用 git 也能比较两个文件：",
        ),
    ],
)
def test_a_difference_without_git(
    language: str, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "budgets").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = run("--lang", language, "diff", cwd=tmp_path)
    assert done.code == 2
    assert done.err == f"{USAGE[language]}\n{answer}{TWO_FILES}\n"
