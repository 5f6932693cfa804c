"""The language server: the protocol alone. What is answered is made by the modules beside it.

Columns of the protocol count code units (of UTF-16, unless an editor asks for others), those of a
source characters. A whole text is taken at each change: so no edit can get out of step.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from budgetc import __version__
from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diagnostics.spans import Span
from budgetc.lsp.findings import by_file
from budgetc.lsp.session import Session, View, real

_PAUSE = 0.02
"""Seconds without another key after which a source is compiled."""
_SOON = 0.2
"""Seconds of compiling that nobody feels; after longer ones, as long is waited for a next key."""
_LONGEST = 2.0

_SEVERITIES: Mapping[Severity, lsp.DiagnosticSeverity] = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}

_WATCHED = ("**/budgets/**", "**/templates/**", "**/schema/**")


class Server(LanguageServer):
    """Answers one editor."""

    def __init__(self, say: Translator) -> None:
        """Begin with nothing open.

        Args:
            say: the language of whoever types.
        """
        super().__init__(
            "budgetc", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full
        )
        self._say = say
        self._session = Session()
        self._uris: dict[Path, str] = {}
        self._told: dict[Path, list[lsp.Diagnostic]] = {}
        self._waiting: asyncio.TimerHandle | None = None
        self._pause = _PAUSE

    # What the editor tells

    def take(self, uri: str) -> None:
        """Take what stands in the editor now; what is found in it is told soon."""
        path = _path_of(uri)
        if path is not None:
            self._uris[path] = uri
            self._session.type(path, self.workspace.get_text_document(uri).source)
            self._tell_soon()

    def leave(self, uri: str) -> None:
        """Take the text of the disk again."""
        path = _path_of(uri)
        if path is not None:
            self._session.close(path)
            self._tell_soon()

    def look_anew(self, uris: Iterable[str]) -> None:
        """Take files of the disk as they are now."""
        self._session.save([path for path in map(_path_of, uris) if path is not None])
        self._tell_soon()

    # What it is told

    def _tell_soon(self) -> None:
        """Tell what is found, once nobody types."""
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(self._pause, self._tell)

    def _tell(self) -> None:
        views = self._session.views()
        took = max((view.seconds for view in views), default=0.0)
        self._pause = _PAUSE if took < _SOON else min(took, _LONGEST)
        now = {
            path: [self._diagnostic(view, one) for one, view in found.items()]
            for path, found in by_file(views).items()
        }
        for path in now | self._told:
            if now.get(path) != self._told.get(path):
                told = lsp.PublishDiagnosticsParams(self._uri_of(path), now.get(path, []))
                self.text_document_publish_diagnostics(told)
        self._told = now

    def _diagnostic(self, view: View, found: Diagnostic) -> lsp.Diagnostic:
        severity, told = _SEVERITIES[found.severity], found.message
        if found.waived is not None:
            severity = lsp.DiagnosticSeverity.Hint
            told = msg("{told}; waived: {waived}", told=told, waived=found.waived)
        words = [told] if found.hint is None else [told, found.hint]
        return lsp.Diagnostic(
            self._range(view, found.span),
            "\n".join(map(self._words, words)),
            severity,
            code=found.code,
            source="budgetc",
            related_information=[
                lsp.DiagnosticRelatedInformation(
                    self._location(view, one.span), self._words(one.message)
                )
                for one in found.related
            ],
        )

    # Words and places

    def _words(self, message: Message) -> str:
        return printable(self._say(message))

    def _uri_of(self, path: Path) -> str:
        """Return what the editor calls a file."""
        return self._uris.get(path) or path.as_uri()

    def _location(self, view: View, span: Span) -> lsp.Location:
        return lsp.Location(self._uri_of(view.path_of(span.file)), self._range(view, span))

    def _range(self, view: View, span: Span) -> lsp.Range:
        return lsp.Range(
            self._position(view, span.file, span.line, span.column),
            self._position(view, span.file, span.end_line, span.end_column),
        )

    def _position(self, view: View, file: str, line: int, column: int) -> lsp.Position:
        before = view.line(file, line)[: column - 1]
        units = self.workspace.position_codec.client_num_units(before)
        return lsp.Position(line - 1, units)


def _path_of(uri: str) -> Path | None:
    """Return the file of an address; nothing where it is none of a disk."""
    try:
        path = to_fs_path(uri)
        return real(Path(path)) if path else None
    except (OSError, ValueError):
        return None


def serve(say: Translator) -> None:
    """Answer an editor over standard input and output until it ends.

    Args:
        say: the language of whoever types.
    """
    server = Server(say)

    @server.feature(lsp.INITIALIZED)
    def _(_: lsp.InitializedParams) -> None:
        about = server.client_capabilities.workspace
        watching = about.did_change_watched_files if about is not None else None
        if watching is not None and watching.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            wanted = lsp.RegistrationParams([lsp.Registration("files", method, options)])
            server.client_register_capability(wanted)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def _(asked: lsp.DidOpenTextDocumentParams) -> None:
        server.take(asked.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def _(asked: lsp.DidChangeTextDocumentParams) -> None:
        server.take(asked.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _(asked: lsp.DidCloseTextDocumentParams) -> None:
        server.leave(asked.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def _(asked: lsp.DidSaveTextDocumentParams) -> None:
        server.look_anew([asked.text_document.uri])

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(asked: lsp.DidChangeWatchedFilesParams) -> None:
        server.look_anew(one.uri for one in asked.changes)

    server.start_io()
