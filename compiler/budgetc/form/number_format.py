"""What a cell shows beside its number that is not in it: a unit, or thousands left out."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from budgetc.frozen import frozen

_PART = re.compile(
    r'"(?P<quoted>[^"]{0,255})"|[\\!](?P<single>.)|\[(?P<condition>[<>=])[^\]]{0,255}\]'
    r"|\[\$(?P<currency>[^\]-]{0,255})[^\]]{0,255}\]|\[[^\]]{0,255}\]|[_*]."
    r"|(?P<general>General)|(?P<end>;)|(?P<digits>[0#?][0#?,]*)|(?P<power>[Ee][+-])|(?P<other>.)",
    re.DOTALL,
)
"""Matches one part of a format; what else is in brackets is a colour or a language."""

_POINT = re.compile(r"(?<![^\W\d_])\.")
"""A point that ends no word."""
_LONGEST = 1_000
"""Characters of a format that are looked at; a workbook has at most 255."""


@frozen()
class Shown:
    """What a number format makes of a number.

    Attributes:
        words: letters that are shown with it, and signs of a share or a currency: a unit.
        thousands: how many times a thousand is left out of what is shown.
        has_point: whether a point is shown that is none of the number.
        has_condition: whether the size of a number decides what is shown with it.
    """

    words: str = ""
    thousands: int = 0
    has_point: bool = False
    has_condition: bool = False

    @property
    def hides_digits(self) -> bool:
        """Whether another number is shown than the cell holds."""
        return bool(self.thousands) or self.has_point


def shown_by(number_format: str, number: Decimal | float) -> Shown:
    """Return what a format shows with a number; a format may tell negative ones apart.

    Of one with conditions, whose parts hold for other numbers, it is what any of them shows.
    """
    parts = [*_PART.finditer(number_format[:_LONGEST])]
    has_condition = any(part["condition"] for part in parts)
    sections = [Shown(has_condition=has_condition)]
    for part in parts:
        if part["end"]:
            sections += () if has_condition else (Shown(),)
            continue
        last = sections[-1]
        literal = part["quoted"] or part["single"] or ""
        said = literal + (part["currency"] or "") + (part["other"] or "")
        sections[-1] = Shown(
            last.words + "".join(filter(is_word, said)),
            last.thousands + _commas_behind(part["digits"] or ""),
            last.has_point or bool(_POINT.search(literal)),
            has_condition,
        )
    return sections[1] if number < 0 and len(sections) > 1 else sections[0]


def _commas_behind(digits: str) -> int:
    """Return how many commas stand behind places for digits, each for a thousand left out."""
    return len(digits) - len(digits.rstrip(","))


def is_word(character: str) -> bool:
    """Tell whether a character is of a unit: a letter, or the sign of a share or a currency."""
    is_currency = unicodedata.category(character) == "Sc"
    return is_currency or character.isalpha() or character in "%‰"
