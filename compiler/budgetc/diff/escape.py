"""Texts of strangers in a comment on a forge: nothing in them is markup, a mention or a link.

A forge reads a comment twice: as Markdown, and then what came out of it for names (`@who`),
numbers of issues (`#12`), commits, short codes of emoji and addresses. Backslashes hold off the
first reader; an invisible word joiner (U+2060) inside what it looks for holds off the second.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from budgetc.diagnostics.characters import printable

_JOINER = "\u2060"

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$&#!@]")
"""What can be markup inside a line of any forge's Markdown."""

_SIGIL = re.compile(
    r"(?<=[@#!$%&~^])(?=[0-9A-Za-z_/\"'+\[\u4e00-\u9fff-])"  # @who, #12, !7, %milestone, ~label
    r"|(?<=:)(?=//|[0-9A-Za-z_+-]+:)"  # https://, :smile:
)
"""Inside of what a sign makes a reference, a link or a picture of."""

_HOST = re.compile(r"(?<=\bwww)(?=\.)|(?<=\bGH-)(?=[0-9])|(?<=[A-Z]-)(?=[0-9])", re.IGNORECASE)
"""Inside addresses without a scheme, and references without a sign."""

_COMMIT = re.compile(r"\b(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b", re.IGNORECASE)
"""What may be the name of a commit."""

_PARTS = re.compile(".{1,6}")
"""Shorter than the shortest name of a commit that a forge looks for."""

_FENCE = re.compile(r"`+")
_SHORTEST_FENCE = 3


def escape(text: str) -> str:
    """Return a text for a line of Markdown or the cell of a table."""
    return _MARKUP.sub(r"\\\g<0>", _inert(printable(text)))


def escape_html(text: str) -> str:
    """Return a text for HTML, such as a summary that is folded out."""
    return html.escape(_inert(printable(text)))


def fence(lines: Iterable[str]) -> str:
    """Return the line that begins and ends a block in which lines are shown as they are."""
    longest = max((len(run) for line in lines for run in _FENCE.findall(line)), default=0)
    return "`" * max(_SHORTEST_FENCE, longest + 1)


def _inert(text: str) -> str:
    """Return a text in which no second reader finds anything."""
    split = _COMMIT.sub(lambda found: _JOINER.join(_PARTS.findall(found[0])), text)
    return _HOST.sub(_JOINER, _SIGIL.sub(_JOINER, split))
