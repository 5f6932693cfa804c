"""Pages in a real browser: click, keys, search, paper, a phone, and who cannot see them."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.render.browsing import DESK, PHONE, violations
from tests.render.test_html import html_of
from tests.support import KORLA, ROOT, TODAY, compile_text

pytestmark = pytest.mark.needs("chromium")

SHIPPED = Workspace.on_disk(ROOT)
ZH = "budgets/korla-etdz-market-supervision/2024.yaml"
EN = "budgets/boston-neighborhood-services/2019.yaml"
FINAL = "budgets/putuo-finance-bureau/2024-final.yaml"


@cache
def _html(name: str, *, public: bool = False) -> str:
    compilation = compile_source(SHIPPED.named(name), SHIPPED.resources(), TODAY)
    return html_of(compilation, public=public, charts=True)


def _cell(page: Page, table: str, row: str) -> Any:
    sheet = page.locator(".sheet", has=page.get_by_role("heading", name=table))
    return sheet.locator("tbody tr", has_text=row).locator("a.f").first


def test_a_click_on_a_figure_tells_where_it_comes_from(read: Any) -> None:
    page = read(_html(ZH))
    panel = page.locator("#panel")
    assert panel.is_hidden()
    _cell(page, "表 3 部门支出总体情况表", "行政单位离退休").click()
    assert panel.is_visible()
    text = panel.inner_text()
    assert text.startswith("3.92")
    assert f"{ZH}:95:" in text
    assert "amount: 3.92" in text
    assert "上年" in text
    assert "prior: 2.00" in text
    places = panel.locator(".places a")
    assert places.count() >= 6
    places.first.click()
    page.wait_for_function("document.querySelector('.f.open').closest('.sheet') !== null")
    assert "表 2" in panel.locator(".where").first.inner_text()
    assert page.locator(".f.open").inner_text() == "3.92"
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate("document.activeElement.className") == "f"


def test_a_figure_in_a_sentence_is_a_link_and_a_key_opens_it(read: Any) -> None:
    page = read(_html(ZH))
    figure = page.locator("main > p a.f", has_text="314.66").first
    figure.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text().startswith("314.66")
    assert page.evaluate("document.activeElement.id") == "panel"
    steps = page.locator("#panel .steps")
    assert len(re.findall(rf"{ZH}:\d+:\d+", steps.first.inner_text())) >= 1


def test_the_address_of_a_figure_opens_it(read: Any) -> None:
    page = read(_html(ZH))
    page.evaluate("location.hash = '#p30'")
    page.wait_for_selector("#panel:visible")
    assert page.locator("#p30").evaluate("one => one.classList.contains('open')")


def test_search_finds_words_and_amounts(read: Any) -> None:
    page = read(_html(ZH))
    page.keyboard.press("/")
    page.keyboard.type("住房公积金 17.37")
    found = page.locator("#results a")
    assert found.count() >= 3
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".hit").count() == 1
    assert "17.37" in page.locator(".hit").inner_text()
    assert page.locator("#results").is_hidden()
    page.fill("#search", "没有这样的话")
    assert page.locator("#results").inner_text() == "没有找到"


def test_an_amount_is_found_without_its_commas(read: Any) -> None:
    page = read(_html(EN))
    page.fill("#search", "3163688")
    assert "3,163,688" in page.locator("#results").inner_text()


def test_heads_and_the_first_column_stay(read: Any) -> None:
    page = read(_html(ZH), PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    grid = page.locator(".sheet.wide .grid").first
    grid.scroll_into_view_if_needed()
    left = grid.evaluate(
        """grid => {
            grid.scrollLeft = 300; grid.scrollTop = 200;
            const name = grid.querySelector('tbody th'), head = grid.querySelector('thead');
            const home = grid.getBoundingClientRect();
            return [name.getBoundingClientRect().left - home.left,
                    head.getBoundingClientRect().top - home.top, grid.scrollLeft];
        }"""
    )
    assert left[0] == pytest.approx(1, abs=1.5)
    assert left[1] == pytest.approx(1, abs=1.5)
    assert left[2] > 200
    desk = read(_html(ZH))
    grid = desk.locator(".grid.fits").first
    grid.evaluate("grid => scrollBy(0, grid.getBoundingClientRect().top + 300)")
    head = grid.evaluate("grid => grid.querySelector('thead').getBoundingClientRect().top")
    assert head == desk.evaluate("document.querySelector('.bar').offsetHeight")


def test_heads_that_are_merged_cover_their_columns(read: Any) -> None:
    page = read(_html(ZH))
    head = page.locator("thead th", has_text="功能分类科目编码").first
    assert head.get_attribute("colspan") == "3"
    box = head.bounding_box()
    parts = [page.locator("thead th", has_text=re.compile(f"^{name}$")).first.bounding_box()
             for name in "类款项"]  # fmt: skip
    assert box["x"] == pytest.approx(parts[0]["x"], abs=1)
    assert box["x"] + box["width"] == pytest.approx(parts[2]["x"] + parts[2]["width"], abs=1)


@pytest.mark.needs("pdftotext")  # of poppler, as pdfinfo is
def test_paper_is_a4_and_wide_tables_lie_on_their_side(read: Any, tmp_path: Path) -> None:
    page = read(_html(ZH))
    file = tmp_path / "page.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    told = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "99", file], capture_output=True, text=True, check=True
    ).stdout
    sizes = [(round(float(w)), round(float(h)))
             for w, h in re.findall(r"size: +([0-9.]+) x ([0-9.]+)", told)]  # fmt: skip
    assert {*sizes} == {(595, 842), (842, 595)} or {*sizes} == {(596, 842), (842, 596)}
    assert sum(width > height for width, height in sizes) == 3
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "314.66" in text
    assert "校验发现" not in text
    assert "XTB010" not in text


def test_on_a_phone_the_contents_open_and_lead_on(read: Any) -> None:
    page = read(_html(ZH), PHONE)
    contents = page.locator("#contents")
    assert contents.is_hidden()
    page.click("#menu")
    assert page.get_attribute("#menu", "aria-expanded") == "true"
    contents.get_by_role("link", name="表 5").click()
    assert contents.is_hidden()
    assert page.locator("h3", has_text="表 5").evaluate(
        "one => one.getBoundingClientRect().top < innerHeight"
    )
    figure = _cell(page, "表 5", "行政运行")
    figure.click()
    panel, box = page.locator("#panel").bounding_box(), figure.bounding_box()
    assert box["y"] + box["height"] <= panel["y"]
    assert panel["width"] == PHONE[0]


def test_findings_stand_in_place_and_can_be_hidden(read: Any) -> None:
    page = read(_html(ZH))
    marks = page.locator("main .mark")
    assert marks.count() >= 4
    page.click("#toggle")
    assert page.get_attribute("#toggle", "aria-pressed") == "false"
    assert marks.first.is_hidden()
    assert page.locator(".found").is_hidden()
    page.click("#toggle")
    link = page.locator(".found a", has_text="查看位置").first
    link.click()
    assert page.evaluate("document.querySelector(location.hash).className").startswith("mark")


def test_a_reader_of_the_public_sees_no_source(read: Any) -> None:
    page = read(_html(ZH, public=True))
    assert page.locator("#toggle").count() == 0
    _cell(page, "表 3 部门支出总体情况表", "合计").click()
    text = page.locator("#panel").inner_text()
    assert "314.66" in text
    assert ".yaml" not in text
    assert "行政运行" in text


def test_dark_and_light_follow_the_system_and_the_switch(read: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = read(_html(ZH)), read(_html(ZH), scheme="dark")
    colours = (light.evaluate(ground), dark.evaluate(ground))
    assert colours[0] != colours[1]
    light.click("#theme")
    dark.click("#theme")
    assert (dark.evaluate(ground), light.evaluate(ground)) == colours


def test_a_bar_leads_to_its_figure(read: Any) -> None:
    page = read(_html(ZH))
    page.locator("svg[aria-labelledby^='chart-classes'] a").first.click()
    assert page.locator("#panel h2").inner_text() == "240.53"
    assert page.locator(".f.open").evaluate("one => one.closest('.sheet') !== null")


def test_nothing_that_is_typed_runs(read: Any) -> None:
    text = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    source = KORLA.replace("特种设备隐患排查", f"{text}隐患排查")
    page = read(html_of(compile_text(source), charts=True))
    page.fill("#search", "onerror")
    assert "<img" in page.locator("#results").inner_text()
    assert page.locator("main img").count() == 0
    page.evaluate("location.hash = '#p1'")
    page.wait_for_selector("#panel:visible")


def test_the_policy_holds_what_a_frame_would_add(browser: Browser) -> None:
    """Whatever a workspace's frame says, no other script runs; the browser says so."""
    html = _html(ZH).replace("<main ", "<script>document.title = 'run'</script><main ", 1)
    context = browser.new_context()
    page = context.new_page()
    page.set_content(html)
    assert page.title() != "run"
    context.close()


@pytest.mark.needs("npm")
@pytest.mark.parametrize(
    ("name", "size", "scheme"),
    [
        (ZH, DESK, "light"),
        (EN, PHONE, "dark"),
        *(pytest.param(*one, marks=pytest.mark.slow) for one in (
            (ZH, PHONE, "dark"), (EN, DESK, "light"), (FINAL, DESK, "light"), (FINAL, PHONE, "dark")
        )),
    ],
    ids=lambda one: one if isinstance(one, str) else "desk" if one == DESK else "phone",
)  # colours hang on the scheme, and places on the size: ten seconds of looking each  # fmt: skip
def test_axe_finds_nothing(read: Any, name: str, scheme: str, size: tuple[int, int]) -> None:
    page = read(_html(name), size, scheme)
    page.evaluate("location.hash = '#p20'")
    page.wait_for_selector("#panel:visible")
    assert violations(page) == []
