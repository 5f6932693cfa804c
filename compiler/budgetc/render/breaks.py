"""Where a line may be broken that has no place to be broken by itself, as in an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENING = "〈《「『【〔〖〝（［｛‘“￥"
CLOSING = "〉》」』】〕〗〞）］｝’”、。，．：；！？％～"
"""Marks that no line ends with, and that none begins with."""

_WIDE = (
    "·×÷\u0370-\u03ff—‘’“”…\u2103-\u2109\u2116\u2160-\u217f\u2190-\u22ff\u2460-\u24ff\u2500-\u27bf"
    "\u2e80-\uffef\U00020000-\U0003ffff"
)
"""What the LaTeX file sets in the Chinese fonts, where a line breaks nearly anywhere."""

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffef\U00020000-\U0003ffff"
UNSPACED = re.compile(f"[{_UNSPACED}]")
"""A character of those that are written without blanks between words: Chinese, Japanese, Thai."""

LETTER = rf"(?:[^\W\d_{_UNSPACED}]|[\u0300-\u036f\u0900-\u0dff])"
"""A letter of a word that has blanks at its ends, and what is written over or under one."""

_AFTER_WIDE = r"/).,%:;!?'\"\]}"
_BEFORE_WIDE = r"/('\"\[{`"
_JOINED = (
    rf"(?:[{OPENING}](?=\S)|[{CLOSING}](?=[{OPENING}])|\S(?=[{CLOSING}])"
    rf"|[^-\s{_WIDE}](?=[^\s{_WIDE}])|[—…](?=[—…])"
    rf"|[{_WIDE}](?=[{_AFTER_WIDE}])|[{_BEFORE_WIDE}](?=[{_WIDE}]))"
)
"""A character between which and the next no line breaks."""

_BREAKS = (
    re.compile(rf"(?<=[/,;)\]}}{CLOSING}])(?![{_AFTER_WIDE}{CLOSING}])"),
    re.compile(rf"(?<![(\[{{{OPENING}])(?![{_AFTER_WIDE}{CLOSING}])"),
    re.compile(""),
)
"""Where a run that has no place to break is broken: the best places, the next best, anywhere."""

PROSE_RUN = 12
"""How many characters in a row a line of prose holds without a place to break."""

CELL_RUN = 6
"""How many a cell of a table holds."""

_RUN = re.compile(rf"({_JOINED}+\S)")
"""A run of any length: one pattern takes a while to make, and one for each length the longer."""


def broken(text: str, run: int) -> Iterator[str]:
    """Yield the parts of a text between which a line may be broken besides its own places.

    Args:
        text: of one line.
        run: after how many characters in a row without a place to break some are made.
    """
    end = ""
    for index, part in enumerate(_RUN.split(text)):
        # The pattern has one group, so what does not break is the odd parts.
        breaks = index % 2 and len(part) > run
        first, *others = _parts(part, run, _BREAKS) if breaks else (part,)
        if not others:
            end += first
            continue
        yield end + first
        yield from others[:-1]
        end = others[-1]
    yield end


def _parts(text: str, run: int, places: tuple[re.Pattern[str], ...]) -> tuple[str, ...]:
    """Return a text broken in the best places, and elsewhere where those are rare."""
    if len(text) <= run or not places:
        return (text,)
    best, *others = places
    return tuple(
        part
        for piece in filter(None, best.split(text))
        for part in _parts(piece, run, tuple(others))
    )
