"""An editor of tests: pygls's own client, and the server as editors start it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.cli.run import _environment

_PATIENCE = 60
"""Seconds until a server that says nothing counts as dead."""


class Editor:
    """An editor that has started the server in a folder, and hears what it is told."""

    def __init__(self, folder: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self._client = LanguageClient("tests", "1")
        self._told: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: list[str] = []

        hear: Callable[[str], Callable[[Callable[[Any], None]], object]] = self._client.feature

        def heard(told: lsp.PublishDiagnosticsParams) -> None:
            self._told.put_nowait(told)

        def shown(told: lsp.ShowMessageParams) -> None:
            self.shown.append(told.message)

        hear(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(heard)
        hear(lsp.WINDOW_SHOW_MESSAGE)(shown)

        start = self._client.start_io(
            sys.executable, "-m", "budgetc", "lsp", cwd=folder, env=_environment({})
        )
        self._run(start)
        root = lsp.WorkspaceFolder(folder.as_uri(), folder.name)
        capabilities = lsp.ClientCapabilities()
        about = lsp.InitializeParams(capabilities, workspace_folders=[root])
        self.can: lsp.ServerCapabilities = self.ask(lsp.INITIALIZE, about).capabilities
        self.tell(lsp.INITIALIZED, lsp.InitializedParams())

    def ask(self, method: str, parameters: Any) -> Any:
        """Return the answer to a request."""

        async def send() -> Any:
            return await self._client.protocol.send_request_async(method, parameters)

        return self._run(send())

    def tell(self, method: str, parameters: Any) -> None:
        """Send a notification."""

        async def send() -> None:
            self._client.protocol.notify(method, parameters)

        self._run(send())

    def open(self, path: Path, text: str) -> None:
        """Show a file; its text need not be that of the disk."""
        document = lsp.TextDocumentItem(path.as_uri(), "yaml", 1, text)
        self.tell(lsp.TEXT_DOCUMENT_DID_OPEN, lsp.DidOpenTextDocumentParams(document))

    def type(self, path: Path, text: str) -> None:
        """Have another text stand in a file."""
        document = lsp.VersionedTextDocumentIdentifier(2, path.as_uri())
        changes = [lsp.TextDocumentContentChangeWholeDocument(text)]
        self.tell(lsp.TEXT_DOCUMENT_DID_CHANGE, lsp.DidChangeTextDocumentParams(document, changes))

    def close(self, path: Path) -> None:
        """Show a file no more."""
        document = lsp.TextDocumentIdentifier(path.as_uri())
        self.tell(lsp.TEXT_DOCUMENT_DID_CLOSE, lsp.DidCloseTextDocumentParams(document))

    def told(self, path: Path) -> list[lsp.Diagnostic]:
        """Return what is next said of a file."""
        while True:
            told: lsp.PublishDiagnosticsParams = self._run(self._told.get())
            if told.uri == path.as_uri():
                return list(told.diagnostics)

    def end(self) -> None:
        """Have the server end, as editors do."""
        self.ask(lsp.SHUTDOWN, None)
        self.tell(lsp.EXIT, None)
        stop: Callable[[], Any] = self._client.stop
        self._run(stop())
        self._loop.close()

    def _run(self, work: Any) -> Any:
        return self._loop.run_until_complete(asyncio.wait_for(work, _PATIENCE))


@contextmanager
def editing(folder: Path) -> Iterator[Editor]:
    """Start the server in a folder, and end it."""
    editor = Editor(folder)
    try:
        yield editor
    finally:
        editor.end()
