"""What git says is handed on, with the command that it names."""

from __future__ import annotations

import pytest

from budgetc.files.git import GitResult

OWNED = """\
fatal: detected dubious ownership in repository at '/srv/budgets'
To add an exception for this directory, call:

\tgit config --global --add safe.directory /srv/budgets
"""
UNKNOWN = """\
fatal: ambiguous argument 'x': unknown revision or path not in the working tree.
Use '--' to separate paths from revisions, like this:
'git <command> [<revision>...] -- [<file>...]'
"""


@pytest.mark.parametrize(
    ("errors", "problem"),
    [
        (
            OWNED,
            (
                "fatal: detected dubious ownership in repository at '/srv/budgets' To add an "
                "exception for this directory, call: git config --global --add safe.directory "
                "/srv/budgets"
            ),
        ),
        (
            UNKNOWN,
            "fatal: ambiguous argument 'x': unknown revision or path not in the working tree.",
        ),
        ("", ""),
    ],
    ids=["owned", "unknown", "nothing"],
)
def test_the_way_out_that_git_names_is_told(errors: str, problem: str) -> None:
    assert GitResult(128, b"", errors).problem == problem
