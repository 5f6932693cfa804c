"""The documentation site builds without a warning, and its search finds what people look for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from tests.support import ROOT


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as it is called there
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site, and serve it."""
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, str(ROOT / "ci/site/build.py"), str(folder)]
    ran = subprocess.run(build, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


FOUND = {
    "住房公积金": "XTB010",
    "XTB010": "XTB010",
    "豁免一条问题": "填报项",
    "add a table to a province": "Writing a jurisdiction",
    "waive a finding": "SRC003",
    "read a trace figure": "budgetc",
}
"""What people type, and what the title of a page that helps begins with."""


@pytest.mark.needs("chromium", "dot")
def test_the_search_finds_what_a_newcomer_looks_for(site: str) -> None:
    path = shutil.which("chromium")
    with sync_playwright() as started:
        page = started.chromium.launch(executable_path=path, args=["--no-sandbox"]).new_page()
        asked_elsewhere: list[str] = []
        page.on("request", lambda asked: asked_elsewhere.append(asked.url))
        for typed, title in FOUND.items():
            page.goto(f"{site}/search.html?q={typed}")
            page.get_by_role("link", name=title).first.wait_for()
        assert all(url.startswith((site, "data:")) for url in asked_elsewhere)
