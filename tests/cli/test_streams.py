"""The streams of a run: the same bytes under any console, and no traceback of a broken one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import run_in_shell
from tests.support import KORLA, with_change

SOURCE = "budgets/bureau/2024.yaml"
OTHER = "budgets/other/2024.yaml"

COMMANDS = {
    "check": f"$budgetc check {SOURCE}",
    "json": f"$budgetc check {SOURCE} --format json --lang zh",
    "diff": f"$budgetc diff {SOURCE} {OTHER}",
    "compare": f"$budgetc compare {SOURCE} published.txt",
    "schema": "$budgetc schema",
    "rules": "$budgetc rules PCT005 --lang zh",
    "trace": f"$budgetc trace {SOURCE} T1!total.2.amount",
    "fmt": f"$budgetc fmt --diff {OTHER}",
    "help": "$budgetc --help --lang zh",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a workspace with two sources that differ, and a published document."""
    other = with_change(KORLA, "name: 知识产权培训费\n", "name:   知识产权业务培训费\n")
    for name, text in {SOURCE: KORLA, OTHER: other}.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "published.txt").write_text("收入总计 1,234.56 万元\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_gets_the_same_bytes_under_any_character_set(workspace: Path, command: str) -> None:
    names = ("utf-8", "gbk", "cp1252", "latin-1")
    first, *others = (
        run_in_shell(COMMANDS[command], cwd=workspace, env={"PYTHONIOENCODING": name})
        for name in names
    )
    assert not (first.out + first.err).isascii()
    assert first.code in (0, 1)
    assert others == [first] * 3


@pytest.mark.parametrize(
    ("line", "err"),
    [
        ("$budgetc schema > /dev/full", "cannot go on: -: No space left on device\n"),
        ("$budgetc schema >&-", ""),
        ("$budgetc check >&- 2>&-", ""),
        (f"$budgetc check {SOURCE} 2> /dev/full > /dev/full", ""),
        ("$budgetc --version > /dev/full", "cannot go on: -: No space left on device\n"),
        ("$budgetc --version >&-", ""),
        ("(sleep 1; $budgetc --version) | true", ""),
        ("$budgetc schema | head -c 1 > /dev/null", ""),
        ("(sleep 1; $budgetc schema) | true", ""),
    ],
)
@pytest.mark.needs("head", "sleep")
def test_a_broken_stream_ends_in_no_traceback(workspace: Path, line: str, err: str) -> None:
    ran = run_in_shell(line, cwd=workspace)
    assert (ran.out, ran.err) == ("", err)


@pytest.mark.parametrize(
    "command",
    [
        "new department",
        f"new project {SOURCE}",
        f"new --from {SOURCE} --year 2024",
        "fmt -",
    ],
)
def test_a_closed_input_is_answered(workspace: Path, command: str) -> None:
    ran = run_in_shell(f"$budgetc {command} <&-", cwd=workspace)
    assert ran.code in (1, 2)
    assert ran.err
    assert "Traceback" not in ran.err


INTERRUPTED = """
import os, signal, sys
from importlib.abc import MetaPathFinder

class Stop(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == MODULE:
            os.kill(os.getpid(), signal.SIGINT)

MODULE = sys.argv.pop(1)
sys.meta_path.insert(0, Stop())
from budgetc.__main__ import main
main()
"""
"""A run that Ctrl-C ends at the import of a module."""


@pytest.mark.parametrize(
    "module", ["budgetc.cli.app", "click", "gettext", "budgetc.cli.check", "budgetc.pipeline"]
)
def test_ctrl_c_while_modules_are_read(workspace: Path, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module, "check"],
        cwd=workspace,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
