"""Pages are made anew where they are to look otherwise, and only there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.keeping.house import build, documents, source, write
from tests.support import ROOT

_SETTLED = 0.1
"""Seconds after which a sign of a file tells every change of it."""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace of one department, and stand in it."""
    write(tmp_path, "budgets/ma/2024.yaml", source(1))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_page_for_the_public_is_another_page(house: Path) -> None:
    page = ("ma/2024.html",)
    assert build("-f", "html").made == page
    traced = documents(house)
    assert build("-f", "html").made == ()
    assert build("-f", "html", "--public").made == page
    assert documents(house) != traced
    assert b"2024.yaml" not in documents(house)["ma/2024.html"]
    assert build("-f", "html", "--public").made == ()
    assert build("-f", "html").made == page
    assert documents(house) == traced


def test_the_looks_of_pages_are_nothing_to_other_formats(house: Path) -> None:
    assert build().made == ("ma/2024.md",)
    assert build("--public").made == ()
    assert house


def test_a_page_follows_the_files_of_its_look(house: Path) -> None:
    page = ("ma/2024.html",)
    build("-f", "html", "-f", "markdown")
    style = (ROOT / "templates/html/style.css").read_text(encoding="utf-8")
    write(house, "templates/html/style.css", style + "\n/* ours */\n")
    again = build("-f", "html", "-f", "markdown")
    assert set(page) <= set(again.made)
    assert b"/* ours */" in documents(house)["ma/2024.html"]


def test_a_file_that_was_changed_by_hand_is_not_taken_for_what_was_written(house: Path) -> None:
    build("-f", "markdown", "-f", "json")
    page = house / "build/ma/2024.md"
    written = page.read_bytes()
    page.write_bytes(written + b"\nby hand\n")
    time.sleep(_SETTLED)
    assert build("-f", "json").made == ()
    assert build("-f", "markdown").made == ("ma/2024.md",)
    assert page.read_bytes() == written
