"""The tests mirror the rooms: each has a folder of its name, and no test lies about."""

from __future__ import annotations

from tests.architecture.imports import LAYERS
from tests.support import ROOT

TESTS = ROOT / "tests"
ACROSS = {
    "architecture", "benchmarks", "ci", "examples", "forms", "fuzz", "golden",
    "guide", "habits", "i18n", "keys",
    "oracle", "packaging", "periods", "properties", "recomputed", "reference", "releases",
    "security",
}  # fmt: skip
"""Folders of what runs through many rooms, and of data."""


def test_each_room_has_tests() -> None:
    rooms = {room for layer in LAYERS for room in layer} - {"", "__main__"}
    assert len(rooms) > 25
    assert [room for room in rooms if not list((TESTS / room).rglob("test_*.py"))] == []
    folders = {path.name for path in TESTS.iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders - rooms == ACROSS


def test_no_test_lies_loose() -> None:
    assert list(TESTS.glob("test_*.py")) == []
