"""The text of a PDF, by poppler's pdftotext.

The file may come from anybody. It is read by a program of its own, which is ended when it takes too
long or says too much; what it makes of the file is text and nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from pathlib import Path

from budgetc.compare.model import Unreadable
from budgetc.diagnostics.messages import msg

READER = "pdftotext"
"""The program that reads PDFs."""

SECONDS = 60
MAX_PAGES = 1000
MAX_BYTES = 8_000_000
"""Bounds of one run: its time, the pages it reads, the text it may say."""

_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def text_of_pdf(path: Path) -> str | Unreadable:
    """Return the text of a PDF, laid out as on its pages, which end in form feeds."""
    program = shutil.which(READER)
    if program is None:
        return Unreadable(
            msg("{program} is not installed, so no PDF can be read", program=READER),
            msg(
                "on Debian or Ubuntu: apt install poppler-utils; elsewhere install poppler. Or "
                "save the document as text and name that file"
            ),
        )
    options = ("-q", "-layout", "-enc", "UTF-8", "-eol", "unix", "-l", str(MAX_PAGES))
    said, code = _run([program, *options, str(path.resolve()), "-"])
    if code is None:
        return Unreadable(
            msg("reading this PDF took more than {seconds} s", seconds=SECONDS),
            msg("print it into a new PDF, or save it as text"),
        )
    if len(said) > MAX_BYTES:
        return Unreadable(msg("this PDF has more text than a budget"))
    if code != 0:
        return Unreadable(
            msg("{program} cannot read this PDF: it is broken or locked", program=READER),
            msg("print it into a new PDF, or save it as text"),
        )
    text = said.decode("utf-8", errors="replace")
    if not text.strip():
        return Unreadable(
            msg("there is no text in this PDF, its pages are pictures"),
            msg("use the document that it was made from, or have its text recognised (OCR)"),
        )
    return text


def _run(command: list[str]) -> tuple[bytes, int | None]:
    """Return what a program says, up to the bound, and how it ended; `None` for too late."""
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
    with subprocess.Popen(  # noqa: S603  # the command is fixed, and the path is absolute
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        late = threading.Event()
        timer = threading.Timer(SECONDS, _end, (process, late))
        timer.start()
        try:
            said = process.stdout.read(MAX_BYTES + 1) if process.stdout else b""
            if len(said) > MAX_BYTES:
                process.kill()
            code = process.wait()
        finally:
            timer.cancel()
    return said, None if late.is_set() else code


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()
