"""The development tools: pinned, and called before a commit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.ci.test_scripts import git
from tests.support import KORLA, ROOT, with_change, write_files

BIN = Path(sys.executable).parent
CONFIG = ".pre-commit-config.yaml"
SOURCE = "budgets/bureau/2024.yaml"


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints-dev.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines]
    assert all(len(pair) == 2 for pair in pairs)
    return {canonicalize_name(name): version for name, version in pairs}


def _required(name: str, extras: set[str]) -> list[Requirement]:
    found = [Requirement(text) for text in requires(name) or ()]
    return [
        one
        for one in found
        if one.marker is None or any(one.marker.evaluate({"extra": e}) for e in (*extras, ""))
    ]


def test_each_development_tool_has_its_version_and_so_has_what_it_stands_on() -> None:
    pins, wrong = _pins(), []
    waiting, seen = _required("budgetc", {"dev"}), {"pip", "setuptools"}  # of the environment
    while waiting:
        one = waiting.pop()
        if one.name in seen:
            continue
        seen.add(one.name)
        version = pins.get(canonicalize_name(one.name))
        if version is None or not one.specifier.contains(version, prereleases=True):
            wrong.append(f"{one}: {version}")
        waiting += _required(one.name, one.extras)
    assert wrong == []
    assert len(seen) > 40
    assert "--constraint constraints-dev.txt" in (ROOT / ".ci/run").read_text(encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with our hooks and our tools."""
    for name in (CONFIG, "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(BIN)
    (tmp_path / ".gitignore").write_text(".venv/\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    return tmp_path


def _hooks(repository: Path, files: dict[str, str]) -> dict[str, str]:
    """Stage files and run the hooks; return what became of each."""
    write_files(repository, files)
    git(repository, "add", "--all")
    done = subprocess.run(
        [BIN / "pre-commit", "run"], cwd=repository, capture_output=True, text=True, check=False,
        env={**os.environ, "PRE_COMMIT_HOME": str(repository / ".venv"), "BUDGETC_LANG": "en"},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stdout
    return dict(re.findall(r"^(\S.*?)\.{3,}.*?([A-Z]\w+)$", done.stdout, re.MULTILINE))


def test_the_hooks_of_this_repository(repository: Path) -> None:
    clean = '"""A module."""\n'
    tree = {"compiler/a.py": clean, "tests/a.py": clean, "benchmarks/a.py": clean, SOURCE: KORLA}
    python, budgets = ("ruff format", "ruff check", "mypy"), ("budgetc fmt", "budgetc check")
    assert _hooks(repository, tree) == dict.fromkeys((*python, *budgets), "Passed")
    git(repository, "commit", "--quiet", "--message", "x", "--no-verify")

    bad = {"compiler/a.py": clean + "import os\nx: int = ''\n"}
    assert _hooks(repository, bad) == {
        **dict.fromkeys(python, "Failed"), **dict.fromkeys(budgets, "Skipped")
    }  # fmt: skip
    git(repository, "commit", "--quiet", "--message", "x", "--no-verify", "--all")

    text = with_change(KORLA, "amount: 314.66", "amount:  314.65")
    assert _hooks(repository, {SOURCE: text}) == {
        **dict.fromkeys(python, "Skipped"), **dict.fromkeys(budgets, "Failed")
    }  # fmt: skip
