"""A real browser, and somebody who reads pages with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.render.browsing import DESK


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium, which asks for nothing by itself."""
    with sync_playwright() as started:
        path = shutil.which("chromium")
        yield started.chromium.launch(executable_path=path, args=["--no-sandbox"])


class Reader:
    """Somebody who reads a page, and what the page asked for or complained of."""

    def __init__(self, browser: Browser, file: Path, size: tuple[int, int], scheme: Any) -> None:
        width, height = size
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            bypass_csp=False,
        )
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("request", self._note)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.goto(file.as_uri())

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)


@pytest.fixture
def read(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    """Return what opens a page; at the end, no page has asked for more than itself."""
    readers: list[Reader] = []

    def opened(html: str, size: tuple[int, int] = DESK, scheme: str = "light") -> Page:
        file = tmp_path / f"{len(readers)}.html"
        file.write_text(html, encoding="utf-8")
        readers.append(Reader(browser, file, size, scheme))
        return readers[-1].page

    yield opened
    for reader in readers:
        assert [url for url in reader.asked if not url.startswith("file:")] == []
        assert len(reader.asked) == 1
        assert reader.said == []
        reader.context.close()
