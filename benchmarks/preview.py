"""`python -m benchmarks.preview`: how long a preview takes from a saved file to what is told of it.

A preview of Korla runs as its user runs it. A file is saved, and as the page does, the clock asks
what is to be shown as soon as the server says that something is, and then for the document.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
NAME = "budgets/korla-etdz-market-supervision/2024.yaml"
TIMES = 21
LINE = "amount: 3.92\n      prior: {}"


def main() -> None:
    """Measure, and print the milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / NAME
        source.parent.mkdir(parents=True)
        text = (ROOT / NAME).read_text(encoding="utf-8")
        source.write_text(text, encoding="utf-8")
        with subprocess.Popen(
            [sys.executable, "-u", "-m", "budgetc", "preview", NAME],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "compiler")},
            stdout=subprocess.PIPE,
        ) as process:
            try:
                _measure(process, source, text)
            finally:
                process.send_signal(signal.SIGINT)


def _measure(process: subprocess.Popen[bytes], source: Path, text: str) -> None:
    printed = process.stdout.readline() if process.stdout else b""
    address = urlsplit(re.findall(r"http://[^;\s]+", printed.decode())[0])
    host, path = address.netloc, address.path
    listening = http.client.HTTPConnection(host, timeout=60)
    listening.request("GET", f"{path}events")
    events = _events(listening.getresponse())
    next(events)
    asking = http.client.HTTPConnection(host, timeout=60)

    def ask(what: str) -> bytes:
        asking.request("GET", f"{path}{what}?source={NAME}")
        return asking.getresponse().read()

    ask("state"), ask("document")
    told, shown = [], []
    for number in range(TIMES):
        saved = text.replace(LINE.format("2.00"), LINE.format(f"2.{number + 1:02}"))
        fresh = source.with_name(".saved")
        fresh.write_text(saved, encoding="utf-8")
        begun = time.perf_counter()
        fresh.replace(source)
        while True:
            next(events)
            state = json.loads(ask("state"))
            if state["changes"] and state["changes"]["figures"]:
                break
        told.append(1000 * (time.perf_counter() - begun))
        ask("document")
        shown.append(1000 * (time.perf_counter() - begun))
        time.sleep(0.3)
    for name, times in (("told what changed", told), ("the document as well", shown)):
        first, middle, third = statistics.quantiles(times, n=4)
        print(f"{name}: {middle:.0f} ms ({first:.0f} to {third:.0f})")


def _events(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while line := answer.readline():
        if line.startswith(b"data:"):
            yield line


if __name__ == "__main__":
    main()
