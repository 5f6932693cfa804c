"""A document with decimal commas: it is what its own source says, and a wrong digit is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.compare import Comparison, compare
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.numbers.marks import WITH_COMMA
from budgetc.pipeline import compile_source
from budgetc.published.model import Unreadable
from budgetc.published.read import read_published
from budgetc.render.formats import render_document
from tests.jurisdiction import third
from tests.lists.support import shipped
from tests.support import with_change


def _document(tmp_path: Path) -> Document:
    third.write_third(tmp_path)
    layout = tmp_path / "templates/harbour/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    for old, new in (
        ('separator: ",", zero', 'separator: ".", point: ",", zero'),
        ('decimals: 0, separator: ","', 'decimals: 1, separator: ".", point: ","'),
        ("percent: {decimals: 1,", 'percent: {decimals: 1, point: ",",'),
    ):
        text = with_change(text, old, new)
    layout.write_text(text, encoding="utf-8")
    workspace = Workspace.find(tmp_path)
    (only,) = workspace.sources()
    document = compile_source(only, workspace.resources()).document
    assert document is not None
    return document


def _compared(path: Path, document: Document) -> Comparison:
    printed = read_published(path, shipped().printed)
    assert not isinstance(printed, Unreadable)
    assert printed.numbers is WITH_COMMA
    return compare(document, printed, shipped())


@pytest.mark.parametrize(
    ("form", "suffix"), [("markdown", "md"), ("docx", "docx"), ("html", "html")]
)
def test_nothing_differs_in_our_own_document(tmp_path: Path, form: str, suffix: str) -> None:
    document = _document(tmp_path)
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(_rendered(form, document))
    comparison = _compared(path, document)
    assert comparison.told(0) == ()
    assert comparison.tally.compared == comparison.tally.equal > 0
    assert comparison.tally.lost == 0


def test_a_wrong_digit_is_told(tmp_path: Path) -> None:
    document = _document(tmp_path)
    text = _rendered("markdown", document).decode()
    path = tmp_path / "x.md"
    text = with_change(text, "| 900,0 | 300,0 |", "| 900,1 | 300,0 |")
    path.write_text(text, encoding="utf-8")
    (found,) = _compared(path, document).told(0)
    assert (found.published, found.ours) == ("900,1", "900,0")


def _rendered(form: str, document: Document) -> bytes:
    content, findings = render_document(form, document, Resources.of_workspace(None))
    assert content is not None, findings
    return content
