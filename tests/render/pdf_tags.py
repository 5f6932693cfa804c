"""What the tags of a PDF say: the texts of its tables, cell by cell, read by PDFium."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


def tagged_cells(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield the texts of all cells of tables of a page, heads as well, in the order of the tags."""
    texts = _texts(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        for cell in _cells(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)):
            yield "".join(texts[content] for content in _contents(cell)).strip()
    pdfium.FPDF_StructTree_Close(tree)


def _texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Return the text of each marked content of a page."""
    texts: dict[int, str] = defaultdict(str)
    all_text = page.get_textpage()
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        text = _read(pdfium.FPDFTextObj_GetText, one.raw, all_text.raw, into=pdfium.FPDF_WCHAR)
        texts[pdfium.FPDFPageObj_GetMarkedContentID(one.raw)] += text
    return texts


def _read(call: Callable[..., int], *about: Any, into: Any) -> str:
    """Return a text in UTF-16, as PDFium gives one: asked twice, first for its length."""
    size = call(*about, None, 0)
    buffer = ctypes.create_string_buffer(size)
    call(*about, ctypes.cast(buffer, ctypes.POINTER(into)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _cells(element: Any) -> Iterator[Any]:
    kind = _read(pdfium.FPDF_StructElement_GetType, element, into=ctypes.c_void_p)
    if kind in {"TD", "TH"}:
        yield element
    else:
        for one in _below(element):
            yield from _cells(one)


def _contents(element: Any) -> Iterator[int]:
    for at in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)):
        content = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at)
        if content >= 0:  # and not what stands on another page
            yield content
    for one in _below(element):
        yield from _contents(one)


def _below(element: Any) -> Iterator[Any]:
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield child
