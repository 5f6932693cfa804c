"""A preview in a real browser, while files are saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, sync_playwright

from tests.preview.previewing import Previewing, previewing, save
from tests.render.browsing import violations
from tests.support import KORLA, with_change

pytestmark = pytest.mark.needs("chromium")

NAME = "budgets/bureau/2024.yaml"
OFFICE = "budgets/office/2024.yaml"
PRIOR, HIGHER = "amount: 3.92\n      prior: 2.00", "amount: 3.92\n      prior: 2.50"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium."""
    import shutil  # noqa: PLC0415

    with sync_playwright() as started:
        path = shutil.which("chromium")
        yield started.chromium.launch(executable_path=path, args=["--no-sandbox"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with two sources."""
    for name in (NAME, OFFICE):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(KORLA, encoding="utf-8")
    return tmp_path


def _files(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _opened(browser: Browser, preview: Previewing, query: str = "") -> tuple[Page, list[str]]:
    page, said = browser.new_page(viewport={"width": 1400, "height": 900}), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: said.append(request.url)
            if not request.url.startswith((preview.address, "data:")) else None)  # fmt: skip
    page.goto(preview.address + query)
    return page, said


def _document(page: Page) -> FrameLocator:
    page.wait_for_selector("#frames iframe:not(.next)")
    return page.frame_locator("#frames iframe:not(.next)")


def test_what_is_saved_is_shown_and_marked(browser: Browser, root: Path) -> None:
    before = _files(root)
    with previewing(root, NAME) as preview:
        page, said = _opened(browser, preview)
        document = _document(page)
        assert document.locator("h1").inner_text().endswith("2024年部门预算公开")
        assert page.locator("#sources a").count() == 2
        assert page.locator("#findings li").count() >= 10
        assert document.locator(".changed").count() == 0

        save(root / NAME, with_change(KORLA, PRIOR, HIGHER))
        first = page.locator("#changes li", has_text="1.92万元").first
        first.wait_for()
        assert "1.42万元" in first.inner_text()
        page.wait_for_selector("#frames iframe:not(.next)")
        changed = document.locator(".f.changed", has_text="1.42万元")
        changed.first.wait_for()
        assert changed.first.get_attribute("title") == "before 1.92万元"
        marked = changed.first.evaluate("one => getComputedStyle(one).backgroundColor")
        assert marked == "rgb(255, 224, 138)"
        first.locator("button").click()
        box = changed.first.bounding_box()
        assert box is not None
        assert 0 < box["y"] < 900

        # It is broken: what is wrong is told, and the last document stays.
        save(root / NAME, with_change(KORLA, "department:", "department: ["))
        page.wait_for_selector("#notice:visible")
        assert "as it was before" in page.locator("#notice").inner_text()
        assert "SYN001" in page.locator("#findings").inner_text()
        assert "Traceback" not in page.content()
        assert document.locator(".f", has_text="1.42万元").count() >= 1

        # It is mended.
        save(root / NAME, KORLA)
        page.wait_for_selector("#notice", state="hidden")
        page.locator("#changes li", has_text="1.92万元").first.wait_for()

        # Another source appears, and one goes.
        (root / "budgets/third").mkdir()
        save(root / "budgets/third/2024.yaml", KORLA)
        page.locator("#sources a", has_text="budgets/third").wait_for()
        (root / "budgets/third/2024.yaml").unlink()
        page.locator("#sources a", has_text="budgets/third").wait_for(state="detached")
        (root / "budgets/third").rmdir()

        assert preview.end() == 0
        page.locator("#status.lost").wait_for()
        assert "Traceback" not in preview.printed
        assert preview.printed.count("\n") == 1
        page.close()
    assert [one for one in said if "ERR_" not in one] == []
    assert _files(root) == before


def test_in_chinese_and_of_the_source_that_is_asked_for(browser: Browser, root: Path) -> None:
    save(root / OFFICE, with_change(KORLA, "department:", "department: ["))
    with previewing(root, "--lang", "zh") as preview:
        assert "预览" in preview.printed
        page, said = _opened(browser, preview, f"?source={OFFICE}")
        page.wait_for_selector("#notice:visible")
        assert "尚不能生成公开文件" in page.locator("#notice").inner_text()
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
        assert page.locator("#findings .kind").first.inner_text().startswith("错误 SYN001")
        assert page.locator("#frames iframe").count() == 0
        page.locator("#sources a", has_text=NAME).click()
        assert _document(page).locator("h1").count() == 1
        assert "?source=budgets%2Fbureau" in page.url
        page.fill("#filter", "office")
        assert page.locator("#sources a").count() == 1
        # A file of the workspace that the document is made of is one to follow, too.
        overrides = root / "templates/xinjiang/overrides"
        overrides.mkdir(parents=True)
        save(overrides / "title.yaml", "另一个标题\n")
        page.locator("#changes li").or_(page.locator("#changes .none")).first.wait_for()
        heading = _document(page).locator("h1", has_text="另一个标题")
        heading.wait_for()
        assert said == []
        page.close()


def test_what_is_typed_stays_text(browser: Browser, root: Path) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    text = KORLA.replace("库尔勒经济技术开发区市场监督管理局", f"局{hostile}")
    save(root / NAME, text)
    shell = root / "templates/preview"
    shell.mkdir(parents=True)
    (shell / "script.js").write_text("alert(3)", encoding="utf-8")
    with previewing(root, NAME) as preview:
        page, said = _opened(browser, preview)
        _document(page)
        assert hostile in page.locator("#sources").inner_text()
        save(root / NAME, with_change(text, PRIOR, HIGHER))
        page.locator("#changes li", has_text="1.92万元").first.wait_for()
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 2
        assert said == []
        page.close()


@pytest.mark.needs("npm")
def test_axe_finds_nothing_in_the_page_around(browser: Browser, root: Path) -> None:
    with previewing(root, NAME) as preview:
        # The policy lets nobody run axe either: it stands aside for this test alone.
        page: Any = browser.new_page(viewport={"width": 1400, "height": 900}, bypass_csp=True)
        page.goto(preview.address)
        _document(page)
        found = [one for one in violations(page) if not re.search(r'id="p\d', one[1])]
        assert found == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        frame = page.locator("#frames iframe").bounding_box()
        assert frame["height"] > 300
        page.close()
