"""PDF by Typst is tagged and can be archived: what PDF/UA-1 and PDF/A-3a ask for is there."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from budgetc.document.figures import printed_figures
from budgetc.document.model import Heading, Table
from budgetc.render import grid
from budgetc.render.data import render_json
from tests.verify.forging import KORLA, SERVICES, SOURCES, document, pdf

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"


def opened(source: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(source)))


def of_type(file: pikepdf.Pdf, kind: str) -> list[Any]:
    """Return the dictionaries of a type."""
    found = (one for one in file.objects if isinstance(one, pikepdf.Dictionary))
    return [one for one in found if one.get("/Type") == kind]


def tags(node: Any) -> Iterator[str]:
    """Yield the kinds of the elements of a structure, each before what is in it."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from tags(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from tags(node.K)


@pytest.mark.parametrize("source", SOURCES)
def test_it_says_what_it_is(source: str) -> None:
    file = opened(source)
    with file.open_metadata() as about:
        assert (about[f"{PDFA}part"], about[f"{PDFA}conformance"]) == ("3", "A")
        assert about[f"{PDFUA}part"] == "1"
        assert about["dc:title"] == document(source).title
    root = file.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == {"zh": "zh-CN", "en": "en"}[document(source).language]
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.OutputIntents[0].S) == "/GTS_PDFA1"
    assert "/Encrypt" not in file.trailer


@pytest.mark.parametrize("source", SOURCES)
def test_every_font_is_in_it_and_every_page_is_tagged(source: str) -> None:
    file = opened(source)
    fonts = of_type(file, "/FontDescriptor")
    assert fonts
    assert all({"/FontFile3", "/FontFile2"} & set(one.keys()) for one in fonts)
    assert all("/StructParents" in page for page in file.pages)
    assert all(str(page.get("/Tabs", "/S")) == "/S" for page in file.pages)


@pytest.mark.parametrize("source", SOURCES)
def test_readers_are_told_headings_tables_and_their_heads(source: str) -> None:
    file = opened(source)
    found = Counter(tags(file.Root.StructTreeRoot))
    tables = [table for table in document(source).tables() if any(p.columns for p in table.panels)]
    forms = [table for table in document(source).tables() if any(table.form)]
    headings = [one for one in document(source).blocks if isinstance(one, Heading | Table)]
    assert found["/Table"] == len(tables) + len(forms)
    assert found["/TH"] == sum(len(grid.head_cells(table.panels)) for table in tables)
    assert sum(found[f"/H{level}"] for level in range(1, 7)) == len(headings) + 1  # the contents
    assert found["/TOCI"] > 0


@pytest.mark.parametrize("source", [KORLA, SERVICES])
def test_it_carries_the_document_as_data(source: str) -> None:
    file = opened(source)
    assert sorted(file.attachments) == ["document.json", "facts.json"]
    content = file.attachments["document.json"].get_file().read_bytes()
    assert content.decode() == render_json(document(source))
    named = of_type(file, "/Filespec")
    assert {str(one.AFRelationship) for one in named} == {"/Data"}
    assert len(file.Root.AF) == len(named) == 2
    assert sum(1 for _ in printed_figures(document(source))) > 100
