"""Three readers of Markdown, and what a forge makes of the texts that came out of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser

import cmarkgfm  # type: ignore[import-untyped]
import mistune
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from linkify_it import LinkifyIt  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

_MISTUNE = mistune.create_markdown(
    escape=False, plugins=["table", "url", "strikethrough", "footnotes", "task_lists"]
)
_MARKDOWN_IT = MarkdownIt("gfm-like", {"html": True, "linkify": True})


def _cmark(text: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


READERS: Mapping[str, Callable[[str], str]] = {
    "cmark-gfm": _cmark,
    "markdown-it": _MARKDOWN_IT.render,
    "mistune": lambda text: str(_MISTUNE(text)),
}
"""Readers that let raw HTML through, and make links of what looks like one."""

_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "th", "td", "summary", "li", "pre"}

_LINKS = LinkifyIt({}, {"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": True})

_LOOKED_FOR = re.compile(
    r":[0-9a-z_+-]+:"  # short codes of emoji
    r"|[a-z][a-z0-9+.-]*://\S|\bwww\.\S|[\w.+-]@[\w-]"  # addresses
    r"|@\w|[#!&%~$][0-9A-Za-z]|\bGH-[0-9]|[A-Z]-[0-9]"  # names, numbers, labels
    r"|\b(?=[0-9a-f]*[a-f])[0-9a-f]{7,}\b",  # commits
    re.IGNORECASE,
)


class Page(HTMLParser):
    """A page as its readers see it.

    Attributes:
        blocks: the element and the text of each block, without white space.
        elements: of the whole page, with their attributes.
        live: what a forge would make a link, a picture or a reference of.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self._stretch = ""
        self._texts: list[tuple[str, str]] = []
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.live: list[str] = []
        self.feed(html)
        self.close()
        self._end_stretch()
        self.blocks = [(tag, shown(text)) for tag, text in self._texts]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_stretch()
        if tag in _BLOCKS:
            self._texts.append((tag, ""))
        if tag != "wbr":
            self.elements.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._end_stretch()

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self.elements.append(("comment", ()))

    def handle_data(self, data: str) -> None:
        self._stretch += data
        if self._texts:
            tag, text = self._texts[-1]
            self._texts[-1] = (tag, text + data)
        else:
            assert not data.strip(), data

    def _end_stretch(self) -> None:
        self.live += [match[0] for match in _LOOKED_FOR.finditer(self._stretch)]
        self.live += [match.url for match in _LINKS.match(self._stretch) or ()]
        self._stretch = ""


def pages(markdown: str) -> Iterator[tuple[str, Page]]:
    """Yield what each reader makes of a text, with the name of the reader."""
    for name, read in READERS.items():
        yield name, Page(read(markdown))


def shown(text: str) -> str:
    """Return a text without white space, of which a page shows what it likes."""
    return "".join(text.split())
