"""Plain values as the Language Server Protocol has them: words, places, edits.

Columns of the protocol count code units (of UTF-16, unless an editor asks for others), those of a
source characters. What is told is plain text: names may be a stranger's, and Markdown could fetch
a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import to_fs_path
from pygls.workspace import PositionCodec

from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diagnostics.spans import Span
from budgetc.lsp.completion import Offer
from budgetc.lsp.edits import Edit
from budgetc.lsp.fixes import Fix
from budgetc.lsp.hover import Hover
from budgetc.lsp.session import Place, View, real
from budgetc.lsp.totals import Total

_SEVERITIES: Mapping[Severity, lsp.DiagnosticSeverity] = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}


class Wire:
    """Puts values into the words and the units of one editor."""

    def __init__(self, say: Translator) -> None:
        """Begin with no file known.

        Args:
            say: the language of whoever types.
        """
        self._say = say
        self._uris: dict[Path, str] = {}
        self.codec = PositionCodec()

    # Words and places

    def words(self, message: Message) -> str:
        """Return a message as one line that steers nothing."""
        return printable(self._say(message))

    def path(self, uri: str) -> Path | None:
        """Return the file of an address, and remember what the editor calls it.

        Nothing where it is no file of a disk.
        """
        try:
            name = to_fs_path(uri)
            path = real(Path(name)) if name else None
        except (OSError, ValueError):
            return None
        if path is not None:
            self._uris[path] = uri
        return path

    def uri(self, path: Path) -> str:
        """Return what the editor calls a file."""
        return self._uris.get(path) or path.as_uri()

    def place(self, view: View, position: lsp.Position) -> Place:
        """Return a place of a source."""
        line = view.line(view.source.name, position.line + 1)
        on_it = lsp.Position(0, position.character)
        column = self.codec.position_from_client_units([line], on_it).character
        return Place(position.line + 1, column + 1)

    def position(self, view: View, file: str, place: Place) -> lsp.Position:
        """Return a place of a file as the editor counts."""
        before = view.line(file, place.line)[: place.column - 1]
        return lsp.Position(place.line - 1, self.codec.client_num_units(before))

    def range(self, view: View, span: Span) -> lsp.Range:
        """Return a stretch of a file as the editor counts."""
        begin, end = Place(span.line, span.column), Place(span.end_line, span.end_column)
        places = (self.position(view, span.file, place) for place in (begin, end))
        return lsp.Range(*places)

    def location(self, view: View, span: Span, path: Path | None = None) -> lsp.Location:
        """Return a stretch of a file, of the workspace unless its path is given."""
        return lsp.Location(self.uri(path or view.path_of(span.file)), self.range(view, span))

    # What is told

    def diagnostic(self, view: View, found: Diagnostic) -> lsp.Diagnostic:
        """Return a finding, and all places that it speaks of."""
        severity, told = _SEVERITIES[found.severity], found.message
        if found.waived is not None:
            severity = lsp.DiagnosticSeverity.Hint
            told = msg("{told}; waived: {waived}", told=told, waived=found.waived)
        words = [told] if found.hint is None else [told, found.hint]
        return lsp.Diagnostic(
            self.range(view, found.span),
            "\n".join(map(self.words, words)),
            severity,
            code=found.code,
            source="budgetc",
            related_information=[
                lsp.DiagnosticRelatedInformation(
                    self.location(view, one.span), self.words(one.message)
                )
                for one in found.related
            ],
        )

    def hover(self, view: View, found: Hover) -> lsp.Hover:
        """Return what is shown under the pointer."""
        text = "\n".join(map(self.words, found.lines))
        content = lsp.MarkupContent(lsp.MarkupKind.PlainText, text)
        return lsp.Hover(content, self.range(view, found.span))

    def hint(self, view: View, total: Total) -> lsp.InlayHint:
        """Return what is shown at the end of a line."""
        position = self.position(view, view.source.name, total.place)
        return lsp.InlayHint(position, self.words(total.text), padding_left=True)

    def offer(self, view: View, one: Offer) -> lsp.CompletionItem:
        """Return what may be typed."""
        return lsp.CompletionItem(
            printable(f"{one.text} {one.name}").strip(),
            kind=lsp.CompletionItemKind.Value,
            filter_text=printable(one.sought),
            sort_text=one.text,
            text_edit=lsp.TextEdit(self.range(view, one.span), one.text),
        )

    def action(self, view: View, fix: Fix) -> lsp.CodeAction:
        """Return a way out of a finding."""
        found = [self.diagnostic(view, fix.found)]
        edit = self.edit(view, fix.edits)
        kind = lsp.CodeActionKind.QuickFix
        return lsp.CodeAction(
            self.words(fix.title), kind, found, is_preferred=fix.is_only, edit=edit
        )

    def edit(self, view: View, edits: Iterable[Edit]) -> lsp.WorkspaceEdit:
        """Return changes of several files as one."""
        changes: dict[str, list[lsp.TextEdit]] = {}
        for one in edits:
            uri = self.uri(view.path_of(one.span.file))
            changes.setdefault(uri, []).append(self.text_edit(view, one))
        return lsp.WorkspaceEdit(changes)

    def text_edit(self, view: View, edit: Edit) -> lsp.TextEdit:
        """Return one change."""
        return lsp.TextEdit(self.range(view, edit.span), edit.new)
