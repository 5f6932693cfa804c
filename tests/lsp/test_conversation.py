"""A conversation with the server over standard input and output, as an editor has it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from tests.cli.run import _environment
from tests.lsp.desk import LAST
from tests.lsp.editor import Editor, editing
from tests.support import KORLA, with_change


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of one department with two years."""
    root = tmp_path_factory.mktemp("office").resolve()
    (root / "budgets" / "bureau").mkdir(parents=True)
    (root / "budgets/bureau/2024.yaml").write_text(KORLA, encoding="utf-8")
    (root / "budgets/bureau/2023.yaml").write_text(LAST, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def editor(root: Path) -> Iterator[Editor]:
    with editing(root) as editor:
        yield editor


def _place(text: str, passage: str) -> lsp.Position:
    """Return where a passage begins; it stands there once, on a line without wide characters."""
    before, _, _ = text.partition(passage)
    return lsp.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)


def _changed(text: str, edits: Iterable[lsp.TextEdit]) -> str:
    """Return a text as an editor changes it; only the base plane of characters is on its lines."""
    lines = text.split("\n")
    for edit in edits:
        begin, end = edit.range.start, edit.range.end
        assert begin.line == end.line
        line = lines[begin.line]
        lines[begin.line] = line[: begin.character] + edit.new_text + line[end.character :]
    return "\n".join(lines)


def test_an_officer_types(editor: Editor, root: Path) -> None:
    path, last = root / "budgets/bureau/2024.yaml", root / "budgets/bureau/2023.yaml"
    document = lsp.TextDocumentIdentifier(path.as_uri())
    editor.open(path, KORLA)
    before = editor.told(path)
    assert "CLS001" not in {one.code for one in before}
    assert {one.source for one in before} == {"budgetc"}

    mistyped = with_change(KORLA, "- code: 2013801", "- code: 2013081")
    editor.type(path, mistyped)
    (wrong,) = [one for one in editor.told(path) if one.code == "CLS001"]
    assert wrong.severity is lsp.DiagnosticSeverity.Warning
    assert (wrong.range.start, wrong.range.end) == (lsp.Position(89, 12), lsp.Position(89, 19))
    assert "2013081" in wrong.message

    about = lsp.CodeActionContext([wrong], only=[lsp.CodeActionKind.QuickFix])
    asked = lsp.CodeActionParams(document, wrong.range, about)
    fix = editor.ask(lsp.TEXT_DOCUMENT_CODE_ACTION, asked)[0]
    assert list(fix.diagnostics) == [wrong]
    mended = _changed(mistyped, fix.edit.changes[path.as_uri()])
    assert mended == KORLA
    editor.type(path, mended)
    assert editor.told(path) == before

    amount = _place(KORLA, "203.53")
    shown = editor.ask(lsp.TEXT_DOCUMENT_HOVER, lsp.HoverParams(document, amount))
    assert shown.contents.kind is lsp.MarkupKind.PlainText
    assert "this year: 203.53 万元\nlast year: 113 万元" in shown.contents.value

    there = editor.ask(lsp.TEXT_DOCUMENT_DEFINITION, lsp.DefinitionParams(document, amount))
    assert there.uri == last.as_uri()
    assert LAST.split("\n")[there.range.start.line] == "      amount: 113.00"

    project = _place(KORLA, "quality-infrastructure\n")
    wanted = lsp.RenameParams(document, project, "quality")
    renamed = editor.ask(lsp.TEXT_DOCUMENT_RENAME, wanted)
    assert {*renamed.changes} == {path.as_uri(), last.as_uri()}
    for uri, text in ((path.as_uri(), KORLA), (last.as_uri(), LAST)):
        assert "    - id: quality\n" in _changed(text, renamed.changes[uri])


def test_it_offers_totals_codes_places_and_a_style(editor: Editor, root: Path) -> None:
    path = root / "budgets/bureau/2024.yaml"
    document = lsp.TextDocumentIdentifier(path.as_uri())
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(900, 0))
    hints = editor.ask(lsp.TEXT_DOCUMENT_INLAY_HINT, lsp.InlayHintParams(document, whole))
    assert "= 314.66 万元" in [hint.label for hint in hints]

    code = _place(KORLA, "2013801\n")
    asked = lsp.CompletionParams(document, code)
    offers = {
        one.text_edit.new_text: one for one in editor.ask(lsp.TEXT_DOCUMENT_COMPLETION, asked)
    }
    assert offers["2013801"].label == "2013801 行政运行"
    assert "市场监督管理事务" in offers["2013801"].filter_text

    project = _place(KORLA, "quality-infrastructure\n")
    context = lsp.ReferenceContext(include_declaration=True)
    asked_of = lsp.ReferenceParams(context, document, project)
    assert len(editor.ask(lsp.TEXT_DOCUMENT_REFERENCES, asked_of)) == 2
    at = lsp.PrepareRenameParams(document, project)
    assert editor.ask(lsp.TEXT_DOCUMENT_PREPARE_RENAME, at).start == project

    style = lsp.DocumentFormattingParams(document, lsp.FormattingOptions(2, insert_spaces=True))
    assert not editor.ask(lsp.TEXT_DOCUMENT_FORMATTING, style)


def test_what_is_not_done_is_said(editor: Editor, root: Path) -> None:
    document = lsp.TextDocumentIdentifier((root / "budgets/bureau/2024.yaml").as_uri())
    project = _place(KORLA, "quality-infrastructure\n")
    with pytest.raises(JsonRpcException, match="two words cannot be the id of a project"):
        editor.ask(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameParams(document, project, "two words"))
    other = lsp.TextDocumentIdentifier((root / "budgets/region.yaml").as_uri())
    assert editor.ask(lsp.TEXT_DOCUMENT_HOVER, lsp.HoverParams(other, project)) is None


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
    assert {place.location.uri for place in related} >= {path.as_uri()}
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


_ENDS = {"": 1, "shutdown": 0}
"""What is asked before `exit`, and the code that the protocol wants."""


@pytest.mark.parametrize("before", _ENDS)
def test_it_exits_as_the_protocol_says_and_quietly(tmp_path: Path, before: str) -> None:
    (tmp_path / "budgets/bureau").mkdir(parents=True)
    path = tmp_path / "budgets/bureau/2024.yaml"
    path.write_text(KORLA, encoding="utf-8")
    document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": KORLA}
    asked = {
        "textDocument": {"uri": path.as_uri()},
        "position": {"line": 0, "character": 0},
        "newName": "a",
    }
    sent: list[dict[str, object]] = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        {"id": 2, "method": "textDocument/rename", "params": asked},
        *([{"id": 3, "method": before}] if before else []),
        {"method": "exit"},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **one}).encode() for one in sent]
    told = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(one), one) for one in bodies)
    command = [sys.executable, "-m", "budgetc", "lsp"]
    done = subprocess.run(
        command, input=told, capture_output=True, cwd=tmp_path, env=_environment({}), timeout=60,
        check=False,
    )  # fmt: skip
    assert "no project is named here" in done.stdout.decode()
    assert done.stderr.decode() == ""
    assert done.returncode == _ENDS[before]
