"""`budgetc fmt`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support import KORLA, MINIMAL

from .conftest import Workspace
from .run import call, run

GOOD = "budgets/a/2024.yaml"
BAD = "budgets/b/2024.yaml"
CANONICAL = "jurisdiction: tiny\nyear: 2024\n"
OTHER = "year:  2024\njurisdiction: tiny\n"


def test_files_are_rewritten_and_named(workspace: Workspace) -> None:
    root = workspace({GOOD: CANONICAL, BAD: OTHER})
    ran = call("fmt")
    assert (ran.code, ran.out) == (0, f"{BAD}\n")
    assert ran.err == "formatted: 1; as they should be: 1; left alone: 0\n"
    assert (root / BAD).read_text() == CANONICAL
    assert (root / GOOD).read_text() == CANONICAL
    again = call("fmt")
    assert (again.code, again.out) == (0, "")


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing(workspace: Workspace, option: str) -> None:
    root = workspace({GOOD: CANONICAL, BAD: OTHER})
    ran = call("fmt", option)
    assert ran.code == 1
    assert BAD in ran.out
    assert GOOD not in ran.out
    assert "to be formatted: 1; as they should be: 1" in ran.err
    assert (root / BAD).read_text() == OTHER
    assert call("fmt", option, GOOD).code == 0


def test_the_difference_is_a_patch(workspace: Workspace) -> None:
    root = workspace({BAD: OTHER})
    patch = call("fmt", "--diff", "--check").out
    done = subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=root, check=False)
    assert done.returncode == 0
    assert (root / BAD).read_text() == CANONICAL


def test_files_folders_and_what_stands_beside(workspace: Workspace) -> None:
    totals = "totals:\n- {amount: 1, department: a}\nunit: 元\n"
    root = workspace({
        BAD: OTHER, "budgets/c/2024.yml": OTHER, "elsewhere.yaml": OTHER,
        "budgets/control-totals.yaml": totals, "budgets/region.yaml": "year:  2024\n",
    })  # fmt: skip
    assert call("fmt", "--check", "budgets/b").out == f"{BAD}\n"
    assert call("fmt", "--check", BAD, "elsewhere.yaml").out == f"{BAD}\nelsewhere.yaml\n"
    assert len(call("fmt").out.split()) == 4
    text = (root / "budgets/control-totals.yaml").read_text()
    assert text == "unit: 元\n\ntotals:\n  - {department: a, amount: 1}\n"


def test_a_source_that_cannot_be_read_does_not_stop_the_others(workspace: Workspace) -> None:
    root = workspace({GOOD: "a: [\n", BAD: OTHER})
    ran = call("fmt")
    assert (ran.code, ran.out) == (1, f"{BAD}\n")
    assert f"{GOOD}:" in ran.err
    assert "left alone: 1" in ran.err
    assert (root / GOOD).read_text() == "a: [\n"
    assert (root / BAD).read_text() == CANONICAL


def test_a_link_is_left_alone(workspace: Workspace) -> None:
    root = workspace({"other.yaml": OTHER})
    (root / "budgets/a").mkdir()
    (root / GOOD).symlink_to(root / "other.yaml")
    ran = call("fmt", GOOD)
    assert (ran.code, ran.out) == (1, "")
    assert "is a link" in ran.err
    assert (root / GOOD).is_symlink()
    assert (root / "other.yaml").read_text() == OTHER


def test_only_line_ends(workspace: Workspace) -> None:
    root = workspace({})
    (root / "budgets/a").mkdir()
    (root / GOOD).write_bytes(CANONICAL.replace("\n", "\r\n").encode())
    assert "only how lines end" in call("fmt", "--diff").out
    assert call("fmt").code == 0
    assert (root / GOOD).read_bytes() == CANONICAL.encode()


def _piped(text: str, *options: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "budgetc", "fmt", *options, "-"],
        input=text.encode(), capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_standard_input(workspace: Workspace) -> None:
    workspace({})
    assert _piped(OTHER) == (0, CANONICAL, "")
    assert _piped(CANONICAL, "--check") == (0, "", "")
    assert _piped(OTHER, "--check")[:2] == (1, "-\n")
    code, out, _ = _piped(OTHER, "--diff")
    assert code == 1
    assert "+jurisdiction: tiny\n" not in out
    assert "-year:  2024\n" in out
    code, out, err = _piped("a: [\n")
    assert (code, out) == (1, "")
    assert "SYN001" in err
    assert call("fmt", "-", "budgets").code == 2


def test_nothing_to_format_is_wrong_usage(workspace: Workspace) -> None:
    root = workspace({})
    assert call("fmt").code == 2
    assert call("fmt", "nowhere.yaml").code == 2
    assert run("fmt", "--lang=zh", cwd=root.parent).code == 2


def test_check_does_not_read_the_formatter(workspace: Workspace) -> None:
    root = workspace({GOOD: MINIMAL})
    program = (
        "import sys; from budgetc.__main__ import main; sys.argv = ['budgetc', 'check']\n"
        "try: main()\n"
        "except SystemExit as done: code = done.code\n"
        "for name in ('formatting', 'skeleton'):\n"
        "    assert 'budgetc.' + name not in sys.modules\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
    assert done.returncode == 0


def test_what_is_wrong_elsewhere_is_not_told_of_a_folder(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": KORLA, "budgets/CON/2024.yaml": KORLA})
    assert call("fmt", "budgets/a").code == 0
    ran = call("fmt", "budgets/CON")
    assert (ran.code, ran.err.count("SYN016")) == (1, 1)
