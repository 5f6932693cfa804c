"""What is reported of each failing example, to the letter, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import EXAMPLES

from . import swaps
from .swaps import calls, unseen
from .words import accept, current, differences

ACCEPT = "read, then accept with: python -m tests.rules.words update"


def test_findings_are_reported_in_the_words_that_are_held() -> None:
    reports = current()
    assert len(reports) > 200, "the examples were not found"
    changes = "\n".join(difference for _, difference in differences(EXAMPLES, reports))
    assert not changes, f"{ACCEPT}\n\n{changes}"


@pytest.mark.slow
def test_two_values_of_a_message_cannot_be_swapped_unseen() -> None:
    assert len(calls()) > 120, "the messages were not found"
    told = "\n".join(unseen())
    assert not told, f"no example reports these with values that differ:\n{told}"


def test_what_no_example_shows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swaps, "FAILING", [])
    told = unseen()
    assert len(told) > 500
    assert any(line.startswith("bal001.py:") and "revenue, expenditure:" in line for line in told)


def test_accepting_writes_prunes_and_tells(tmp_path: Path) -> None:
    (tmp_path / "gone.report.txt").write_text("old\n", encoding="utf-8")
    (tmp_path / "kept.txt").write_text("", encoding="utf-8")
    changed, same = tmp_path / "a.report.txt", tmp_path / "b.report.txt"
    changed.write_text("甲\n乙\n", encoding="utf-8")
    same.write_text("甲\n", encoding="utf-8")
    reports = {changed: "甲\n丙\n", same: "甲\n"}
    assert list(accept(tmp_path, reports)) == [
        "gone.report.txt belongs to no example\n",
        "--- held/a.report.txt\n+++ now/a.report.txt\n@@ -1,2 +1,2 @@\n 甲\n-乙\n+丙\n",
    ]
    assert {path.name for path in tmp_path.iterdir()} == {changed.name, same.name, "kept.txt"}
    assert list(accept(tmp_path, reports)) == []
