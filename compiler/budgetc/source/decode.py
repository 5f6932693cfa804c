"""Bytes to text: UTF-8 only, and nothing in it that would deceive a reader's eyes."""

from __future__ import annotations

import codecs
import re

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import FORBIDDEN, SUSPECT, all_misleading, misleading
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.port import MAX_BYTES, too_large

_NO_SOURCES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How PDFs and files of office programs, new and old, begin."""


def decode(file: str, data: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of a file, or the reason why it has none; and what nobody sees in it."""
    if len(data) > MAX_BYTES:
        return None, (too_large(file, len(data)).diagnostic,)
    if data.startswith(_NO_SOURCES):
        return None, (_published(file),)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, (_not_utf8(file, Span.point(file), "UTF-16"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        return None, (_not_utf8(file, _place(file, before), f"0x{data[error.start]:02x}"),)
    text = unix_lines(text)
    if SUSPECT.search(text) and (bad := FORBIDDEN.search(text) or _misleading_in_words(text)):
        told = control_character(_place(file, text[: bad.start()]), bad.group())
        return None if FORBIDDEN.match(bad.group()) else text, (told,)
    return text, ()


_AROUND = re.compile(r"[^\s,:\"'\[\]{}#]*")
_IN_NUMBER = frozenset("0123456789.-+%")


def _misleading_in_words(text: str) -> re.Match[str] | None:
    """Return the first such character that is not in a number or a code.

    Those are no texts any more, and are told with the digits to write.
    """
    for bad in all_misleading(text):
        line = text[text.rfind("\n", 0, bad.start()) + 1 : text.find("\n", bad.end())]
        at = bad.start() - (text.rfind("\n", 0, bad.start()) + 1)
        word = next((w for w in _AROUND.finditer(line) if w.start() <= at < w.end()), bad).group()
        seen = {one for one in word if not misleading(one)}
        if not seen or not seen <= _IN_NUMBER:
            return bad
    return None


def control_character(span: Span, character: str) -> Diagnostic:
    """Make the finding for a character that may not stand in a source."""
    return finding(
        "SYN011",
        msg("the character U+{number} may not stand in a source", number=f"{ord(character):04X}"),
        span,
        hint=msg("it is invisible; delete it and type the text anew"),
    )


def _not_utf8(file: str, span: Span, seen: str) -> Diagnostic:
    return finding(
        "SYN006",
        msg("{file} is not UTF-8 text ({seen})", file=file, seen=seen),
        span,
        hint=msg("save it with the encoding UTF-8; Excel and old editors often write GBK"),
    )


def _published(file: str) -> Diagnostic:
    return finding(
        "SYN006",
        msg("{file} is a PDF, or a file of Word or Excel, and no source", file=file),
        Span.point(file),
        hint=msg(
            "name the source, whose name ends in .yaml; budgetc verify, compare and audit read "
            "published documents, and import reads forms"
        ),
    )


def unix_lines(text: str) -> str:
    """Return a text with the line ends that places are counted by."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(file: str, before: str) -> Span:
    before = unix_lines(before)
    line_start = before.rfind("\n") + 1
    return Span.point(file, before.count("\n") + 1, len(before) - line_start + 1)
