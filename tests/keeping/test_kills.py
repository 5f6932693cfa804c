"""Builds that are killed leave no torn document, and the next one leaves no stale one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.kills import kill
from budgetc.keeping.place import VARIABLE


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.slow
def test_killed_at_random_it_is_whole_after_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")  # put back afterwards
    assert kill(12, 8, tmp_path) > 0
