"""The comments and blank lines of a text, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from budgetc.formatting.tree import BLANK, Remarks
from budgetc.source.events import (
    AliasToken,
    AnchorToken,
    DirectiveToken,
    ScalarToken,
    TagToken,
    tokens,
)

_COMMENT = re.compile(r"#[^\n]*")
_BLANK_LINE = re.compile(r"^[ \t]*\n", re.MULTILINE)
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_HIDING = (ScalarToken, AnchorToken, AliasToken, TagToken, DirectiveToken)
"""What may hold a `#` that begins no comment."""


class Remark(NamedTuple):
    """A comment, or a blank line.

    Attributes:
        offset: in the text.
        line: counted from 0, as is the column.
        text: with its `#`; empty for a blank line.
        alone: whether nothing else stands on its line.
    """

    offset: int
    line: int
    column: int
    text: str
    alone: bool


def remarks_of(text: str) -> list[Remark]:
    """Return the comments and blank lines of a text that is YAML, in its order."""
    shown = _without_values(text)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def remark(match: re.Match[str], said: str) -> Remark:
        line = bisect_right(starts, match.start()) - 1
        before = text[starts[line] : match.start()]
        return Remark(match.start(), line, len(before), said, not before.strip())

    comments = [remark(found, found.group().rstrip()) for found in _COMMENT.finditer(shown)]
    blanks = [remark(found, BLANK) for found in _BLANK_LINE.finditer(shown)]
    return sorted([*comments, *blanks])


def block_header(raw: str) -> str:
    """Return the sign with which a text of several lines begins: `|`, `>-` and the like."""
    match = _BLOCK_HEADER.match(raw)
    return match.group() if match else ""


def block_text(raw: str) -> str:
    """Return what belongs to such a text: blank lines at its end only where it keeps them."""
    return raw if "+" in block_header(raw) else raw.rstrip() + "\n"


def _without_values(text: str) -> str:
    """Return a text of the same length in which every value is made of one harmless letter."""
    parts, done = [], 0
    for start, end in _values(text):
        parts += [text[done:start], "x" * (end - start)]
        done = max(done, end)
    return "".join([*parts, text[done:]])


def _values(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the values of a text begin and end; of a block, only the lines below its sign."""
    for token in _tokens(text):
        if not isinstance(token, _HIDING):
            continue
        start, end = token.start_mark.index, token.end_mark.index
        raw = text[start:end]
        style = getattr(token, "style", None)
        if style in ("|", ">"):
            yield start + raw.find("\n") + 1, start + len(block_text(raw)) - 1
        else:
            yield start, end if style else start + len(raw.rstrip())


def _tokens(text: str) -> Iterator[Any]:
    return tokens(text)


class RemarkQueue:
    """Hands out the remarks of a text, each once, in their order."""

    def __init__(self, text: str) -> None:
        """Begin before the first."""
        self._text = text
        self._waiting = remarks_of(text)[::-1]

    def before(self, offset: int) -> Remarks:
        """Take those before a place."""
        taken = []
        while self._waiting and self._waiting[-1].offset < offset:
            taken.append(self._waiting.pop().text)
        return tuple(taken)

    def on_line(self, line: int, offset: int) -> Remarks:
        """Take the comment at the end of a line, if it stands before a place."""
        if not self._waiting or self._waiting[-1].alone or self._waiting[-1].line != line:
            return ()
        return (self._waiting.pop().text,) if self._waiting[-1].offset < offset else ()

    def behind(self, offset: int) -> str:
        """Take the comment behind a value that ends at a place; only commas may part them."""
        if not self._waiting or self._waiting[-1].offset < offset or self._waiting[-1].alone:
            return ""
        between = self._text[offset : self._waiting[-1].offset]
        return "" if between.strip(" \t,") else self._waiting.pop().text

    def inside(self, column: int, line: int) -> Remarks:
        """Take those that a block has at its end: further right than a column, above a line."""
        size = 0
        for position, remark in enumerate(reversed(self._waiting)):
            if remark.line >= line or (remark.text and remark.column <= column):
                break
            if remark.text:
                size = position + 1
        return tuple(self._waiting.pop().text for _ in range(size))
