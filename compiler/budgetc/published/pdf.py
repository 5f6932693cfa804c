"""What is visible in a PDF, read by a process of its own.

The file may come from anybody. PDFium reads it in a process that knows nothing else, with bounds on
its time, its memory and what it may say; what it makes of the file is letters and rules.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from budgetc.diagnostics.messages import msg
from budgetc.files.worker import begun, ended_after
from budgetc.frozen import frozen
from budgetc.lists.print_words import PrintedWords
from budgetc.published.assemble import assemble
from budgetc.published.model import (
    OUT_OF_MUCH,
    LeftOut,
    Omission,
    PublishedDocument,
    Unreadable,
)
from budgetc.published.numbers import NumberReader
from budgetc.published.pdf_layout import PdfPage, blocks_of_page
from budgetc.published.prose import without_running
from budgetc.published.raw import MAX_CHARACTERS
from budgetc.published.words import Glyph

SECONDS = 60
MAX_PAGES = 1000
MAX_BYTES = 64_000_000
MAX_ATTACHED = 16_000_000
"""Bounds of one run: its time, the pages it reads, what it may say and carry."""

_GIVEN = Path("-")
"""What stands for a file that the process is given, and does not open."""

_WORKER = Path(__file__).with_name("pdf_worker.py")
_CLOSE = 0.2
"""Of its size, the room before a letter that belongs to the word of the one before it."""
_SCANNED = 0.5
"""A page without letters is a picture if pictures cover so much of it."""


def read_pdf(path: Path, words: PrintedWords) -> PublishedDocument | Unreadable:
    """Return what is visible in a PDF, or why that cannot be told."""
    said, code = _run(path)
    if (failed := _failed(said, code)) is not None:
        return failed
    pages, left_out = _pages(json.loads(said))
    if not any(page.glyphs for page in pages):
        return Unreadable(
            msg("there is no text in this PDF, its pages are pictures"),
            msg("use the document that it was made from, or have its text recognised (OCR)"),
        )
    is_unit = NumberReader(words).marks_unit
    blocks, running = without_running([blocks_of_page(page, is_unit) for page in pages])
    return assemble(blocks, words, [*left_out, *running])


def _failed(said: bytes, code: int | None) -> Unreadable | None:
    """Return why the process could not tell, if it could not."""
    if code is None:
        return Unreadable(
            msg("reading this PDF took more than {seconds} s", seconds=SECONDS),
            msg("print it into a new PDF, or save it as text"),
        )
    if len(said) > MAX_BYTES:
        return Unreadable(msg("this PDF has more text than a budget"), OUT_OF_MUCH)
    if code != 0:
        return Unreadable(
            msg("this PDF cannot be read: it is broken or locked"),
            msg("print it into a new PDF, or save it as text"),
        )
    return None


@frozen()
class Letters:
    """What the letters of a PDF say, page by page in the order in which they were written.

    Attributes:
        pages: the text of each page, without blanks.
        hidden: what nobody sees of it.
        covered: what something is painted over.
        laid: how many notes, fields and stamps lie over it.
        attached: the files that it carries, by name.
    """

    pages: tuple[str, ...]
    hidden: tuple[str, ...]
    covered: tuple[str, ...]
    laid: tuple[int, ...]
    attached: Mapping[str, bytes]


def read_letters(path: Path) -> Letters | Unreadable:
    """Return the letters of a PDF and what is attached to it, or why that cannot be told."""
    said, code = _run(path, str(MAX_ATTACHED))
    if (failed := _failed(said, code)) is not None:
        return failed
    *pages, last = json.loads(said)
    is_cut = any("more" in page for page in pages)
    if is_cut or sum(len(page["chars"]) for page in pages) >= MAX_CHARACTERS:
        return Unreadable(msg("this PDF has more text than a budget"), OUT_OF_MUCH)
    return Letters(
        tuple(_spaced(Glyph(*values) for values in page["chars"]) for page in pages),
        tuple(page["hidden"] for page in pages),
        tuple(page["covered"] for page in pages),
        tuple(page["laid"] for page in pages),
        {name: base64.b64decode(content) for name, content in last["attached"].items()},
    )


def _spaced(glyphs: Iterable[Glyph]) -> str:
    """Return letters in a row, with a blank where one does not stand close behind another."""
    text, last = "", None
    for glyph in glyphs:
        follows = (
            last is not None
            and last.top < glyph.middle < last.bottom
            and abs(glyph.left - last.right) < _CLOSE * glyph.size
        )
        text += glyph.text if follows else f" {glyph.text}"
        last = glyph
    return text


def pages_of(content: bytes) -> int | None:
    """Return how many pages a PDF has; nothing where it cannot be read.

    Args:
        content: may come from anybody.
    """
    said, code = _run(_GIVEN, given=content, most_pages=0)
    if _failed(said, code) is not None:
        return None
    return sum(int(one["more"]) for one in json.loads(said))


def _pages(said: list[dict[str, Any]]) -> tuple[list[PdfPage], list[LeftOut]]:
    pages: list[PdfPage] = []
    left_out: list[LeftOut] = []
    for number, page in enumerate(said, 1):
        if "more" in page:
            left_out.append(LeftOut(Omission.TOO_LONG, ""))
            continue
        width, _ = page["size"]
        glyphs = tuple(Glyph(*values) for values in page["chars"])
        rules = tuple((a, b, c, d) for a, b, c, d in page["rules"])
        pages.append(PdfPage(number, width, glyphs, rules))
        if page["hidden"]:
            left_out.append(LeftOut(Omission.HIDDEN, page["hidden"]))
        if not glyphs and page["pictures"] > _SCANNED:
            left_out.append(LeftOut(Omission.PICTURE, ""))
    return pages, left_out


def _run(
    path: Path, *more: str, given: bytes | None = None, most_pages: int = MAX_PAGES
) -> tuple[bytes, int | None]:
    """Return what the process says, up to the bound, and how it ended; `None` for too late."""
    named = path.resolve() if given is None else path
    arguments = (str(named), str(most_pages), str(MAX_CHARACTERS), *more)
    with begun(_WORKER, arguments) as process, ended_after(process, SECONDS) as late:
        if process.stdin is not None:
            with suppress(BrokenPipeError), process.stdin:  # it may have ended already
                process.stdin.write(given or b"")
        said = process.stdout.read(MAX_BYTES + 1) if process.stdout else b""
        if len(said) > MAX_BYTES:
            process.kill()
        code = process.wait()
    return said, None if late.is_set() else code
