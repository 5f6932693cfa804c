"""Breaking texts into lines of a terminal, Chinese and English alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetc.diagnostics.characters import columns

_OPENING = "（《“‘「『【〔〈"
_CLOSING = "，。、；：？！）》”’」』】〕〉…"

# A Chinese character may end a line, with the marks that belong to it; other words stay whole.
_PIECE = re.compile(
    rf"[ \n]+"
    rf"|[{_OPENING}]*[\u3400-\u9fff][{_CLOSING}.,;:!?)]*"
    rf"|[{_OPENING}]*[^\s\u3400-\u9fff{_OPENING}{_CLOSING}]+[{_CLOSING}]*"
    rf"|[{_OPENING}{_CLOSING}]+"
)


def wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield the lines of a text that take no more columns than a width, unless a word does.

    Args:
        text: without line breaks of its own.
        width: of a line, its indent included.
        indent: before each line.
    """
    line = indent
    for piece in _PIECE.findall(text):
        if columns(line) + columns(piece) > width and line.strip():
            yield line.rstrip()
            line = indent
        if piece.strip() or line.strip():
            line += piece
    if line.strip():
        yield line.rstrip()
