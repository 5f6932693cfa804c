"""Tables of many rows, of which none is held: they are printed as those of few."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from budgetc.document.model import Document
from budgetc.layout import rows
from budgetc.render.data import render_json
from budgetc.render.markdown import render_markdown
from tests.region.book import books, document, write
from tests.region.generate import region
from tests.support import KORLA, RESOURCES, compile_text


def _county() -> Document:
    with TemporaryDirectory() as home:
        return document(books(write(Path(home), region(6)))["2024"])


def _made() -> list[Document]:
    korla = compile_text(KORLA).document
    assert korla is not None
    return [_county(), korla]


def test_rows_that_are_not_held_are_printed_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    few = _made()
    monkeypatch.setattr(rows, "_HELD", 0)
    many = _made()
    for one, other in zip(few, many, strict=True):
        assert render_markdown(one, RESOURCES) == render_markdown(other, RESOURCES)
        assert render_json(one) == render_json(other)
