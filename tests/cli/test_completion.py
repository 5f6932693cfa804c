"""Pressing Tab, in the real shells."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pytest

from tests.cli.conftest import Workspace
from tests.cli.run import _environment, call, run
from tests.support import MINIMAL

SHELLS = ("bash", "zsh", "fish")
BASH, ZSH, FISH = (pytest.param(shell, marks=pytest.mark.needs(shell)) for shell in SHELLS)
SOURCE = "budgets/bureau/2024.yaml"
OTHER = "budgets/some office/2024.yaml"


@pytest.fixture
def office(workspace: Workspace) -> Path:
    """Return a workspace with a program `budgetc` and the script of each shell."""
    root = workspace({SOURCE: MINIMAL, OTHER: MINIMAL})
    program = root / "bin" / "budgetc"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m budgetc "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for shell in SHELLS:
        script = call("completion", shell).out
        (root / f"script.{shell}").write_text(script, encoding="utf-8")
    return root


def _variables(root: Path) -> dict[str, str]:
    path = f"{root / 'bin'}:{os.environ['PATH']}"
    more = {"PATH": path, "HOME": str(root), "ZDOTDIR": str(root), "TERM": "dumb", "PS1": "$ "}
    return _environment({**more, "XDG_CONFIG_HOME": str(root), "LANG": "C.UTF-8"})


def _bash(root: Path, words: Sequence[str]) -> list[str]:
    """Return what bash's own function offers, as it would insert it."""
    script = (
        'source script.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
        '_budgetc_completion budgetc; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    return _lines(["bash", "--norc", "-c", script, "bash", *words], root)


def _fish(root: Path, words: Sequence[str]) -> list[str]:
    script = "source script.fish; complete -C (string join ' ' -- $argv)"
    lines = _lines(["fish", "-N", "-c", script, *words], root)
    return [line.split("\t")[0] for line in lines]


def _lines(command: Sequence[str], root: Path) -> list[str]:
    done = subprocess.run(
        command, cwd=root, env=_variables(root), capture_output=True, text=True, check=False
    )
    assert done.stderr.replace("bash: no job control in this shell\n", "") in (
        "",
        "script.bash: line 10: compopt: not currently executing completion function\n",
    )
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize("shell", [BASH, ZSH, FISH])
def test_the_script_is_one_of_its_shell_and_says_how_to_install_it(
    shell: str, office: Path
) -> None:
    script = office / f"script.{shell}"
    done = subprocess.run([shell, "-n", str(script)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    hints = [line for line in script.read_text(encoding="utf-8").splitlines() if "install" in line]
    assert len(hints) == 1
    assert f"budgetc completion {shell} >" in hints[0]


@pytest.mark.parametrize(
    "complete",
    [
        pytest.param(_bash, marks=pytest.mark.needs("bash")),
        pytest.param(_fish, marks=pytest.mark.needs("fish")),
    ],
)
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["tra"], ["trace"]),
        (["check", "--str"], ["--strict"]),
        (["jurisdictions", "sh"], ["show"]),
        (["jurisdictions", "copy", "xin"], ["xinjiang"]),
        (["schema", "--jurisdiction", "shang"], ["shanghai"]),
        (["rules", "xtb01"], ["XTB010", "XTB011", "XTB012"]),
        (["build", "--format", "ma"], ["markdown"]),
        (["completion", "f"], ["fish"]),
        (["check", "budgets/b"], [SOURCE]),
        (["new", "--from", "budgets/b"], [SOURCE]),
        (["check", "某某"], ["某某局/2024"]),
        (["check", SOURCE, "budgets/b"], [SOURCE]),
        (["trace", SOURCE, "revenu"], ["revenue"]),
        (["trace", "budgets/none/2024.yaml", "revenu"], []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_is_offered(
    complete: object, words: list[str], expected: list[str], office: Path
) -> None:
    assert callable(complete)
    assert complete(office, ["budgetc", *words]) == expected


@pytest.mark.needs("bash")
def test_special_characters_are_escaped_for_bash(office: Path) -> None:
    offered = _bash(office, ["budgetc", "trace", SOURCE, "T1!20"])
    assert r"T1\!2013801.total" in offered
    quoted = _bash(office, ["budgetc", "trace", SOURCE, "'T1!20"])
    assert "T1!2013801.total" in quoted
    assert _bash(office, ["budgetc", "check", "budgets/s"]) == [r"budgets/some\ office/2024.yaml"]


@pytest.mark.parametrize("shell", [BASH, ZSH])
def test_tab_on_a_terminal(shell: str, office: Path) -> None:
    command = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}[shell]
    with _Terminal(command, office) as terminal:
        terminal.type(f"source script.{shell}; echo rea''dy\n")
        terminal.until("ready")
        for typed, shown in (
            ("budgetc comple\t", "completion "),
            ("budgetc rules XTB010\t", "XTB010 "),
            ("budgetc check budgets/b\t", f"check {SOURCE} "),
            ("budgetc check budgets/s\t", r"budgets/some\ office/2024.yaml"),
        ):
            terminal.type(typed)
            terminal.until(shown)
            terminal.type("\x15")  # forget the line


class _Terminal:
    """A shell on a terminal."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._end, inner = pty.openpty()
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=_variables(folder),
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._end)

    def type(self, text: str) -> None:
        os.write(self._end, text.encode())

    def until(self, text: str) -> None:
        """Wait until the shell has shown a text."""
        shown, patience = "", time.monotonic() + 60
        while text not in shown:
            ready, _, _ = select.select([self._end], [], [], patience - time.monotonic())
            assert ready, f"it does not show {text!r}: {shown!r}"
            shown += os.read(self._end, 65_536).decode(errors="replace")


def _asked(root: Path, *words: str) -> tuple[int, str, str]:
    variables = {"_BUDGETC_COMPLETE": "bash_complete", "COMP_WORDS": "\n".join(words)}
    return run(cwd=root, env={**variables, "COMP_CWORD": str(len(words) - 1)})


@pytest.mark.parametrize(
    "text",
    ["", "a: [", "jurisdiction: nowhere\nyear: 2024\n", "\x00", MINIMAL.replace("9.00", "x")],
)
def test_a_source_with_errors_offers_nothing_and_says_nothing(office: Path, text: str) -> None:
    (office / SOURCE).write_text(text, encoding="utf-8")
    assert _asked(office, "budgetc", "trace", SOURCE, "T") == (0, "\n", "")


def test_a_name_that_would_steer_the_terminal_is_not_offered(office: Path) -> None:
    bad = office / "budgets" / "bad\x1b[2J" / "2024.yaml"
    bad.parent.mkdir()
    bad.write_text(MINIMAL, encoding="utf-8")
    code, out, err = _asked(office, "budgetc", "check", "budgets/ba")
    assert (code, err) == (0, "")
    assert "\x1b" not in out


def test_outside_of_a_workspace_files_are_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _asked(tmp_path, "budgetc", "check", "x") == (0, "file,x\n", "")
    assert _asked(tmp_path, "budgetc", "trace", "2024.yaml", "T") == (0, "\n", "")


def test_naming_a_command_makes_none(office: Path) -> None:
    code = (
        "import sys; from budgetc.cli.app import run\n"
        "try: run([])\n"
        "except SystemExit: pass\n"
        "print(sorted(m for m in sys.modules if m.startswith('budgetc.cli.')))"
    )
    variables = {"_BUDGETC_COMPLETE": "bash_complete", "COMP_WORDS": "budgetc\n", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=office,
        env=_environment(variables),
        capture_output=True,
        text=True,
        check=True,
    )
    *offered, imported = done.stdout.splitlines()
    assert "plain,check" in offered
    assert "check'" not in imported


def test_a_shell_that_is_not_known_is_refused() -> None:
    ran = call("completion", "tcsh")
    assert ran.code == 2
    assert "tcsh" in ran.err
