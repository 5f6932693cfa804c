"""Packed files are the same wherever they are made."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
import xlsxwriter

from budgetc.facts.package import _zipped
from budgetc.files.packed import of_any_system
from budgetc.render.docx import _timeless
from tests.support import ROOT


def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have parts say that Windows packed them."""
    made = zipfile.ZipInfo.__init__

    def init(self: zipfile.ZipInfo, *args: Any, **more: Any) -> None:
        made(self, *args, **more)
        self.create_system = 0

    monkeypatch.setattr(zipfile.ZipInfo, "__init__", init)


def _word() -> bytes:
    content = BytesIO()
    docx.Document().save(content)
    return _timeless(content.getvalue())


def _book() -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "预算")
    return of_any_system(content)


@pytest.mark.parametrize("make", [_word, _book, lambda: _zipped({"facts.csv": b"1\n"})])
def test_bytes_are_the_same_on_every_system(
    make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = make()
    _elsewhere(monkeypatch)
    there = make()
    assert here == there
    monkeypatch.undo()
    with zipfile.ZipFile(BytesIO(there)) as packed:
        assert packed.testzip() is None
        assert {part.create_system for part in packed.infolist()} == {3}


def test_whoever_packs_a_file_packs_it_for_every_system() -> None:
    """A workbook or an archive that is written says so in one place."""
    writers = (
        "xlsxwriter.Workbook(",
        'ZipFile(content, "w"',
        'ZipFile(steady, "w"',
        ".make_archive(",
    )
    for path in (ROOT / "compiler/budgetc").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if any(writer in text for writer in writers):
            assert "of_any_system(" in text, path.name
