"""Small PDFs for tests, and documents read from texts."""

from __future__ import annotations

from pathlib import Path

from budgetc.files.data import Resources
from budgetc.lists import load_lists
from budgetc.lists.print_words import PrintedWords
from budgetc.published.model import PublishedDocument, Unreadable
from budgetc.published.read import read_published


def words() -> PrintedWords:
    lists, _ = load_lists(Resources.of_workspace(None))
    assert lists is not None
    return lists.printed


WORDS = words()


def read(path: Path) -> PublishedDocument:
    document = read_published(path, WORDS)
    assert isinstance(document, PublishedDocument), document
    return document


def refused(path: Path) -> Unreadable:
    document = read_published(path, WORDS)
    assert isinstance(document, Unreadable)
    return document


def read_text(tmp_path: Path, text: str, name: str = "x.txt") -> PublishedDocument:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def pdf_of(*pages: str, extra: str = "") -> bytes:
    """Return a PDF with a page for each content stream; /F is Helvetica, the page 600 by 400."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids["
        + " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
        + "]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for at, page in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 400]/Contents {5 + 2 * at} 0 R"
            f"/Resources<</Font<</F 3 0 R>>>>{extra}>>"
        )
        objects.append(f"<</Length {len(page)}>>stream\n{page}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    body += "".join(f"{place:010} 00000 n \n" for place in places)
    body += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return body.encode("ascii")


def shown(text: str, x: float, y: float, size: float = 10) -> str:
    """Return what puts a text at a place, from the bottom left."""
    return f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n"


def ruled(xs: list[float], ys: list[float]) -> str:
    """Return what draws a lattice."""
    level = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return level + "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)
