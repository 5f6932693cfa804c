"""Who wrote the lines of a figure, in real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.trace.blame import NoHistoryError, blame
from tests.budget.department import scaled, without_priors
from tests.cli.run import Ran, run
from tests.support import KORLA, with_change
from tests.trace.support import write

SOURCE = "budgets/bureau/2024.yaml"
CELL = "T6!30101.total"
AMOUNT = "{code: 30101, amount: 62.24}"


def _git(folder: Path, *arguments: str, day: str = "2024-01-15", author: str = "张三") -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = {"NAME": author, "EMAIL": "z@example.org", "DATE": f"{day}T23:30:00+0800"}
    people = {f"GIT_{role}_{key}": v for role in ("AUTHOR", "COMMITTER") for key, v in who.items()}
    no_settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", *arguments], cwd=folder, env={**kept, **people, **no_settings},
        check=True, capture_output=True,
    )  # fmt: skip


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    """Return a repository whose source was committed twice: 30101 was changed by another person."""
    write(tmp_path, {"2024.yaml": with_change(KORLA, AMOUNT, AMOUNT.replace("62.24", "60"))})
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "-m", "编制2024年预算")
    write(tmp_path, {"2024.yaml": KORLA})
    more = {"day": "2024-02-01", "author": "李四"}
    _git(tmp_path, "commit", "--quiet", "-a", "-m", "调整基本工资", **more)
    return tmp_path


def _trace(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> Ran:
    return run("trace", SOURCE, *arguments, "--lang", "en", cwd=folder, env=env)


def test_each_leaf_has_its_commit_and_the_root_has_all_of_them(repository: Path) -> None:
    ran = _trace(repository, "T6!301.total", "--blame")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    leaf = next(i for i, line in enumerate(lines) if "30101 基本工资" in line)
    assert lines[leaf + 1].endswith(" 2024-02-01, 李四")
    assert lines[leaf + 3].endswith(" 2024-01-15, 张三")
    heading = lines.index("It became what it is by these commits:")
    assert [line.partition(" 2024")[2] for line in lines[heading + 1 :]] == [
        "-01-15, 张三: 编制2024年预算 (lines: 9)",
        "-02-01, 李四: 调整基本工资 (lines: 1)",
    ]


def test_json_has_the_commits_too(repository: Path) -> None:
    text = _trace(repository, CELL, "--blame", "--format", "json").out
    assert '"author": "李四"' in text
    assert '"lines": 1' in text
    assert '"date": "2024-02-01"' in text
    assert "commit" not in _trace(repository, CELL, "--format", "json").out


def test_the_graph_has_the_commits_too(repository: Path) -> None:
    assert "李四: 调整基本工资" in _trace(repository, CELL, "--blame", "--format", "dot").out


def test_lines_that_are_not_committed_are_said_to_be_so(repository: Path) -> None:
    changed = with_change(KORLA, AMOUNT, AMOUNT.replace("62.24", "62.240"))
    write(repository, {"2024.yaml": changed})
    ran = _trace(repository, "T6!301.total", "--blame")
    lines = ran.out.splitlines()
    leaf = next(i for i, line in enumerate(lines) if "30101 基本工资" in line)
    assert lines[leaf + 1].strip("│ ") == "not committed yet"
    assert lines[-1].strip() == "not committed yet (lines: 1)"


def test_a_file_that_was_never_committed_is_not_committed(tmp_path: Path) -> None:
    write(tmp_path, {"2024.yaml": KORLA})
    _git(tmp_path, "init", "--quiet")
    assert "not committed yet" in _trace(tmp_path, CELL, "--blame").out
    (tmp_path / "README").write_text("x", encoding="utf-8")
    _git(tmp_path, "add", "README")
    _git(tmp_path, "commit", "--quiet", "-m", "README")
    assert "not committed yet" in _trace(tmp_path, CELL, "--blame").out
    _git(tmp_path, "add", ".")
    ran = _trace(tmp_path, CELL, "--blame")
    assert (ran.code, ran.err) == (0, "")
    assert "not committed yet" in ran.out


def test_outside_a_repository_the_tree_is_shown_and_the_lack_is_said(tmp_path: Path) -> None:
    write(tmp_path, {"2024.yaml": KORLA})
    # Were the temporary folder inside a repository, git would go up to it.
    ran = _trace(tmp_path, CELL, "--blame")
    assert ran.code == 1
    assert "30101 基本工资 = 62.24 万元" in ran.out
    assert ran.err == "no commits are shown: the source 2024.yaml is in no git repository\n"


def test_without_git_it_says_so(repository: Path) -> None:
    ran = _trace(repository, CELL, "--blame", env={"PATH": str(repository)})
    assert ran.code == 1
    assert ran.err == "no commits are shown: git is not installed\n"


def test_nothing_that_the_repository_or_the_environment_names_is_run(repository: Path) -> None:
    proof = repository / "run.txt"
    script = repository / "script.sh"
    script.write_text(f'#!/bin/sh\necho run >> {proof}\ncat "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    for setting in ("core.fsmonitor", "core.pager", "pager.blame", "diff.budget.textconv"):
        _git(repository, "config", setting, str(script))
    _git(repository, "config", "color.ui", "always")
    (repository / ".gitattributes").write_text("*.yaml diff=budget\n", encoding="utf-8")
    env = {"GIT_DIR": "/nowhere", "GIT_PAGER": str(script), "GIT_EXTERNAL_DIFF": str(script)}
    ran = _trace(repository, CELL, "--blame", env=env)
    assert (ran.code, ran.err) == (0, "")
    assert "李四: 调整基本工资" in ran.out
    assert not proof.exists()


def test_a_name_like_an_option_is_a_name(tmp_path: Path) -> None:
    _git(tmp_path, "init", "--quiet")
    path = tmp_path / "--version"
    path.write_text("a\nb\n", encoding="utf-8")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "-m", "x")
    assert [blame(path)[line].author for line in (1, 2)] == ["张三", "张三"]


def test_a_broken_repository_is_reported_in_its_own_words(tmp_path: Path) -> None:
    write(tmp_path, {"2024.yaml": KORLA})
    _git(tmp_path, "init", "--quiet")
    (tmp_path / ".git" / "config").write_text("[broken", encoding="utf-8")
    with pytest.raises(NoHistoryError) as raised:
        blame(tmp_path / SOURCE)
    assert ENGLISH(raised.value.reason).startswith("git says: ")


def test_last_year_is_blamed_in_its_own_file(repository: Path) -> None:
    last = scaled(with_change(KORLA, "year: 2024\n", "year: 2023\n"), 2)
    write(repository, {"2023.yaml": last, "2024.yaml": without_priors(KORLA)})
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "-m", "去年", day="2024-03-01", author="王五")
    ran = _trace(repository, "general_by_item.2013801.change.growth", "--blame")
    lines = ran.out.splitlines()
    assert ran.code == 0, ran
    leaf = next(i for i, line in enumerate(lines) if "2023.yaml" in line)
    assert lines[leaf + 1].endswith("2024-03-01, 王五"), ran


@pytest.mark.parametrize("key", ["filter.x.clean", "filter.x.process", "filter.a=b.clean"])
def test_no_filter_of_a_repository_runs(repository: Path, tmp_path: Path, key: str) -> None:
    witness = tmp_path / "ran"
    attributes = f"* filter={key.split('.')[1]}\n"
    (repository / ".gitattributes").write_text(attributes, encoding="utf-8")
    _git(repository, "config", key, f"touch {witness}; cat")
    write(repository, {"2024.yaml": f"{KORLA}# 未提交\n"})
    ran = _trace(repository, CELL, "--blame")
    assert ran.code == 0, ran.err
    assert not witness.exists()


@pytest.mark.needs("cat", "touch")
def test_a_filter_would_run_if_it_were_let(repository: Path, tmp_path: Path) -> None:
    witness = tmp_path / "ran"
    (repository / ".gitattributes").write_text("* filter=x\n", encoding="utf-8")
    _git(repository, "config", "filter.x.clean", f"touch {witness}; cat")
    write(repository, {"2024.yaml": f"{KORLA}# 未提交\n"})
    _git(repository, "blame", SOURCE)
    assert witness.exists()
