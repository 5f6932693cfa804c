"""Numbers, read as a reader does who knows what the marks between their digits are.

Who reads a document knows no options: a sign beside the digits is part of the number, and a mark
between them is a point, or stands for thousands, only where it is one that people know as such.
"""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from budgetc.numbers.style import NumberFormat

POINTS = frozenset(".,·'")
SEPARATORS = frozenset(("", *POINTS, "’", " ", "\u00a0", "\u2009", "\u202f"))
"""What people know as a point, and as what stands between thousands."""
_SIGNS = frozenset(("Sm", "Pd", "Ps", "Pe"))
"""The categories of mathematical signs, dashes and brackets."""
_FURTHER_SIGNS = frozenset(("%", "‰", "\uff05", "*", "/", "^", chr(0x4E00), chr(0x30FC)))
"""Of percent, of operations, and what East Asian fonts draw like a dash."""
_WITHOUT_PERCENT = dict.fromkeys(map(ord, "%\uff05"))
_LONGEST = 100
"""Of more digits, a text is no print: nobody spends as much, and it may come from a stranger."""


def read_print(text: str, numbers: NumberFormat) -> Fraction | None:
    """Return the number that a print is read as; nothing where it is not clearly one.

    Args:
        text: a number as it is printed, and words beside it.
        numbers: how it is printed.
    """
    if text.startswith(("-", numbers.minus)):
        read = _read_unsigned(text[1:], numbers)
        return None if read is None else -read
    if text.startswith("("):
        inside, _, outside = text[1:].partition(")")
        read = _read_unsigned(inside, numbers)
        return None if read is None or _has_sign(outside) else -read
    return _read_unsigned(text, numbers)


def read_percentage(text: str, numbers: NumberFormat) -> Fraction | None:
    """Return the number of a percentage, whose sign says no more of it; else as `read_print`."""
    return read_print(text.translate(_WITHOUT_PERCENT), numbers)


def _read_unsigned(text: str, numbers: NumberFormat) -> Fraction | None:
    numerals = [at for at, char in enumerate(text) if unicodedata.category(char)[0] == "N"]
    if not numerals:
        return None
    first, end = numerals[0], numerals[-1] + 1
    before, digits, behind = text[:first], text[first:end], text[end:]
    touching = before[-1:] + behind[:1]
    if _has_sign(before) or _has_sign(behind) or any(map(_is_mark, touching)):
        return None
    whole, point, fraction = digits.partition(numbers.point)
    if numbers.separator in SEPARATORS:
        whole = whole.replace(numbers.separator, "")
    told = whole + fraction
    if not (told.isascii() and told.isdecimal()) or len(fraction) > numbers.decimals:
        return None
    if len(told) > _LONGEST:
        return None
    if point and point not in POINTS:
        return None
    return Fraction(int(told), 10 ** len(fraction))


def _has_sign(text: str) -> bool:
    """Tell whether what stands beside digits is a sign of the number at one of its edges."""
    words = text.strip()
    edges = words[:1] + words[-1:]
    return any(
        char in _FURTHER_SIGNS or unicodedata.category(char) in _SIGNS for char in edges
    ) or any(unicodedata.category(char)[0] == "C" for char in text)


def _is_mark(char: str) -> bool:
    """Tell whether a character that touches digits looks like one of their marks."""
    return unicodedata.category(char)[0] in "PM"
