"""A conversation with the real yaml-language-server, over standard input and output."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

VERSION = "1.25.0"
"""The last one that runs on Node.js 20; Debian has 18 or 20."""

_PACKAGE = "yaml-language-server"
_PATIENCE = 60
"""Seconds until a server that says nothing counts as dead."""

Data = dict[str, Any]


def install(folder: Path) -> Path:
    """Return the program of the server; it is fetched from the npm registry once a folder."""
    program = folder / "server" / "node_modules" / _PACKAGE / "bin" / _PACKAGE
    if not program.is_file():
        # Tests run side by side; each installs apart, and the first to finish gives the folder.
        fresh = Path(tempfile.mkdtemp(dir=folder))
        wanted = f"{_PACKAGE}@{VERSION}"
        options = ["--no-fund", "--no-audit", "--ignore-scripts", "--prefix", str(fresh)]
        done = subprocess.run(
            ["npm", "install", *options, wanted],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, f"npm install {wanted}: {done.stderr}"
        try:
            fresh.rename(folder / "server")
        except OSError:
            shutil.rmtree(fresh)
    return program


class Server:
    """A running server, and what it has said unasked."""

    def __init__(self, process: subprocess.Popen[bytes], settings: Mapping[str, Any]) -> None:
        self._process = process
        self._settings = settings
        self._buffer = b""
        self._asked = 0
        self._diagnostics: dict[str, list[Data]] = {}

    def ask(self, method: str, parameters: Data) -> Any:
        """Return the answer to a request."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == self._asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def tell(self, method: str, parameters: Data) -> None:
        """Send a notification."""
        self._send({"method": method, "params": parameters})

    def diagnostics(self, uri: str) -> list[Data]:
        """Return what is next said to be wrong with a file."""
        while uri not in self._diagnostics:
            self._take(self._read())
        return self._diagnostics.pop(uri)

    def _take(self, message: Data) -> None:
        if "id" in message and "method" in message:
            answer = None
            if message["method"] == "workspace/configuration":
                sections = [item["section"] for item in message["params"]["items"]]
                answer = [self._section(name) for name in sections]
            self._send({"id": message["id"], "result": answer})
        elif message.get("method") == "textDocument/publishDiagnostics":
            said = message["params"]
            self._diagnostics[said["uri"]] = said["diagnostics"]

    def _section(self, name: str) -> Data:
        """Return the settings of one section, nested as editors send them."""
        begin = f"{name}."
        return {
            key.removeprefix(begin): value
            for key, value in self._settings.items()
            if key.startswith(begin)
        }

    def _send(self, message: Data) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> Data:
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        while len(self._buffer) < length:
            self._more()
        body, self._buffer = self._buffer[:length], self._buffer[length:]
        message: Data = json.loads(body)
        return message

    def _more(self) -> None:
        assert self._process.stdout is not None
        out = self._process.stdout.fileno()
        ready, _, _ = select.select([out], [], [], _PATIENCE)
        block = os.read(out, 65_536) if ready else b""
        assert block, "the language server has ended, or says nothing"
        self._buffer += block


@contextmanager
def running(program: Path, workspace: Path, settings: Mapping[str, Any]) -> Iterator[Server]:
    """Start the server as an editor does that has opened a folder, and end it."""
    with subprocess.Popen(
        ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            server = Server(process, settings)
            folder = {"uri": workspace.as_uri(), "name": workspace.name}
            items = {"snippetSupport": True, "documentationFormat": ["markdown"]}
            server.ask(
                "initialize",
                {
                    "processId": None,
                    "rootUri": workspace.as_uri(),
                    "workspaceFolders": [folder],
                    "capabilities": {
                        "workspace": {"configuration": True},
                        "textDocument": {"completion": {"completionItem": items}},
                    },
                },
            )
            server.tell("initialized", {})
            yield server
        finally:
            process.kill()


class OpenFile:
    """A file open in the editor. Positions are found by a mark in its text."""

    def __init__(self, server: Server, path: Path, text: str) -> None:
        self._server = server
        self.uri = path.as_uri()
        self._version = 1
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": text}
        server.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, text: str) -> None:
        """Type something else."""
        self._version += 1
        document = {"uri": self.uri, "version": self._version}
        changes = [{"text": text}]
        self._server.tell(
            "textDocument/didChange", {"textDocument": document, "contentChanges": changes}
        )

    def problems(self) -> list[Data]:
        """Return what is marked as wrong after the last change."""
        return self._server.diagnostics(self.uri)

    def hover(self, line: int, column: int) -> str:
        """Return what is shown under the pointer; counted from 1."""
        answer = self._at("textDocument/hover", line, column)
        return "" if answer is None else str(answer["contents"]["value"])

    def complete(self, line: int, column: int) -> dict[str, Data]:
        """Return what is offered at the cursor, by label; counted from 1."""
        answer = self._at("textDocument/completion", line, column)
        return {item["label"]: item for item in answer["items"]}

    def _at(self, method: str, line: int, column: int) -> Any:
        position = {"line": line - 1, "character": column - 1}
        return self._server.ask(method, {"textDocument": {"uri": self.uri}, "position": position})
