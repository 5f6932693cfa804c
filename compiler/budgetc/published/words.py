"""How the letters of a page become words and lines, and lines one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from budgetc.frozen import frozen

_NUMBER = re.compile(
    r"[-−－(]?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?[)%]?|[-−－(]?[0-9]+(?:\.[0-9]+)?[)%]?"
)
_BROKEN_TAIL = re.compile(r"([0-9,.][0-9,.]*%?).*", re.DOTALL)
_GROUP = 3
_MOST_DIGITS = 40
_FIRST_WIDE = "\u2e80"
_SPACED_GAP = 0.25
_WIDE_GAP = 1.0


@frozen()
class Glyph:
    """A letter on a page: its box from the top left, and its size; in hundredths of a point."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Its middle, from the top."""
        return (self.top + self.bottom) / 2


@frozen()
class GlyphLine:
    """Letters on one line, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def top(self) -> float:
        """The top of its highest letter."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The size of its middle letter, by size."""
        return sorted(glyph.size for glyph in self.glyphs)[len(self.glyphs) // 2]

    @property
    def text(self) -> str:
        """Its letters, with a blank between words, and two between columns."""
        parts: list[str] = []
        before: Glyph | None = None
        for glyph in self.glyphs:
            if before is not None:
                gap = (glyph.left - before.right) / max(1.0, min(glyph.size, before.size))
                if gap > _WIDE_GAP:
                    parts.append("  ")
                elif gap > _SPACED_GAP:
                    parts.append(" ")
            parts.append(glyph.text)
            before = glyph
        return "".join(parts)


def lines_of(glyphs: Iterable[Glyph]) -> list[GlyphLine]:
    """Return letters in lines, from the top; each letter once, though it be drawn twice."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.middle, one.left)):
        if lines:
            first = lines[-1][0]
            if glyph.middle - first.middle < 0.5 * min(
                first.bottom - first.top, glyph.bottom - glyph.top
            ):
                lines[-1].append(glyph)
                continue
        lines.append([glyph])
    return [GlyphLine(tuple(_once(sorted(line, key=lambda one: one.left)))) for line in lines]


def _once(glyphs: Sequence[Glyph]) -> Iterable[Glyph]:
    """Yield letters without those that are drawn again over themselves to look bold."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        doubled = any(
            before.text == glyph.text and abs(before.left - glyph.left) < 0.2 * glyph.size
            for before in kept[-2:]
        )
        if not doubled:
            kept.append(glyph)
    return kept


def joined(pieces: Iterable[str]) -> str:
    """Return the pieces of a text that stood on lines one below the other as one line."""
    return joined_places(pieces)[0]


def joined_places(pieces: Iterable[str]) -> tuple[str, list[int]]:
    """Return pieces as one line, and where each of them begins in it."""
    parts: list[str] = []
    starts: list[int] = []
    length, tail = 0, ""
    for piece in map(squeezed, pieces):
        between = _between(tail, piece) if tail and piece else ""
        parts += [between, piece]
        starts.append(length + len(between))
        length += len(between) + len(piece)
        tail = (tail + between + piece)[-_MOST_DIGITS:]
    return "".join(parts), starts


def _between(text: str, piece: str) -> str:
    """Return what stands between two pieces: nothing within Chinese or a number, else a blank."""
    if _is_wide(text[-1]) or _is_wide(piece[0]):
        return ""
    head, tail = _last_digits(text), _BROKEN_TAIL.fullmatch(piece)
    if head and tail and _is_one_number(head, tail[1]):
        return ""
    return " "


def _last_digits(text: str) -> str:
    at = len(text)
    while at and text[at - 1] in "0123456789,.-−－":
        at -= 1
    return text[at:]


def _is_one_number(head: str, tail: str) -> bool:
    """Tell whether two pieces are the halves of one number, and not two numbers."""
    whole = head + tail
    if not _NUMBER.fullmatch(whole):
        return False
    if head[-1] in ",.-−－" or tail[0] in ",.":
        return True
    decimals = head.partition(".")[2]
    if decimals:
        return len(decimals) == 1 and len(tail.rstrip("%")) == 1
    return "." in whole or len(head) > _GROUP


def _is_wide(letter: str) -> bool:
    return letter >= _FIRST_WIDE or letter in "“”‘’—…·"


_SPACES = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")


def squeezed(text: str) -> str:
    """Return a text as one line, without the blanks that a page has between Chinese letters."""
    return _SPACES.sub("", " ".join(text.split()))
