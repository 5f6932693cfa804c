"""What XeTeX hands to the converter in an .xdv file besides text: its specials.

A LaTeX frame may come from a stranger. XeTeX reads no file outside of its folder and its tree, but
the converter reads whatever a special names: a picture, a stream, a map of fonts. So every special
is looked at before, and only those that draw, colour, name and link go through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BOP, _POST, _PRE = 139, 248, 247
_SPECIALS = range(239, 243)
_FONT_DEFINITIONS = range(243, 247)
_NATIVE_FONT, _GLYPHS, _TEXT_AND_GLYPHS = 252, 253, 254

_LENGTHS = {
    **dict.fromkeys(range(128), 0),  # characters
    **{128 + n: n + 1 for n in range(4)},
    132: 8,  # a rule
    **{133 + n: n + 1 for n in range(4)},
    137: 8,
    138: 0,
    _BOP: 44,
    140: 0,
    141: 0,
    142: 0,
    **{143 + n: n + 1 for n in range(4)},  # moves
    147: 0,
    **{148 + n: n + 1 for n in range(4)},
    152: 0,
    **{153 + n: n + 1 for n in range(4)},
    **{157 + n: n + 1 for n in range(4)},
    161: 0,
    **{162 + n: n + 1 for n in range(4)},
    166: 0,
    **{167 + n: n + 1 for n in range(4)},
    **dict.fromkeys(range(171, 235), 0),  # fonts
    **{235 + n: n + 1 for n in range(4)},
    250: 0,
    251: 0,
}
"""How many bytes follow each operation whose length is always the same."""

_FONT_EXTRAS = (0x0200, 0x1000, 0x2000, 0x4000)
"""The flags of a native font that four bytes each stand for: colour, width, slant, weight."""

_HARMLESS = frozenset(
    b"pdf:" + name
    for name in (
        b"ann", b"annot", b"annotation", b"bann", b"eann", b"dest", b"out", b"outline", b"docinfo",
        b"docview", b"obj", b"object", b"put", b"close", b"stream", b"pagesize", b"literal",
        b"code", b"content", b"bcontent", b"econtent", b"btrans", b"etrans", b"bcolor", b"ecolor",
        b"bgcolor", b"bxobj", b"exobj", b"uxobj", b"minorversion", b"majorversion", b"tounicode",
        b"trailerid", b"nobreak",
    )
) | {
    b"color", b"background", b"papersize", b"landscape", b"x:gsave", b"x:grestore", b"x:scale",
    b"x:rotate",
}  # fmt: skip


_NAME = re.compile(rb"\s*+((?:pdf|x):\s*+\w++|\w++)(?!:)")
"""What a special begins with: the converter goes by that alone."""


_SETTING = re.compile(rb"dvipdfmx:config [CVz] (?:0x)?[0-9A-Fa-f]+")
"""Settings of links, version and compression, as hyperref makes them; others name programs."""


class XdvError(Exception):
    """A file that XeTeX would not have written."""


def forbidden_special(data: bytes) -> str | None:
    """Return the first special that may read a file or run a program, if there is one.

    Raises:
        XdvError: this is no .xdv file.
    """
    for special in _specials(data):
        found = _NAME.match(special)
        name = b"".join(found[1].split()) if found else b""
        if name not in _HARMLESS and not _SETTING.fullmatch(special):
            return special.decode("utf-8", errors="replace")
    return None


def _specials(data: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(data):
        code = data[position]
        position += 1
        if code == _POST:
            return
        if code in _SPECIALS:
            width = code - _SPECIALS.start + 1
            start = position + width
            position = start + _number(data, position, width)
            yield data[start:position]
        else:
            position += _length(data, code, position)
    raise XdvError("no end")


def _length(data: bytes, code: int, at: int) -> int:
    """Return how many bytes follow an operation."""
    if code in _LENGTHS:
        return _LENGTHS[code]
    if code == _PRE:
        return 14 + _number(data, at + 13, 1)
    if code in _FONT_DEFINITIONS:
        head = code - _FONT_DEFINITIONS.start + 13
        return head + 2 + _number(data, at + head, 1) + _number(data, at + head + 1, 1)
    if code == _NATIVE_FONT:
        flags = _number(data, at + 8, 2)
        extras = sum(4 for flag in _FONT_EXTRAS if flags & flag)
        return 11 + _number(data, at + 10, 1) + 4 + extras
    if code == _GLYPHS:
        return 6 + 10 * _number(data, at + 4, 2)
    if code == _TEXT_AND_GLYPHS:
        text = 2 + 2 * _number(data, at, 2)
        return text + 6 + 10 * _number(data, at + text + 4, 2)
    raise XdvError(f"operation {code}")


def _number(data: bytes, at: int, width: int) -> int:
    return int.from_bytes(data[at : at + width], "big")
