"""Texts of strangers in a comment on a forge: nothing in them is markup, a mention or a link."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetc.diagnostics.characters import printable
from budgetc.render import markdown_escape

_FENCE = re.compile(r"`+")
_SHORTEST_FENCE = 3


def escape(text: str) -> str:
    """Return a text for a line of Markdown or the cell of a table."""
    return markdown_escape.escape_line(printable(text))


def escape_html(text: str) -> str:
    """Return a text for HTML, such as a summary that is folded out."""
    return markdown_escape.escape_html(printable(text))


def fence(lines: Iterable[str]) -> str:
    """Return the line that begins and ends a block in which lines are shown as they are."""
    longest = max((len(run) for line in lines for run in _FENCE.findall(line)), default=0)
    return "`" * max(_SHORTEST_FENCE, longest + 1)
