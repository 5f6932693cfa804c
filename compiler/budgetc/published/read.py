"""Reading a published document, whatever file it is."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from budgetc.diagnostics.messages import msg
from budgetc.files.reasons import reason_of
from budgetc.files.workspace import SUFFIXES
from budgetc.lists.print_words import PrintedWords
from budgetc.published.model import OUT_OF_MUCH, PublishedDocument, Unreadable
from budgetc.published.raw import MAX_CHARACTERS

MAX_FILE = 50_000_000
"""The largest file that is read, in bytes."""

MAX_MARKUP = 8_000_000
"""The longest HTML that is read; most of it is no text."""

_PDF = b"%PDF-"
_PDF_WITHIN = 1024
_PACKED = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MARKDOWN = (".md", ".markdown")
_NO_TEXTS = (".pdf", ".docx", ".xlsx", ".xlsm")
_HTML = (".html", ".htm", ".xhtml")
_ENOUGH = 1000
"""So many letters tell in which encoding a text is."""

_MOST_OF_A_TEXT = 0.9
_COMMON = re.compile(r"[\s!-~\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_published(path: Path, words: PrintedWords) -> PublishedDocument | Unreadable:
    """Return what a reader sees of a published document, or why there is nothing to see.

    What kind of file it is is told by what is in it, and of texts by their names.
    """
    if path.suffix.lower() in SUFFIXES:
        return Unreadable(
            msg("this is a source, and no published document"),
            msg("budgetc check says what is wrong in a source"),
        )
    content = content_of(path)
    if isinstance(content, Unreadable):
        return content
    if is_pdf(content):
        from budgetc.published.pdf import read_pdf  # noqa: PLC0415  # of one kind of file alone

        return read_pdf(path, words)
    if content.startswith(_PACKED):
        from budgetc.published.office import read_office  # noqa: PLC0415

        return read_office(content, words)
    text = _decoded(content)
    return text if isinstance(text, Unreadable) else _read_text(text, path.suffix.lower(), words)


def is_pdf(content: bytes) -> bool:
    """Tell whether a file is a PDF; other bytes may stand before its mark."""
    return _PDF in content[:_PDF_WITHIN]


def content_of(path: Path) -> bytes | Unreadable:
    """Return the bytes of a file of a bounded size, or why there are none."""
    try:
        if not path.is_file():
            return Unreadable(msg("this is no file"))
        if path.stat().st_size > MAX_FILE:
            return Unreadable(msg("this file is too large for a budget"), OUT_OF_MUCH)
        return path.read_bytes()
    except OSError as error:
        return Unreadable(msg("cannot be read: {error}", error=reason_of(error)))


def _read_text(text: str, suffix: str, words: PrintedWords) -> PublishedDocument | Unreadable:
    if not text.strip():
        return Unreadable(msg("this file is empty"))
    start = text.lstrip()[:200].lower()
    is_markup = suffix in _HTML or start.startswith(("<!doctype html", "<html"))
    if len(text) > (MAX_MARKUP if is_markup else MAX_CHARACTERS):
        return Unreadable(msg("this document is too long for a budget"), OUT_OF_MUCH)
    if is_markup:
        from budgetc.published.html import read_html  # noqa: PLC0415

        return read_html(text, words)
    if suffix in _MARKDOWN:
        from budgetc.published.markdown import read_markdown  # noqa: PLC0415

        return read_markdown(text, words)
    if suffix in _NO_TEXTS:  # what was broken on its way, or saved under a wrong name
        return Unreadable(
            msg("this is no {suffix} file, whatever it is called", suffix=suffix),
            msg("get the file again, or save it as what it is called"),
        )
    from budgetc.published.text import read_text  # noqa: PLC0415

    return read_text(text, words)


def _decoded(content: bytes) -> str | Unreadable:
    """Return a text in Unicode, or in the encoding that Chinese offices used before it."""
    if content.startswith(_OLD_OFFICE):
        return Unreadable(
            msg("this is a document of an old Word or Excel"),
            msg("save it as PDF, .docx or .xlsx, and name that file"),
        )
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return Unreadable(
        msg("this is no document that can be read"),
        msg("save it as PDF, .docx, .xlsx, HTML, Markdown or text, and name that file"),
    )


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith(_MARKS):
        return ("utf-16",)
    start = content[: 2 * _ENOUGH]
    if 0 in start:
        # UTF-16 without a mark: no other text has a byte of nothing.
        return tuple(one for one in ("utf-16-le", "utf-16-be") if _is_text(start, one))
    return ("utf-8-sig", "gb18030")


def _is_text(start: bytes, encoding: str) -> bool:
    """Tell whether nearly all letters that a file begins with are Chinese or Western ones."""
    text = start.decode(encoding, errors="replace")
    return len(_COMMON.findall(text)) >= _MOST_OF_A_TEXT * len(text)
