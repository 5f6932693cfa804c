"""Python and git are enough for the tests; who needs more says so, and CI has it all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT

SHELL = frozenset({"bash", "cat", "head", "sed", "sh", "sleep", "touch"})
"""What every machine has that runs .ci/run."""
ALONE = {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": "", "COLUMNS": "200"}
CONFTEST = """
from tests.conftest import (
    pytest_addoption, pytest_collection_modifyitems, pytest_make_collect_report,
    pytest_runtest_makereport,
)
"""
TESTS = """
import pytest

@pytest.mark.needs("no-such-program", "git")
def test_with_another_program():
    raise AssertionError

@pytest.mark.needs("git")
@pytest.mark.parametrize("n", [1, pytest.param(2, marks=pytest.mark.needs("nor-this"))])
def test_with_git(n):
    assert n == 1
"""
NEVER_COLLECTED = "import pytest\npytest.skip('not here', allow_module_level=True)\n"


def _pytest(folder: Path, tests: str, *options: str) -> tuple[int, list[str]]:
    """Run tests in a folder; return the exit code, and what the summary says of each."""
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "test_some.py").write_text(tests, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-q", "-o", "markers=needs", *options],
        cwd=folder, env={**os.environ, **ALONE},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = re.findall(r"^(?:PASSED|SKIPPED|FAILED|ERROR) .*|^\d.* in ", done.stdout, re.MULTILINE)
    return done.returncode, [line.rsplit(" in ", 1)[0] for line in said]


def test_what_needs_a_program_is_skipped_where_it_is_not_there(tmp_path: Path) -> None:
    assert _pytest(tmp_path, TESTS) == (
        0,
        [
            "PASSED test_some.py::test_with_git[1]",
            "SKIPPED [1] test_some.py:4: needs no-such-program",
            "SKIPPED [1] test_some.py:8: needs nor-this",
            "1 passed, 2 skipped",
        ],
    )


def test_where_nothing_may_be_skipped_it_fails(tmp_path: Path) -> None:
    assert _pytest(tmp_path, TESTS, "--no-skips") == (
        1,
        [
            "PASSED test_some.py::test_with_git[1]",
            "ERROR test_some.py::test_with_another_program - Skipped: needs no-such-program",
            "ERROR test_some.py::test_with_git[2] - Skipped: needs nor-this",
            "1 passed, 2 errors",
        ],
    )


def test_a_module_that_is_skipped_as_a_whole_fails_too(tmp_path: Path) -> None:
    assert _pytest(tmp_path, NEVER_COLLECTED) == (
        5, ["SKIPPED [1] test_some.py:2: not here", "1 skipped"]
    )  # fmt: skip
    assert _pytest(tmp_path, NEVER_COLLECTED, "--no-skips") == (
        2, ["ERROR test_some.py - Skipped: not here", "1 error"]
    )  # fmt: skip


def test_what_tests_need_is_what_ci_installs() -> None:
    needed = {
        name
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__)
        for names in re.findall(r"mark\.needs\(([^)]*)\)", path.read_text(encoding="utf-8"))
        for name in re.findall(r'"([^"]+)"', names)
    }
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    installed = set(re.findall(r"command -v (\S+)", script))
    assert len(installed) >= 6
    assert installed == needed - SHELL | {"zsh", "fish"}
    assert "\nexport PYTEST_ADDOPTS=--no-skips\n" in script
