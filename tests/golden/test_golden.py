"""The documents of real budgets are what their golden files say, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.render.suffixes import FORMATS

from .documents import FOLDER, SOURCES, TEXT_FORMATS, WORKSPACE, accept, current, difference, stale

NAMES = [f"{name}{FORMATS[text]}" for name in SOURCES for text in TEXT_FORMATS]


@pytest.mark.parametrize("name", NAMES)
def test_document_is_golden(name: str) -> None:
    path, now = FOLDER / name, current()[name]
    golden = path.read_bytes() if path.exists() else b""
    changes = difference(name, golden, now)
    assert golden == now, f"accept with: python -m tests.golden.update\n\n{changes}"


def test_every_source_has_golden_documents() -> None:
    assert {source.name for source in SOURCES.values()} == {
        source.name for source in WORKSPACE.sources()
    }
    assert set(NAMES) == current().keys() >= {"korla.md", "korla.tex"}
    assert len(NAMES) == len(WORKSPACE.sources()) * 2


def test_no_golden_file_is_stale() -> None:
    assert stale(FOLDER, current()) == []


def test_accepting_writes_prunes_and_tells(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("old\n", encoding="utf-8")
    (tmp_path / "korla.md").write_text("甲\n乙\n", encoding="utf-8")
    (tmp_path / "keep.py").write_text("", encoding="utf-8")
    documents = {"korla.md": "甲\n丙\n".encode(), "korla.tex": b"x\n"}
    changes = list(accept(tmp_path, documents))
    assert changes == [
        "removed gone.md\n",
        "--- golden/korla.md\n+++ now/korla.md\n@@ -1,2 +1,2 @@\n 甲\n-乙\n+丙\n",
        "--- golden/korla.tex\n+++ now/korla.tex\n@@ -0,0 +1 @@\n+x\n",
    ]
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {**documents, "keep.py": b""}
    assert list(accept(tmp_path, documents)) == []


def test_a_difference_shows_the_changed_lines() -> None:
    assert difference("a.md", "一\n".encode(), "一\n".encode()) == ""
    assert "-合计 1\n+合计 2\n" in difference("a.md", "合计 1\n".encode(), "合计 2\n".encode())
