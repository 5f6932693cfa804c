"""Characters that no budget needs and that terminals, TeX, templates or readers are misled by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u2028\u2029"  # line breaks to some programs and none to others
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides: text that reads otherwise than it is
    "\ufeff"  # marks the first byte of a file; anywhere else it is there by mistake, and not seen
    "\ud800-\udfff\ufffe\uffff]"  # no characters at all
)
"""Matches one of them."""

_MOST = 300
"""Characters of a text that a message quotes, unless it has room for fewer."""


def printable(text: str) -> str:
    """Return a text as one line that cannot steer a terminal."""
    return FORBIDDEN.sub("�", " ".join(text.split()))


def shortened(text: str, most: int = _MOST) -> str:
    """Return a text of which no more stands than is read; a stranger's may be a megabyte."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def beginning(text: str, most: int) -> str:
    """Return a text on one line, its line ends written out; `…` stands for what it has more."""
    shown = text[:most].replace("\r", r"\r").replace("\n", r"\n")
    return shown if len(text) <= most else f"{shown}…"


def text_width(text: str) -> int:
    """Return how wide a text is, in digits or columns: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def aligned(texts: Collection[str]) -> list[str]:
    """Return texts filled up with blanks to the width of the widest."""
    widest = max(map(text_width, texts), default=0)
    return [text + " " * (widest - text_width(text)) for text in texts]
