"""Word and Excel files: which of the two one is, and whether it unpacks to more than it may."""

from __future__ import annotations

import io
import zipfile

from budgetc.diagnostics.messages import msg
from budgetc.lists.print_words import PrintedWords
from budgetc.published.model import OUT_OF_MUCH, PublishedDocument, Unreadable
from budgetc.published.sheet_size import too_large_a_sheet
from budgetc.published.text_size import too_long_a_text

MAX_UNPACKED = 200_000_000
MAX_PARTS = 5_000
"""Bounds of what a file may unpack to."""

_WORD = "word/document.xml"
_EXCEL = "xl/workbook.xml"


def read_office(content: bytes, words: PrintedWords) -> PublishedDocument | Unreadable:
    """Return what a Word or Excel file shows, or why that cannot be told."""
    names = parts_of(content)
    if isinstance(names, Unreadable):
        return names
    try:
        return _read(content, names, words)
    except ImportError:
        return Unreadable(
            msg("Word and Excel files need more than is installed"),
            msg('pip install "budgetc[office]"; or save it as PDF, and name that file'),
        )
    except Exception:  # whatever the libraries stumble over in a stranger's file
        return broken_office()


def parts_of(content: bytes) -> frozenset[str] | Unreadable:
    """Return the names of the files in an office file, or why it is not to be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = sum(part.compress_size for part in parts)
            if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or packed > len(content):
                return Unreadable(msg("this file unpacks to more than a budget"), OUT_OF_MUCH)
            names = frozenset(part.filename for part in parts)
            measured = too_long_a_text if _WORD in names else too_large_a_sheet
            if (too_large := measured(package)) is not None:
                return too_large
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return broken_office()
    return names


def _read(
    content: bytes, names: frozenset[str], words: PrintedWords
) -> PublishedDocument | Unreadable:
    if _WORD in names:
        from budgetc.published.docx import read_docx  # noqa: PLC0415  # of one kind alone

        return read_docx(content, words)
    if _EXCEL in names:
        from budgetc.published.xlsx import read_xlsx  # noqa: PLC0415

        return read_xlsx(content, words)
    return Unreadable(
        msg("this is neither a Word nor an Excel file"),
        msg("save it as PDF, .docx or .xlsx, and name that file"),
    )


def broken_office() -> Unreadable:
    """Return that an office file is broken or locked, and what to do."""
    return Unreadable(
        msg("this office file cannot be read: it is broken or locked"),
        msg("open it, take its password off if it has one, and save it again"),
    )
