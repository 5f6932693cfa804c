"""A region as a workspace, and its facts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support import EXAMPLES


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace that has the smallest jurisdiction, and no budgets yet; stand in it."""
    shutil.copytree(EXAMPLES / "templates", tmp_path / "templates")
    (tmp_path / "budgets").mkdir()
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "BUDGETC_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path
