"""The code blocks of `docs/jurisdictions.md`, as files: ```` ```yaml FILE in place of TEXT ````."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support import ROOT, with_change

PAGE = ROOT / "docs" / "jurisdictions.md"

IN_AN_HOUR, PERIODS = "## In an hour", "## Other years and stages"
SECTIONS = "## What a source may hold"
BOOK = "## The book of a region"
"""The parts of the page that build a jurisdiction each; the book is one of the sections'."""

_NEXT = {
    IN_AN_HOUR: PERIODS,
    PERIODS: SECTIONS,
    SECTIONS: BOOK,
    BOOK: "## Changing one thing of a jurisdiction",
}
"""The part behind each."""

_BLOCK = re.compile(
    r"^```(yaml|jinja|markdown|csv|json) (\S+)(?: in place of ([^\n]+))?\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Snippet(NamedTuple):
    """One code block that is a file, or a piece of one."""

    language: str
    file: str
    place: str
    text: str


def snippets(part: str = IN_AN_HOUR) -> Iterator[Snippet]:
    """Yield the code blocks of a part of the page in order."""
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(f"\n{part}\n")
    text, _, _ = rest.partition(f"\n{_NEXT[part]}\n")
    for match in _BLOCK.finditer(f"\n{text}\n"):
        yield Snippet(match[1], match[2], match[3] or "", match[4])


def apply(snippet: Snippet, workspace: Path) -> None:
    """Do what the tutorial says."""
    path = workspace / snippet.file
    path.parent.mkdir(parents=True, exist_ok=True)
    if snippet.place:
        before = path.read_text(encoding="utf-8")
        text = with_change(before, f"{snippet.place}\n", snippet.text)
    else:
        text = snippet.text
    path.write_text(text, encoding="utf-8")
