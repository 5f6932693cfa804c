"""Reading a published document: PDF, Markdown or text, as lines that know where they stand."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from budgetc.compare.model import Unreadable
from budgetc.compare.pdf import text_of_pdf
from budgetc.compare.published import PrintedLine
from budgetc.diagnostics.messages import msg

_RULE = re.compile(r"[\s:|]*-[\s:|-]*")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_CELL = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"\*\*|__")
_ESCAPE = re.compile(r"\\([\\`*_\[\]|~$<&:.@#>+=()!-])")
_HEAD = re.compile(r"#{1,6}\s+")


def plain_line(line: str) -> str:
    """Return what a line of Markdown shows; nothing for the rule below the heads of a table."""
    stripped = line.strip()
    if stripped.startswith("|") and _RULE.fullmatch(stripped):
        return ""
    text = _HEAD.sub("", stripped, count=1) if stripped.startswith("#") else stripped
    text = _CELL.sub("  ", text) if stripped.startswith("|") else text
    return html.unescape(_ESCAPE.sub(r"\1", _BOLD.sub("", _TAG.sub("", text))))


MAX_FILE = 50_000_000
"""The largest file that is read, in bytes."""

MAX_CHARACTERS = 200_000
"""The longest text that is compared; a large budget has a quarter of that."""

_PDF = b"%PDF-"
_PDF_WITHIN = 1024
_PACKED = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MARKDOWN = (".md", ".markdown")
_PAGE_END = "\f"
_LONE_NUMBER = re.compile(r"\s*\d{1,4}\s*")


def read_document(path: Path) -> tuple[PrintedLine, ...] | Unreadable:
    """Return the lines of a published document, or why there are none."""
    try:
        if not path.is_file():
            return Unreadable(msg("this is no file"))
        if path.stat().st_size > MAX_FILE:
            return Unreadable(msg("this file is too large for a budget"))
        content = path.read_bytes()
    except OSError as error:
        return Unreadable(msg("cannot be read: {error}", error=error.strerror or str(error)))
    text = text_of_pdf(path) if _PDF in content[:_PDF_WITHIN] else _decoded(content)
    if isinstance(text, Unreadable):
        return text
    if len(text) > MAX_CHARACTERS:
        return Unreadable(msg("this document is too long for a budget"))
    shown = plain_line if path.suffix.lower() in _MARKDOWN else str
    return tuple(_lines(text, shown))


def _decoded(content: bytes) -> str | Unreadable:
    """Return a text in UTF-8, or in the encoding that Chinese offices used before it."""
    if content.startswith((_PACKED, _OLD_OFFICE)):
        return Unreadable(
            msg("this is an office document"), msg("save it as PDF or as text, and compare that")
        )
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return Unreadable(
        msg("this is neither a PDF nor a text"), msg("save it as PDF or as text, and compare that")
    )


def _lines(text: str, shown: Callable[[str], str]) -> Iterator[PrintedLine]:
    """Yield the lines of all pages; a number alone in the first or last line of one is left out.

    A text without form feeds is one page, without a number.
    """
    pages = text.split(_PAGE_END)
    number = 0
    for page, content in enumerate(pages, 1):
        lines = []
        for line in content.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            number += 1
            lines.append(PrintedLine(shown(line), number, page if len(pages) > 1 else 0))
        full = [line for line in lines if line.text.strip()]
        edges = {line.number for line in full[:1] + full[-1:] if _LONE_NUMBER.fullmatch(line.text)}
        yield from (line for line in lines if line.number not in edges)
        number -= 1  # a form feed ends a page, not a line
