"""Long cells in parts: TeX breaks no row of a table, so one that is too high is made into several.

How many lines a text takes is estimated, on the safe side, for the pages and fonts of the shipped
frame. A frame with less room is found out by what TeX itself says of its pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from budgetc.document.model import Figure, Line
from budgetc.frozen import frozen

_EM = 10.6
"""The width of a character of a table, in points; Chinese ones are as wide as they are high."""
_NARROW = 0.6
"""How wide any other character is at the most, but for a few capitals."""
_PADDING = 6.5
"""What a cell keeps free on both sides together, in points."""
_BREAKS = ("[。！？；]", "[，、：,;]", "")
"""Behind what a part ends: the best places, the next best, anywhere."""


@frozen()
class Page:
    """The room for a table.

    Attributes:
        width: of its lines, in points.
        lines: how many a row may have beside the heads of its table.
        part: how many each part of a higher row has.
    """

    width: float
    lines: int
    part: int

    def lines_of(self, line: Line, share: float) -> int:
        """Return how many lines a text takes in a cell with a share of the width."""
        return -(-int(_width(line) + 0.999) // self._in_a_line(share))

    def parts(self, line: Line, share: float) -> tuple[Line, ...]:
        """Return a text as it is, or in parts if it is higher than a row may be."""
        if self.lines_of(line, share) <= self.lines:
            return (line,)
        return tuple(_parted(line, self.part * self._in_a_line(share)))

    def _in_a_line(self, share: float) -> int:
        return max(1, int((share * self.width - _PADDING) / _EM))


UPRIGHT = Page(width=449, lines=36, part=12)
WIDE = Page(width=696, lines=20, part=8)


def amount_width(text: str) -> float:
    """Return how wide a cell is that holds an amount in one line, in points."""
    return _width((text,)) * _EM + _PADDING


def _width(line: Line) -> float:
    """Return how wide a text is, in Chinese characters."""
    texts = (part.text if isinstance(part, Figure) else part for part in line)
    return sum(_width_of(character) for text in texts for character in text)


def _width_of(character: str) -> float:
    return 1 if unicodedata.east_asian_width(character) in "WFA" else _NARROW


def _parted(line: Line, room: int) -> Iterator[Line]:
    """Yield a text in parts that are no wider than some characters; figures stay whole."""
    part: list[str | Figure] = []
    left = float(room)
    for piece in line:
        rest = piece
        while isinstance(rest, str) and _width((rest,)) > left:
            head, rest = _cut(rest, left)
            yield (*part, head)
            part, left = [], float(room)
        if rest:
            part.append(rest)
            left -= _width((rest,))
    if part:
        yield tuple(part)


def _cut(text: str, room: float) -> tuple[str, str]:
    """Cut a text that is wider than the room, behind a sentence if one ends in its second half."""
    end = 0
    while end < len(text) and (room := room - _width_of(text[end])) >= 0:
        end += 1
    end = max(end, 1)
    for pattern in _BREAKS:
        places = [found.end() for found in re.finditer(pattern, text[: end + 1])] if pattern else []
        if fitting := [place for place in places if end / 2 < place <= end]:
            end = fitting[-1]
            break
    return text[:end], text[end:]
