"""The daily commands: each recipe of the justfile can run, and CONTRIBUTING.md has them all."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT

pytestmark = pytest.mark.needs("sh")  # just runs its lines by it

BIN = Path(sys.executable).parent
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
UPDATED = ("goldens", "words", "catalogue", "pages", "coverage", "layout", "columns", "schema",
           "architecture", "mutants")  # fmt: skip
"""What makes generated files, in this order."""


def _just(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [BIN / "just", "--justfile", ROOT / "justfile", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done


@cache
def _recipes() -> dict[str, dict[str, Any]]:
    """Return the recipes that people call, by their names."""
    told = json.loads(_just("--dump", "--dump-format", "json").stdout)["recipes"]
    return {name: recipe for name, recipe in told.items() if not recipe["private"]}


def _commands(recipe: str) -> list[str]:
    return _just("--dry-run", recipe).stderr.splitlines()


def test_each_recipe_says_what_it_is_for() -> None:
    assert len(_recipes()) > 15
    assert [name for name, recipe in _recipes().items() if not recipe["doc"]] == []
    shown = _just().stdout
    assert [
        name for name in _recipes() if not re.search(rf"^    {name}\b", shown, re.MULTILINE)
    ] == []


def test_each_program_and_module_that_a_recipe_runs_is_there() -> None:
    programs, modules = set(), set()
    for recipe in _recipes():
        for command in _commands(recipe):
            program, *rest = command.split()
            programs.add(program)
            if rest[:1] == ["-m"]:
                modules.add(rest[1])
    here = {
        f".venv/{'Scripts' if os.name == 'nt' else 'bin'}/{path.stem}" for path in BIN.iterdir()
    }
    other = {name for name in programs if name not in here}
    assert other == {".ci/run", "python3", "build/constraints/bin/python"}
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert {"pytest", "tests.golden.update", "budgetc.rules.handbook"} <= modules
    assert [name for name in modules if find_spec(name) is None] == []


def test_update_makes_all_that_is_generated() -> None:
    update = _recipes()["update"]
    assert tuple(one["recipe"] for one in update["dependencies"]) == UPDATED
    assert update["body"] == []
    assert _commands("update") == [command for name in UPDATED for command in _commands(name)]


def test_fuzzing_takes_a_seed_and_a_number() -> None:
    assert _commands("fuzz") == [".venv/bin/python -m tests.fuzz 1 20000"]
    assert _just("--dry-run", "fuzz", "7", "50").stderr == ".venv/bin/python -m tests.fuzz 7 50\n"


def test_the_contributors_page_has_every_recipe_and_no_other() -> None:
    text = CONTRIBUTING.read_text(encoding="utf-8")
    blocks = "".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    assert set(re.findall(r"^just ([a-z]+)", blocks, re.MULTILINE)) == _recipes().keys()
    for page in ("RELEASING.md", ".github/PULL_REQUEST_TEMPLATE.md", "docs/architecture.md"):
        named = set(re.findall(r"`just ([a-z]+)", (ROOT / page).read_text(encoding="utf-8")))
        assert named
        assert named <= _recipes().keys(), page
