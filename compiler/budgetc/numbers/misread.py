"""Prints of numbers that are read as other numbers.

Who reads a document knows no options: a sign beside the digits is part of the number, and a mark
between them is a point, or stands for thousands, only where it is one that people know as such.
"""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from functools import lru_cache

from budgetc.numbers.style import NumberFormat

_POINTS = frozenset(".,·'")
_SEPARATORS = frozenset(("", *_POINTS, "’", " ", "\u00a0", "\u2009", "\u202f"))
_SIGNS = frozenset(("Sm", "Pd", "Ps", "Pe"))
"""The categories of mathematical signs, dashes and brackets."""
_FURTHER_SIGNS = frozenset(("%", "‰", "\uff05", "*", "/", "^", chr(0x4E00), chr(0x30FC)))
"""Of percent, of operations, and what East Asian fonts draw like a dash."""


@lru_cache(maxsize=1024)
def misread(numbers: NumberFormat, word: str = "") -> tuple[str, str] | None:
    """Return a number, and a print of it that is read as another one; nothing if there is none.

    Args:
        numbers: how numbers are printed.
        word: what follows them in sentences.
    """
    one = 10**numbers.decimals
    large = 1_234_567 * one + one // 8
    for scaled in (5 * one, -5 * one, large, -large, 0):
        printed = numbers.percent(scaled, 100 * one)
        stands_for_zero = scaled == 0 and numbers.zero is not None
        for text in (printed,) if stands_for_zero else (printed, printed + word):
            read = _read_word(text) if stands_for_zero else _read(text, numbers)
            if read != Fraction(scaled, one):
                return numbers.digits_only().percent(scaled, 100 * one), text
    return None


def _read_word(text: str) -> int | None:
    """Return 0 of a text that tells no other number."""
    return None if any(unicodedata.numeric(char, 0) for char in text) else 0


def _read(text: str, numbers: NumberFormat) -> Fraction | None:
    """Return the number that a text is read as; nothing where it is not clearly one."""
    if text.startswith("-"):
        read = _read_unsigned(text[1:], numbers)
        return None if read is None else -read
    if text.startswith("("):
        inside, _, outside = text[1:].partition(")")
        read = _read_unsigned(inside, numbers)
        return None if read is None or _has_sign(outside) else -read
    return _read_unsigned(text, numbers)


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
    if numbers.separator in _SEPARATORS:
        whole = whole.replace(numbers.separator, "")
    told = whole + fraction
    if not (told.isascii() and told.isdecimal()) or len(fraction) > numbers.decimals:
        return None
    if point and point not in _POINTS:
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
