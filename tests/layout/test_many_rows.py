"""Tables of many rows, of which none is held: they are printed as those of few."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from budgetc import pipeline
from budgetc.diagnostics import Diagnostic
from budgetc.document.model import Document
from budgetc.layout import rows
from budgetc.ledger import Ledger, post
from budgetc.render.data import render_json
from budgetc.render.markdown import render_markdown
from tests.ledger.test_agreement import PROJECT, disagreements, mutated
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


def _money_of_a_project_that_nobody_listed(monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    def posted(*given: Any) -> Ledger:
        return mutated(post(*given), PROJECT, lambda one: iter((replace(one, project="other"),)))

    monkeypatch.setattr(pipeline, "post", posted)
    return disagreements(compile_text(KORLA).findings)


def test_rows_that_are_not_held_are_compared_with_their_total(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = _money_of_a_project_that_nobody_listed(monkeypatch)
    monkeypatch.setattr(rows, "_HELD", 0)
    many = _money_of_a_project_that_nobody_listed(monkeypatch)
    assert many == few != []
