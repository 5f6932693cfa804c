"""The one page as a PDF: the numbers of the HTML, on one sheet, tagged, as typed."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import Document, OnePage, Shown, line_text
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.render.formats import render_document
from budgetc.render.onepage_typst import render_onepage_typst
from tests.cli.run import call
from tests.support import KORLA, ROOT, TODAY, compile_text

SHIPPED = Workspace.on_disk(ROOT)
PAPER = {
    "korla-etdz-market-supervision/2024": (595, 842),
    "putuo-finance-bureau/2024-final": (595, 842),
    "boston-parks-and-recreation/2019": (612, 792),
}
"""The sizes of paper, in points, on which documents are printed."""


@cache
def _document(name: str) -> Document:
    source = SHIPPED.named(f"budgets/{name}.yaml")
    document = compile_source(source, SHIPPED.resources(), TODAY).document
    assert document is not None
    return document


def _page(document: Document) -> OnePage:
    assert document.one_page is not None
    page, _ = document.one_page()
    assert page is not None
    return page


def _pdf(document: Document) -> bytes:
    pdf, findings = render_document("onepage-pdf", document, SHIPPED.resources())
    assert [ENGLISH(one.message) for one in findings] == []
    assert pdf is not None
    return pdf


def _read(pdf: bytes) -> tuple[list[tuple[float, float]], str]:
    """Return the sizes of the pages, and all text without spaces."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        pages = list(document)
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        return [page.get_size() for page in pages], "".join(text.split())


def _plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", PAPER)
def test_it_is_one_tagged_sheet_with_the_numbers_of_the_page(name: str) -> None:
    document = _document(name)
    pdf = _pdf(document)
    sizes, text = _read(pdf)
    assert sizes == [pytest.approx(PAPER[name], abs=1)]
    page = _page(document)
    for one in page.numbers:
        for line in (one.label, one.number, one.says):
            assert _plain(line_text(line)) in text
    for chart in page.charts:
        assert _plain(chart.title) in text
        for bar in chart.bars:
            assert _plain(bar.figures[0].text) in text
    for each in page.explained:
        assert _plain(each.term) in text
    assert b"/StructTreeRoot" in pdf
    assert pdf == _pdf(document)


def test_two_charts_without_words_stand_beside_each_other() -> None:
    document = _document("korla-etdz-market-supervision/2024")
    page = _page(document)
    two = [one for one in page.charts if one.bars and not one.has_both_signs][:2]
    code = render_onepage_typst(
        document, replace(page, charts=two, explained=()), SHIPPED.resources()
    )
    left, right = code[code.index("  halves({ chart(") :].split("}, { chart(")
    assert two[0].title in left
    assert two[1].title in right


def test_what_is_too_much_is_made_smaller_and_nothing_is_lost() -> None:
    document = _document("boston-parks-and-recreation/2019")
    page = _page(document)
    bars = [replace(bar, figures=bar.figures[:1] * 2) for bar in page.charts[1].bars]
    crowded = replace(
        page,
        charts=(page.charts[0], page.charts[1], replace(page.charts[2], bars=tuple(bars * 2))),
        explained=page.explained * 4,
    )
    assert page.charts[2].shows is Shown.CHANGE
    sizes, text = _read(_pdf(replace(document, one_page=lambda: (crowded, ()))))
    assert len(sizes) == 1
    assert text.count("Thelegalauthorization") == 4
    assert "thereststandsinthewholedocument" in text


def test_what_is_typed_prints_as_typed() -> None:
    text = '#panic("x") *a* $b$ \\ ] "quoted" <tag>'
    compilation = compile_text(KORLA.replace("库尔勒经济技术开发区市场监督管理局", f"'局{text}'"))
    assert compilation.draft is not None
    _, found = _read(_pdf(compilation.draft.document))
    assert _plain(text) in found


def test_without_charts_the_numbers_stay() -> None:
    document = _document("korla-etdz-market-supervision/2024")
    _, text = _read(_pdf(replace(document, charts=())))
    assert "314.66" in text
    assert "支出用到哪里去" not in text


def test_a_frame_that_fails_is_named(tmp_path: Path) -> None:
    frame = tmp_path / "templates/typst/onepage.typ.j2"
    frame.parent.mkdir(parents=True)
    frame.write_text("#panic(1)\n<< body >>", encoding="utf-8")
    document = _document("korla-etdz-market-supervision/2024")
    pdf, (found,) = render_document("onepage-pdf", document, Resources.of_workspace(tmp_path))
    assert (pdf, found.code) == (None, "PDF002")
    assert found.hint is not None
    assert ENGLISH(found.hint) == "the frame of the file is templates/typst/onepage.typ.j2"


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise ImportError

    monkeypatch.setattr("budgetc.cli.build.version_of", missing)
    ran = call("build", "-f", "onepage-pdf", "--no-summary")
    assert ran.code == 2
    assert "the format onepage-pdf needs typst: pip install 'budgetc[pdf]'" in ran.err
