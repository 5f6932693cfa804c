"""The index of a region's page in a real browser: sorted, filtered, without a script."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.cli.run import call
from tests.render.browsing import DESK, PHONE, violations
from tests.render.conftest import browser, read
from tests.support import EXAMPLES

from .book import write
from .generate import LAST_YEAR_ONLY, OF_UNITS, WITH_ERRORS, name, region

__all__ = ["browser", "read"]  # fixtures

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of a region of which one has errors, and one has last year's alone."""
    home = tmp_path_factory.mktemp("region")
    shutil.copytree(EXAMPLES / "templates", home / "templates")
    write(home, region(LAST_YEAR_ONLY))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        call("build", "--region", "-f", "html", "-f", "markdown", "--no-summary")
    return (home / "build/region/2024.html").read_text(encoding="utf-8")


def _rows(page: Page) -> list[str]:
    return page.locator(".index tbody tr:visible").all_inner_texts()


def _column(page: Page, head: str) -> list[str]:
    found: list[str] = page.evaluate(
        """head => {
            const heads = [...document.querySelectorAll('.index thead tr:last-child th')];
            const at = 2 + heads.findIndex((one) => one.textContent === head);
            const rows = document.querySelectorAll('.index tbody tr:not(.total, :has(.none))');
            return [...rows].map((row) => row.cells[at].textContent);
        }""",
        head,
    )
    return found


def test_a_head_sorts_and_once_more_turns_it_round(read: Any, html: str) -> None:
    page = read(html)
    button = page.locator(".index thead").get_by_role("button", name="一般公共预算")
    amounts = sorted(filter(None, _column(page, "一般公共预算")), key=float)
    button.click()
    head = page.locator(".index th[aria-sort]")
    assert head.get_attribute("aria-sort") == "descending"
    assert [one for one in _column(page, "一般公共预算") if one] == amounts[::-1]
    button.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert [one for one in _column(page, "一般公共预算") if one] == amounts
    assert page.locator(".index tbody tr").first.inner_text().startswith("合计")
    page.locator(".index thead").get_by_role("button", name="部门").click()
    assert head.count() == 1
    assert _column(page, "一般公共预算") != amounts


def test_rows_are_filtered_and_columns_chosen(read: Any, html: str) -> None:
    page = read(html)
    shown = page.locator("#shown")
    assert shown.inner_text() == "已列 17 / 17"
    page.fill("#find", "虚构1 局")
    found = [*range(10, 18), 1]
    assert {one.split("\t")[0] for one in _rows(page)} == {
        *map(name, (*found, OF_UNITS, 101, 102))  # the units, below their department
    }
    assert shown.inner_text() == f"已列 {len(found) + 1} / 17"
    assert page.locator(".index .total").is_hidden()  # which is of all of them
    page.fill("#find", "")
    page.select_option("#found", "failed")
    assert [one.startswith(name(WITH_ERRORS)) for one in _rows(page)] == [True]
    page.select_option("#found", "absent")
    assert shown.inner_text() == "已列 1 / 17"
    page.select_option("#found", "")
    page.select_option("#having", label="教育支出")
    assert shown.inner_text() == f"已列 {len([*filter(None, _column(page, '教育支出'))])} / 17"
    education = page.locator(".index thead th", has_text="教育支出")
    assert education.is_hidden()
    page.select_option("#columns", label="功能分类")
    assert education.is_visible()
    assert page.locator(".index thead th", has_text="一般公共预算").is_hidden()
    page.select_option("#columns", label="全部")
    assert page.locator(".index thead th:visible").count() == len(
        page.locator(".index thead th").all()
    )


def test_a_unit_is_found_by_its_name_and_stays_below_its_department(read: Any, html: str) -> None:
    page = read(html)
    page.fill("#find", name(101))
    assert [one.split("\t")[0] for one in _rows(page)] == [name(OF_UNITS), name(101)]
    assert page.locator("#shown").inner_text() == "已列 1 / 17"
    page.fill("#find", name(OF_UNITS))
    assert len(_rows(page)) == 3
    page.fill("#find", "")
    for _ in "twice":
        page.locator(".index thead").get_by_role("button", name="部门").click()
        names = [one.split("\t")[0] for one in _rows(page)]
        at = names.index(name(OF_UNITS))
        assert names[at + 1 : at + 3] == [name(101), name(102)]


def _printed(page: Page, file: Path) -> list[str]:
    """Return the text of each page of paper, without blanks."""
    page.pdf(path=file, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(file) as document:
        return ["".join(one.get_textpage().get_text_range().split()) for one in document]


def test_on_paper_the_index_is_whole_and_follows_the_contents(
    read: Any, html: str, tmp_path: Path
) -> None:
    pages = _printed(read(html), tmp_path / "index.pdf")
    assert pages[1].lstrip("2").startswith("各部门支出及文件")
    index = "".join(pages[1:]).partition("图解")[0]
    numbers = (*range(1, LAST_YEAR_ONLY + 1), 101, 102)
    assert [one for one in numbers if name(one) not in index] == []
    assert index.count("文件") == 2  # in its name, and where there is none


_LONG = """() => {
  const row = (at) => `<tr>${at ? "" : '<td rowspan="99">甲</td>'}<th>第${at}行</th></tr>`;
  const rows = [...Array(99).keys()].map(row).join("");
  document.querySelector("main").insertAdjacentHTML(
    "beforeend",
    `<section class="sheet"><h3>长表</h3><p class="above"><span>某局</span></p>
    <div class="grid"><table class="data"><thead><tr><th>部门</th><th>项目</th></tr></thead>
    <tbody>${rows}</tbody></table></div></section>`,
  );
}"""


def test_on_paper_a_table_begins_below_its_name_though_its_first_cell_is_long(
    read: Any, html: str, tmp_path: Path
) -> None:
    page = read(html)
    page.evaluate(_LONG)
    pages = _printed(page, tmp_path / "long.pdf")
    first = next(at for at, text in enumerate(pages) if "长表" in text)
    assert "第1行" in pages[first]
    assert "第98行" in pages[-1]


def test_on_a_phone_the_page_is_no_wider_than_it(read: Any, html: str) -> None:
    page = read(html, PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.fill("#find", name(3))
    assert page.locator(".index tbody tr:visible").count() == 1


def test_without_a_script_all_stands_there(browser: Browser, tmp_path: Path, html: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("#filters").is_hidden()
    assert page.locator(".index tbody tr:visible").count() == LAST_YEAR_ONLY + 1 + 2
    assert page.locator(".index thead th", has_text="教育支出").is_visible()
    assert page.get_by_role("link", name=name(1)).first.get_attribute("href") == (
        "../made-up-01/2024.html"
    )
    context.close()


@pytest.mark.needs("npm")
@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_axe_finds_nothing(read: Any, html: str, size: tuple[int, int], scheme: str) -> None:
    page = read(html, size, scheme)
    page.locator(".index thead button").first.click()
    assert violations(page, ".index") == []
