"""The one page in a real browser: one sheet of paper, one column on a phone, and who cannot see."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from budgetc.document.model import Shown
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.render.formats import render_document
from tests.render.browsing import DESK, PHONE, violations
from tests.support import KORLA, ROOT, TODAY, compile_text

pytestmark = pytest.mark.needs("chromium")

SHIPPED = Workspace.on_disk(ROOT)
PAPER = {
    "korla-etdz-market-supervision/2024": (595, 842),
    "putuo-finance-bureau/2025": (595, 842),
    "putuo-finance-bureau/2024-final": (595, 842),
    "boston-neighborhood-development/2019": (612, 792),
    "boston-parks-and-recreation/2019": (612, 792),
}
"""The sizes of paper, in points, on which documents are printed."""


@cache
def _html(name: str) -> str:
    source = SHIPPED.named(f"budgets/{name}.yaml")
    return _page_of(compile_source(source, SHIPPED.resources(), TODAY))


def _page_of(compilation: Any) -> str:
    content, findings = render_document("onepage", compilation.draft.document, SHIPPED.resources())
    assert (content is not None, findings) == (True, ())
    return (content or b"").decode()


def _sheets(file: Path) -> list[tuple[float, float]]:
    """Return the sizes of the pages of a PDF, in points."""
    told = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "9", file], capture_output=True, text=True, check=True
    ).stdout
    return [(float(w), float(h)) for w, h in re.findall(r"size: +([0-9.]+) x ([0-9.]+)", told)]


@pytest.mark.needs("pdftotext")  # of poppler, as pdfinfo is
@pytest.mark.parametrize("name", PAPER)
def test_it_prints_on_one_sheet(read: Any, tmp_path: Path, name: str) -> None:
    file = tmp_path / "page.pdf"
    read(_html(name)).pdf(path=str(file), prefer_css_page_size=True)
    assert _sheets(file) == [pytest.approx(PAPER[name], abs=1)]
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "本页各数均取自" in text or "All numbers of this page" in text


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("name", list(PAPER)[1::2])
def test_as_much_as_it_can_hold_is_one_sheet_too(read: Any, tmp_path: Path, name: str) -> None:
    """Every chart has more bars than are drawn, and every label is long."""
    source = SHIPPED.named(f"budgets/{name}.yaml")
    document = compile_source(source, SHIPPED.resources(), TODAY).document
    assert document is not None
    assert document.one_page is not None
    page, _ = document.one_page()
    assert page is not None
    bars = [bar for chart in page.charts for bar in chart.bars][:1] * 9
    bars = [replace(bar, label=f"{at} {bar.label} " * 4) for at, bar in enumerate(bars)]
    twice = tuple(replace(bar, figures=bar.figures * 2) for bar in bars)
    full = [replace(page.charts[0], bars=page.charts[0].bars),
            replace(page.charts[1], bars=tuple(bars)),
            replace(page.charts[2], shows=Shown.CHANGE, bars=twice)]  # fmt: skip
    crowded = replace(page, charts=full, title=(*page.title, "（", *page.title, "）"))
    content, _ = render_document(
        "onepage", replace(document, one_page=lambda: (crowded, ())), SHIPPED.resources()
    )
    file = tmp_path / "page.pdf"
    shown = read((content or b"").decode())
    assert shown.locator(".more").count() == 2
    shown.pdf(path=str(file), prefer_css_page_size=True)
    assert len(_sheets(file)) == 1


@pytest.mark.parametrize("name", PAPER)
def test_on_a_phone_it_is_one_column(read: Any, name: str) -> None:
    page = read(_html(name), PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    lefts = page.evaluate(
        "[...document.querySelectorAll('.number, .chart, .words')]"
        ".map(one => [one.className, one.getBoundingClientRect().left])"
    )
    assert len({left for kind, left in lefts if kind == "number"}) == 1
    assert len({left for kind, left in lefts if kind != "number"}) == 1
    sizes = page.evaluate(
        "[...document.querySelectorAll('p, dd')]"
        ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 12.5


def test_numbers_stand_in_their_boxes(read: Any) -> None:
    for size in (PHONE, (800, 800), DESK):
        page = read(_html("boston-neighborhood-development/2019"), size)
        wide = page.evaluate(
            "[...document.querySelectorAll('.n')]"
            ".filter(one => one.scrollWidth > one.clientWidth).length"
        )
        assert wide == 0


def test_a_ring_is_as_large_as_its_parts(read: Any) -> None:
    """The angle of a part is its share of the whole, as the browser draws it."""
    page = read(_html("korla-etdz-market-supervision/2024"))
    drawn = page.evaluate(
        """[...document.querySelectorAll("svg[aria-labelledby^='chart-kinds'] path")]
            .filter(one => (one.getAttribute("fill") || "").includes("--part"))
            .map(one => [one.getAttribute("fill"), one.getTotalLength()])"""
    )
    ring = {fill: length for fill, length in drawn if length > 100}
    # An outline is the outer and the inner arc, and twice the width of the ring.
    arcs = {fill: length - 2 * (84 - 46) for fill, length in ring.items()}
    share = arcs["var(--part-1)"] / sum(arcs.values())
    assert share == pytest.approx(277.66 / 314.66, abs=0.01)


def test_nothing_that_is_typed_runs(read: Any) -> None:
    text = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    page = read(_page_of(compile_text(KORLA.replace("库尔勒经济技术开发区市场监督管理局", text))))
    assert page.locator("img, script").count() == 0
    assert text in page.locator("h1").inner_text()


@pytest.mark.needs("npm")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", list(PAPER)[2:4])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_axe_finds_nothing(read: Any, name: str, scheme: str, size: tuple[int, int]) -> None:
    assert violations(read(_html(name), size, scheme)) == []
