"""A conversation with the server over standard input and output, as an editor has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from tests.lsp.editor import Editor, editing
from tests.support import KORLA, with_change


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of one department."""
    root = tmp_path_factory.mktemp("office").resolve()
    (root / "budgets" / "bureau").mkdir(parents=True)
    (root / "budgets/bureau/2024.yaml").write_text(KORLA, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def editor(root: Path) -> Iterator[Editor]:
    with editing(root) as editor:
        yield editor


def test_an_officer_types(editor: Editor, root: Path) -> None:
    path = root / "budgets/bureau/2024.yaml"
    editor.open(path, KORLA)
    before = editor.told(path)
    assert "CLS001" not in {one.code for one in before}
    assert {one.source for one in before} == {"budgetc"}

    editor.type(path, with_change(KORLA, "- code: 2013801", "- code: 2013081"))
    (wrong,) = [one for one in editor.told(path) if one.code == "CLS001"]
    assert wrong.severity is lsp.DiagnosticSeverity.Warning
    assert (wrong.range.start, wrong.range.end) == (lsp.Position(89, 12), lsp.Position(89, 19))
    assert "2013081" in wrong.message

    editor.type(path, KORLA)
    assert editor.told(path) == before


def test_ranges_are_counted_as_the_editor_counts(editor: Editor, root: Path) -> None:
    path = root / "budgets/bureau/2024.yaml"
    editor.type(
        path, with_change(KORLA, "{item: 知识产权培训费, amount: 2}", "{item: 𠮷𠮷, amont: 2}")
    )
    (wrong,) = [one for one in editor.told(path) if "amont" in one.message]
    assert wrong.range.start.character == len("        - {item: ") + 4 + len(", ")
    editor.type(path, KORLA)
    editor.told(path)


def test_places_that_a_finding_speaks_of_are_told_with_it(editor: Editor, root: Path) -> None:
    path = root / "budgets/bureau/2024.yaml"
    editor.type(path, with_change(KORLA, "amount: 203.53", "amount: 203.63"))
    found = editor.told(path)
    related = [place for one in found for place in one.related_information or ()]
    assert related
    assert {place.location.uri for place in related} == {path.as_uri()}
    editor.type(path, KORLA)
    editor.told(path)


def test_nothing_that_is_typed_ends_it(editor: Editor, root: Path) -> None:
    path = root / "budgets/bureau/2024.yaml"
    for text in ("", "a: [", "\x00", "year: 2024\n" * 3):
        editor.type(path, text)
        assert editor.told(path)
    editor.type(path, KORLA)
    editor.told(path)
    untitled = lsp.TextDocumentItem("untitled:Untitled-1", "yaml", 1, "a: [")
    editor.tell(lsp.TEXT_DOCUMENT_DID_OPEN, lsp.DidOpenTextDocumentParams(untitled))
    editor.close(path)
    assert editor.told(path) == []
    assert editor.shown == []
    assert (root / "budgets/bureau/2024.yaml").read_text(encoding="utf-8") == KORLA
