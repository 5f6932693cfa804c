"""What becomes of a stranger's text before a bot signs it: read by a real Markdown reader."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.support import ROOT

SCRIPT = ROOT / "ci/defuse.py"
KEPT = {"details", "summary", "b", "br", "code", "del", "ins", "sub", "sup", "wbr"}
MADE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "s", "pre", "hr",
        "blockquote", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip

HOSTILE = [
    "@everyone @org/team",
    "![x](https://evil.example/x.png)",
    "![x][1]\n\n[1]: https://evil.example/x.png",
    "[官方通知](https://evil.example)",
    "[x]( https://evil.example 't')",
    "<https://evil.example> https://evil.example www.evil.example",
    "<img src=x onerror=alert(1)> <IMG SRC=x> <a href=//evil.example>x</a> <br/onload=x>",
    "\\\\<img src=x> \\<img src=x>",
    "<details open><script>alert(1)</script>",
    "<!-- --><style>*{display:none}</style>",
    "closes #1, GH-1",
    "\x1b[2J\u202e\u2028",
    "`@x` ```\n<img src=x>\n```",
]


def defuse(text: str) -> str:
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT], input=text.encode(), capture_output=True, check=True
    )
    return done.stdout.decode()


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))


def _tags(markdown: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    reader = _Tags()
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown)
    reader.feed(html)
    return reader.seen


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_comment_is_live(text: str) -> None:
    harmless = defuse(text)
    tags = _tags(harmless)
    assert {tag for tag, _ in tags} <= KEPT | MADE
    assert not any(attrs for tag, attrs in tags if tag not in ("ol", "code", "th", "td"))
    for live in ("@e", "@o", "@x", "://", "www.", "#1", "\x1b", "\u202e", "\u2028"):
        assert live not in harmless


def test_the_texts_are_live_before() -> None:
    tags = {tag for text in HOSTILE for tag, _ in _tags(text)}
    assert {"img", "a", "script", "style"} <= tags


def test_what_a_comment_is_made_of_stays() -> None:
    text = (
        "<!-- budgetc -->\n**合计** 314.66\n\n| a | b |\n| --- | ---: |\n| `x` | 1<br>2 |\n\n"
        "<details>\n<summary>x</summary>\n\n\\<b\\> 5 < 6 #一\n</details>\n"
    )
    assert defuse(text).replace("\u2060", "") == text
    assert "<!-- budgetc -->" in defuse(text)


def test_a_comment_fits_a_forge() -> None:
    long = defuse("<" * 400_000)
    assert len(long) == 65_536
    assert long.endswith("…")


_in_process: Callable[[str], str] = runpy.run_path(str(SCRIPT))["defuse"]


@given(st.text(alphabet="<>!@[]()/:\\`#a1w.\n &;=\"'-", max_size=60))
def test_no_text_makes_a_tag_a_link_or_a_picture(text: str) -> None:
    assert {tag for tag, _ in _tags(_in_process(text))} <= KEPT | MADE
