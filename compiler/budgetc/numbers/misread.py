"""Prints of numbers that are read as other numbers by who knows no options."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from functools import lru_cache

from budgetc.numbers.reading import read_print
from budgetc.numbers.style import NumberFormat


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
            read = _read_word(text) if stands_for_zero else read_print(text, numbers)
            if read != Fraction(scaled, one):
                return numbers.digits_only().percent(scaled, 100 * one), text
    return None


def _read_word(text: str) -> int | None:
    """Return 0 of a text that tells no other number."""
    return None if any(unicodedata.numeric(char, 0) for char in text) else 0
