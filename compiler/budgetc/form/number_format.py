"""What a cell shows beside its number that is not in it: a unit, or thousands left out."""

from __future__ import annotations

import re

from budgetc.frozen import frozen

_PART = re.compile(
    r'"(?P<quoted>[^"]{0,255})"|[\\!](?P<single>.)|\[[^\]]{0,255}\]|[_*].'
    r"|(?P<general>General)|(?P<end>;)|(?P<digits>[0#?][0#?,]*)|(?P<power>[Ee][+-])|(?P<other>.)",
    re.DOTALL,
)
"""Matches one part of a format; what is in brackets is a colour, a condition or a currency."""

_LONGEST = 1_000
"""Characters of a format that are looked at; a workbook has at most 255."""


@frozen()
class Shown:
    """What a number format makes of a number.

    Attributes:
        words: letters that are shown with it, and signs of a share: a unit.
        thousands: how many times a thousand is left out of what is shown.
        has_point: whether a point is shown that is none of the number.
    """

    words: str
    thousands: int
    has_point: bool

    @property
    def hides_digits(self) -> bool:
        """Whether another number is shown than the cell holds."""
        return bool(self.thousands) or self.has_point


def shown_by(number_format: str, *, is_negative: bool = False) -> Shown:
    """Return what a format shows with a number; a format may tell negative ones apart."""
    sections = [Shown("", 0, has_point=False)]
    for part in _PART.finditer(number_format[:_LONGEST]):
        if part["end"]:
            sections.append(Shown("", 0, has_point=False))
            continue
        literal = part["quoted"] or part["single"] or ""
        words = "".join(one for one in literal + (part["other"] or "") if _is_word(one))
        last = sections[-1]
        sections[-1] = Shown(
            last.words + words,
            last.thousands + _commas_behind(part["digits"] or ""),
            has_point=last.has_point or "." in literal,
        )
    return sections[1] if is_negative and len(sections) > 1 else sections[0]


def _commas_behind(digits: str) -> int:
    """Return how many commas stand behind places for digits, each for a thousand left out."""
    return len(digits) - len(digits.rstrip(","))


def _is_word(character: str) -> bool:
    return character.isalpha() or character in "%‰"
