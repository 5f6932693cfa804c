"""What two built documents print differently, found without the compiler: in their Markdown."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(r"</?p[^>]*>")
_BACKSLASH = re.compile(r"\\(.)")


class Difference(NamedTuple):
    """The heading that something is printed under, and how it reads in both."""

    heading: str
    before: str
    after: str


class _Line(NamedTuple):
    heading: str
    cells: tuple[str, ...]


def differences(before: str, after: str) -> Counter[Difference]:
    """Return every cell and every line of two Markdown documents that differ.

    Lines are paired by their order; where one has more than the other, cells have no partner.
    """
    olds, news = list(_lines(before)), list(_lines(after))
    matcher = difflib.SequenceMatcher(
        None, [line.cells for line in olds], [line.cells for line in news], autojunk=False
    )
    found: Counter[Difference] = Counter()
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        assert a_end - a == b_end - b, "a line came or went; this comparison cannot pair them"
        for old, new in zip(olds[a:a_end], news[b:b_end], strict=True):
            assert len(old.cells) == len(new.cells)
            for one, other in zip(old.cells, new.cells, strict=True):
                if one != other:
                    found[Difference(new.heading, one, other)] += 1
    return found


def _lines(markdown: str) -> Iterator[_Line]:
    heading = ""
    for line in filter(None, markdown.splitlines()):
        if line.startswith("#"):
            heading = _plain(line.lstrip("#"))
            yield _Line(heading, (heading,))
        elif line.startswith("|"):
            yield _Line(heading, tuple(_plain(cell) for cell in re.split(r"(?<!\\)\|", line)))
        else:
            # What stands over a table to its left and to its right is one line.
            yield _Line(heading, tuple(map(_plain, filter(None, line.split("　")))))


def _plain(text: str) -> str:
    text = _TAG.sub("", text.strip())
    text = text.strip("　 ").removeprefix("**").removesuffix("**").strip("　 ")
    return _BACKSLASH.sub(r"\1", text)
