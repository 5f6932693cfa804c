"""A running `budgetc preview`, and who asks it."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.cli.run import _environment


class Answer(NamedTuple):
    """What came back."""

    code: int
    headers: dict[str, str]
    body: bytes


class Previewing:
    """A running preview: its address, and whatever it has printed."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.printed = ""
        self._told = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._told.wait(60), self.printed
        found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/", self.printed)
        assert found, self.printed
        self.address = found[0]
        parts = urlsplit(self.address)
        self.host, self.port, self.path = parts.hostname or "", parts.port or 0, parts.path

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed += line.decode()
            if "http://" in self.printed:
                self._told.set()
        self._told.set()

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        host: str | None = None,
        at: str | None = None,
    ) -> Answer:
        """Ask for a path below the address, or for any other that begins with a stroke."""
        connection = http.client.HTTPConnection(at or self.host, self.port, timeout=30)
        named = host if host is not None else f"{self.host}:{self.port}"
        connection.request(
            method, path if path.startswith("/") else self.path + path, headers={"Host": named}
        )
        answer = connection.getresponse()
        found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def end(self) -> int:
        """Press Ctrl-C, and return the code that it ends with."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


@contextmanager
def previewing(folder: Path, *arguments: str) -> Iterator[Previewing]:
    """Run a preview in a folder."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "budgetc", "preview", *arguments],
        cwd=folder,
        env=_environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            yield Previewing(process)
        finally:
            process.kill()


def save(path: Path, text: str) -> None:
    """Save a file as most editors do: written beside it, and put in its place."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
