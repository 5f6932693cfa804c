"""Reports stay readable whatever a stranger sends: bounded, and in plain words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.run import run
from tests.support import MINIMAL

SOURCE = "budgets/bureau/2024.yaml"
LONG = "x" * 5000
WHO = ("-c", "user.name=N", "-c", "user.email=n@example.org")


def _workspace(root: Path, text: str) -> Path:
    path = root / SOURCE
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    "form", ["text", *(pytest.param(one, marks=pytest.mark.slow) for one in ("json", "sarif"))]
)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (MINIMAL + "x: 1\n" * 100_000, "SYN002"),
        (
            MINIMAL.replace("tiny", "xinjiang") + "".join(f"k{n}: 1\n" for n in range(45_000)),
            "SCH002",
        ),
    ],
    ids=["repeated", "unknown"],
)
def test_a_report_of_very_many_mistakes_is_bounded(
    tmp_path: Path, text: str, code: str, form: str
) -> None:
    ran = run("check", "--format", form, cwd=_workspace(tmp_path, text))
    assert ran.code == 1
    assert code in ran.out
    assert len(ran.out) < 1_000_000
    assert f" more of {code} in this file)" in ran.out


@pytest.mark.parametrize(
    "command",
    [
        ["check", LONG],
        ["diff", LONG],
        ["diff", LONG, LONG],
        ["diff", f"HEAD...{LONG}"],
        ["diff", "HEAD", f"budgets/{LONG}"],
        ["schema", "-o", f"{LONG}.json"],
        ["schema", "-o", LONG],
        ["build", "-o", LONG],
        ["new", "--from", SOURCE, "--year", "2025", "-o", f"{LONG}.yaml"],
        ["rules", LONG],
        ["trace", SOURCE, LONG],
    ],
    ids=lambda command: f"{command[0]} {len(command)}",
)
def test_a_word_too_long_for_a_name_is_answered(tmp_path: Path, command: list[str]) -> None:
    root = _repository(tmp_path)
    ran = run(*command, cwd=root)
    assert ran.code in (1, 2)
    assert "Traceback" not in ran.err
    assert "cannot go on" not in ran.err


def test_no_revision_is_called_so(tmp_path: Path) -> None:
    ran = run("diff", LONG, cwd=_repository(tmp_path))
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == f"Error: {LONG[:299]}…"


def test_a_commit_with_names_that_no_disk_takes_is_compared(tmp_path: Path) -> None:
    root = _repository(tmp_path)
    blob = _git(root, "hash-object", "-w", SOURCE)
    department = _tree(root, f"100644 blob {blob}\t{'n' * 300}.yaml")
    budgets = _tree(root, f"040000 tree {department}\t{'d' * 300}")
    top = _tree(root, f"040000 tree {budgets}\tbudgets")
    commit = _git(root, *WHO, "commit-tree", "-m", "long", top)
    for form in ("text", "json", "markdown"):
        ran = run("diff", "HEAD", commit, "--format", form, cwd=root)
        assert (ran.code, ran.err) == (0, "")
        assert "n" * 300 in ran.out.replace("<wbr>", "")


def _repository(root: Path) -> Path:
    _workspace(root, MINIMAL)
    _git(root, "init", "-q")
    _git(root, "add", "-A")
    _git(root, *WHO, "commit", "-qm", "first")
    return root


def _tree(root: Path, line: str) -> str:
    return _git(root, "mktree", given=f"{line}\n")


def _git(root: Path, *words: str, given: str = "") -> str:
    done = subprocess.run(
        ["git", *words], cwd=root, input=given, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
