"""Characters that no budget needs and that terminals, TeX, templates or readers are misled by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u2028\u2029"  # line breaks to some programs and none to others
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides: text that reads otherwise than it is
    "\ufeff"  # marks the first byte of a file; anywhere else it is there by mistake, and not seen
    "\ud800-\udfff\ufffe\uffff]"  # no characters at all
)
"""Matches one of them."""

_ALONE_BEYOND = (
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_ALONE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2065"
    "\u206a-\u206f\u2800\u3164\uffa0\ufff0-\ufffb"
)
"""Are seen nowhere: fillers, marks of direction, tags, places to break a line or not to."""
_IDEOGRAPHS = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SYMBOLS = r"\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_UNJOINED = r"\x00-\u024f\u2e80-\uabff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\ufefd-\uffef"
"""Characters that nothing is joined to: of scripts whose letters are not, and of none."""
SUSPECT = re.compile(
    f"[{_ALONE}\u200c\u200d\ufe00-\ufe0f\U0001bca0-\U000e0fff{FORBIDDEN.pattern[1:]}"
)
"""Finds what may be misleading: one class, which nearly no text has anything of."""
_MISLEADING = re.compile(
    f"{FORBIDDEN.pattern}|[{_ALONE}{_ALONE_BEYOND}]"
    # Joiners are letters of some scripts, and parts of pictures; forms of ideographs and pictures
    # are told by what follows them.
    f"|(?<![^{_UNJOINED}])[\u200c\u200d]"
    f"|(?<![{_IDEOGRAPHS}])[\ufe00-\ufe0d\U000e0100-\U000e01ef]"
    f"|(?<![{_SYMBOLS}])[\ufe0e\ufe0f]"
)


def misleading(text: str) -> re.Match[str] | None:
    """Return the first character of a text that nobody sees, or that makes it read otherwise."""
    return next(all_misleading(text), None)


def all_misleading(text: str) -> Iterator[re.Match[str]]:
    """Yield each such character."""
    return _MISLEADING.finditer(text)


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
