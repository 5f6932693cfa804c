"""The language server: who asks, and which of the modules beside this one answers.

A whole text is taken at each change, so no edit can get out of step. All is done in one thread:
what is asked while a text is compiled is asked of that text.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from budgetc import __version__
from budgetc.diagnostics.messages import Translator, msg
from budgetc.files.data import DataFaultError
from budgetc.lsp.completion import complete
from budgetc.lsp.definition import definition
from budgetc.lsp.findings import by_file
from budgetc.lsp.fixes import fixes, formatted, mended
from budgetc.lsp.hover import hover
from budgetc.lsp.printing import printed_at
from budgetc.lsp.rename import NotRenamedError, rename_project, renamed_at, uses_at
from budgetc.lsp.session import Session, View
from budgetc.lsp.totals import totals
from budgetc.lsp.wire import Wire

_PAUSE = 0.02
"""Seconds without another key after which a source is compiled."""
_SOON = 0.2
"""Seconds of compiling that nobody feels; after longer ones, as long is waited for a next key."""
_LONGEST = 2.0

_ACTIONS = (lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll)
_WATCHED = ("**/budgets/**", "**/templates/**", "**/schema/**")


class Server(LanguageServer):
    """What one editor shows, and what it was told of it."""

    def __init__(self, say: Translator) -> None:
        """Begin with nothing open.

        Args:
            say: the language of whoever types.

        `is_done` tells whether the editor has asked it to shut down, `code` is what it exits with.
        """
        whole = lsp.TextDocumentSyncKind.Full
        super().__init__("budgetc", __version__, text_document_sync_kind=whole)
        self.wire = Wire(say)
        self._session = Session()
        self._told: Mapping[Path, list[lsp.Diagnostic]] = {}
        self._waiting: asyncio.TimerHandle | None = None
        self._pause = _PAUSE
        self.is_done = False
        self.code = 0

    def begin(self) -> None:
        """Count as the editor does, and have it tell what is saved, if it can."""
        self.wire.codec = self.workspace.position_codec
        about = self.client_capabilities.workspace
        watching = about.did_change_watched_files if about is not None else None
        if watching is not None and watching.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            wanted = lsp.RegistrationParams([lsp.Registration("files", method, options)])
            self.client_register_capability(wanted)

    def take(self, uri: str) -> None:
        """Take what stands in the editor now; what is found in it is told soon."""
        if (path := self.wire.path(uri)) is not None:
            self._session.type(path, self.workspace.get_text_document(uri).source)
            self._tell_soon()

    def leave(self, uri: str) -> None:
        """Take the text of the disk again."""
        if (path := self.wire.path(uri)) is not None:
            self._session.close(path)
            self._tell_soon()

    def look_anew(self, uris: Iterable[str]) -> None:
        """Take files of the disk as they are now."""
        self._session.save([path for path in map(self.wire.path, uris) if path is not None])
        self._tell_soon()

    def answers(
        self, method: str, options: object = None
    ) -> Callable[[Callable[[View, Any], object]], None]:
        """Have a function answer what is asked of a source that is open, compiled as it stands.

        Nothing is answered for any other file, and where a data file cannot be used: that is told
        among what is found.

        Args:
            method: of the protocol.
            options: what the editor is told of it.
        """

        def register(answer: Callable[[View, Any], object]) -> None:
            def answered(asked: Any) -> object:
                path = self.wire.path(asked.text_document.uri)
                view = None if path is None else self._session.look(path)
                try:
                    return None if view is None else answer(view, asked)
                except DataFaultError:
                    return None

            self.feature(method, options)(answered)

        return register

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
            path: [self.wire.diagnostic(view, one) for one, view in found.items()]
            for path, found in by_file(views).items()
        }
        for path in {**now, **self._told}:
            if now.get(path) != self._told.get(path):
                told = lsp.PublishDiagnosticsParams(self.wire.uri(path), now.get(path, []))
                self.text_document_publish_diagnostics(told)
        self._told = now


def serve(say: Translator) -> int:
    """Answer an editor over standard input and output until it ends.

    Args:
        say: the language of whoever types.

    Returns:
        the exit code that the protocol asks for: 1 where the editor says `exit` without having
        asked for a `shutdown`, else 0.
    """
    server = Server(say)
    _end(server)
    _hear(server)
    _answer(server)
    _change(server)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_fault)
    logging.getLogger("pygls.server").addFilter(_in_a_line)
    try:
        server.start_io()
    except (OverflowError, MemoryError, ValueError) as error:  # a length that no message has
        logging.getLogger(__name__).critical("%s", error)
        return 1
    return server.code


def _in_a_line(record: logging.LogRecord) -> bool:
    """Have a message that is none told in a line, by what its reader says next."""
    record.exc_info = None
    return True


def _is_fault(record: logging.LogRecord) -> bool:
    """Tell whether what is logged is a fault, and no refusal, which its answer tells the editor."""
    kind = record.exc_info[0] if record.exc_info is not None else None
    return kind is None or not issubclass(kind, JsonRpcInvalidParams)


def _end(server: Server) -> None:
    """Have the server know how the editor ends."""

    @server.feature(lsp.SHUTDOWN)
    def _(_: None) -> None:
        server.is_done = True

    @server.feature(lsp.EXIT)
    def _(_: None) -> None:
        server.code = 0 if server.is_done else 1


def _hear(server: Server) -> None:
    """Have the server hear what is done in the editor, and on the disk."""

    @server.feature(lsp.INITIALIZED)
    def _(_: lsp.InitializedParams) -> None:
        server.begin()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def _(told: lsp.DidOpenTextDocumentParams) -> None:
        server.take(told.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def _(told: lsp.DidChangeTextDocumentParams) -> None:
        server.take(told.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _(told: lsp.DidCloseTextDocumentParams) -> None:
        server.leave(told.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def _(told: lsp.DidSaveTextDocumentParams) -> None:
        server.look_anew([told.text_document.uri])

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(told: lsp.DidChangeWatchedFilesParams) -> None:
        server.look_anew(one.uri for one in told.changes)


def _answer(server: Server) -> None:
    """Have the server answer what is asked of places."""
    wire = server.wire

    @server.answers(lsp.TEXT_DOCUMENT_HOVER)
    def _(view: View, at: lsp.HoverParams) -> lsp.Hover | None:
        found = hover(view, wire.place(view, at.position))
        return None if found is None else wire.hover(view, found)

    @server.answers(lsp.TEXT_DOCUMENT_DEFINITION)
    def _(view: View, at: lsp.DefinitionParams) -> lsp.Location | None:
        found = definition(view, wire.place(view, at.position))
        return None if found is None else wire.location(view, found.span, found.path)

    @server.answers(lsp.TEXT_DOCUMENT_REFERENCES)
    def _(view: View, at: lsp.ReferenceParams) -> list[lsp.Location]:
        place = wire.place(view, at.position)
        spans = uses_at(view, place) or printed_at(view, place)
        return [wire.location(view, span) for span in spans]

    @server.answers(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" "]))
    def _(view: View, at: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        offers = complete(view, wire.place(view, at.position))
        return [wire.offer(view, one) for one in offers]

    @server.answers(lsp.TEXT_DOCUMENT_INLAY_HINT)
    def _(view: View, asked: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        shown = totals(view, asked.range.start.line + 1, asked.range.end.line + 1)
        return [wire.hint(view, one) for one in shown]


def _change(server: Server) -> None:
    """Have the server answer how texts are to be changed; it is the editor that changes them."""
    wire = server.wire

    @server.answers(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(_ACTIONS))
    def _(view: View, asked: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        found = fixes(view, asked.range.start.line + 1, asked.range.end.line + 1)
        actions = [wire.action(view, one) for one in found]
        if edits := mended(view):
            title, edit = msg("mend all slips of the hand"), wire.edit(view, edits)
            kind = lsp.CodeActionKind.SourceFixAll
            actions.append(lsp.CodeAction(wire.words(title), kind, edit=edit))
        return [one for one in actions if _is_wanted(one, asked.context.only)]

    @server.answers(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def _(view: View, at: lsp.PrepareRenameParams) -> lsp.Range | None:
        span = renamed_at(view, wire.place(view, at.position))
        return None if span is None else wire.range(view, span)

    @server.answers(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def _(view: View, asked: lsp.RenameParams) -> lsp.WorkspaceEdit:
        try:
            edits = rename_project(view, wire.place(view, asked.position), asked.new_name)
        except NotRenamedError as error:
            raise JsonRpcInvalidParams(wire.words(error.reason)) from error
        return wire.edit(view, edits)

    @server.answers(lsp.TEXT_DOCUMENT_FORMATTING)
    def _(view: View, _: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        return [wire.text_edit(view, one) for one in formatted(view)]


def _is_wanted(action: lsp.CodeAction, kinds: Iterable[str] | None) -> bool:
    """Tell whether an action is of one of some kinds, if any are asked for; `source` is of many."""
    own = (action.kind or "") + "."
    return kinds is None or any(own.startswith(kind + ".") for kind in kinds)
