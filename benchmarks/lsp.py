"""`python -m benchmarks.lsp`: how long the language server takes from a key to what is found.

A server runs as an editor starts it, and Korla is typed in; the clock asks what a key costs until
what was found is told, and what a question costs on top.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
NAME = "budgets/korla-etdz-market-supervision/2024.yaml"
TIMES = 41
AMOUNT = "amount: 203.53"


class Server:
    """A running server; messages go to it and come from it as they are."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError(process.args)
        self._process, self._in, self._out = process, process.stdin, process.stdout

    def send(self, method: str, parameters: Any, number: int | None = None) -> None:
        """Send a request, or without a number a notification."""
        message = {"jsonrpc": "2.0", "method": method, "params": parameters}
        body = json.dumps(message if number is None else {**message, "id": number}).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._in.flush()

    def next(self) -> Mapping[str, Any]:
        """Return what it says next."""
        length = 0
        while (line := self._out.readline().strip()) or not length:
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: Mapping[str, Any] = json.loads(self._out.read(length))
        return message

    def cpu(self) -> float:
        """Return the milliseconds of CPU that it has used, where the system tells."""
        try:
            about = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").split()
        except OSError:
            return 0.0
        return 1000 * (int(about[13]) + int(about[14])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure, and print the milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder).resolve() / NAME
        source.parent.mkdir(parents=True)
        text = (ROOT / NAME).read_text(encoding="utf-8")
        source.write_text(text, encoding="utf-8")
        with subprocess.Popen(
            [sys.executable, "-m", "budgetc", "lsp"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "compiler")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            try:
                _measure(Server(process), source.as_uri(), text)
            finally:
                process.kill()


def _measure(server: Server, uri: str, text: str) -> None:
    server.send("initialize", {"processId": None, "capabilities": {}, "rootUri": None}, 1)
    server.next()
    server.send("initialized", {})
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    begun = time.perf_counter()
    server.send("textDocument/didOpen", {"textDocument": document})
    server.next()
    print(f"first findings: {1000 * (time.perf_counter() - begun):.0f} ms")
    took, cpu = [], server.cpu()
    for number in range(TIMES):
        typed = text.replace(AMOUNT, f"amount: {204 + number}.53")
        changes = {"textDocument": {"uri": uri, "version": 2 + number},
                   "contentChanges": [{"text": typed}]}  # fmt: skip
        begun = time.perf_counter()
        server.send("textDocument/didChange", changes)
        server.next()
        took.append(1000 * (time.perf_counter() - begun))
    _print("a key, until what is found is told", took)
    print(f"of it CPU: {(server.cpu() - cpu) / TIMES:.0f} ms")
    code = text.index("2013801\n")
    line = text.count("\n", 0, code)
    place = {"line": line, "character": code - text.rindex("\n", 0, code) - 1}
    stretch = {"start": {"line": 0, "character": 0}, "end": {"line": line, "character": 0}}
    about: Mapping[str, Any] = {
        "completion": {"position": place},
        "hover": {"position": place},
        "definition": {"position": place},
        "inlayHint": {"range": stretch},
        "codeAction": {"range": stretch, "context": {"diagnostics": []}},
        "formatting": {"options": {"tabSize": 2, "insertSpaces": True}},
    }
    for number, (method, parameters) in enumerate(about.items(), start=2):
        cpu = server.cpu()
        for _ in range(TIMES):
            asked = {"textDocument": {"uri": uri}, **parameters}
            server.send(f"textDocument/{method}", asked, number)
            server.next()
        print(f"{method}, CPU: {(server.cpu() - cpu) / TIMES:.0f} ms")


def _print(what: str, took: list[float]) -> None:
    low, middle, high = statistics.quantiles(took, n=4)
    print(f"{what}: {middle:.0f} ms (quartiles {low:.0f} and {high:.0f})")


if __name__ == "__main__":
    main()
