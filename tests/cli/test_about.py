"""What a report of a fault needs is told, and nothing of whose machine it is."""

from __future__ import annotations

import getpass
import platform
from importlib.metadata import version
from pathlib import Path

import pytest

from budgetc import __version__
from tests.cli.run import call
from tests.support import KORLA


@pytest.mark.parametrize("typed", [("--version", "--verbose"), ("--verbose", "--version")])
def test_it_says_what_is_there(
    typed: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "budgets/bureau/2024.yaml"
    source.parent.mkdir(parents=True)
    source.write_text(KORLA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = call(*typed)
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0] == f"budgetc {__version__}"
    assert f"python {platform.python_version()} CPython" in lines
    assert f"library click {version('click')}" in lines
    assert "program git found" in lines
    assert "workspace with 1 sources" in lines
    assert not any("pytest" in line for line in lines)
    assert str(tmp_path) not in ran.out
    assert f"/{getpass.getuser()}" not in ran.out


def test_what_is_not_there_has_a_dash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    lines = call("--version", "--verbose").out.splitlines()
    assert "workspace -" in lines
    assert "program xelatex -" in lines


def test_alone_it_is_none_of_ours() -> None:
    assert call("--version").out == f"budgetc {__version__}\n"
    ran = call("--verbose")
    assert ran.code == 2
    assert "Error: --verbose goes with --version" in ran.err
    assert "--verbose 要与 --version 一起使用" in call("--verbose", language="zh").err
