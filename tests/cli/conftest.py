"""Workspaces for the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import EXAMPLES, write_files

Workspace = Callable[[dict[str, str]], Path]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a function that makes a workspace of files, and stands in it.

    The workspace also has the jurisdiction of the smallest source.
    """

    def make(files: dict[str, str]) -> Path:
        (tmp_path / "budgets").mkdir()
        shutil.copytree(EXAMPLES / "templates", tmp_path / "templates")
        write_files(tmp_path, files)
        monkeypatch.chdir(tmp_path)
        for variable in ("NO_COLOR", "BUDGETC_LANG", "LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(variable, raising=False)
        return tmp_path

    return make
