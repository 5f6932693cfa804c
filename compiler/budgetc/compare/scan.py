"""A text as what is compared of it: its letters one after the other, and the numbers between them.

Spaces, line breaks, punctuation and the width of characters are style, and are not there any more.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal

from budgetc.frozen import frozen
from budgetc.numbers.style import BRACKETS

_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
_COUNTING_POINT = re.compile("(?<=[0-9])\uff0e(?=[0-9])")
"""Of 5．2025 the wide point counts paragraphs: no number has one among common digits."""

_TOKEN = re.compile(
    rf"(?P<sign>(?<![^\s|(:*\\$¥€£—])[-−])?(?P<digits>(?:{_GROUPED}|[0-9]+)(?:\.[0-9]+)?)|(?P<letter>[^\W\d_])"
)
_IN_BRACKETS = re.compile(r"\((?P<symbol>[^\w\s().,%-]?)(?P<number>[0-9][0-9.,]*%?)\)")
"""Takes the place of a minus, with the symbol of the currency before it."""
_DIGITS = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?")
_AFTER_ORDINAL = re.compile(r"\s*[.、](?![0-9])")
_UNCOMMON = re.compile("[\u3000\uff01-\uff5e\u2f00-\u2fdf\uf900-\ufaff]")
"""Full-width forms, and the look-alikes of Chinese characters that some PDFs are written with."""

_MOST_DIGITS = 20
"""More digits than that are no amount."""


@frozen()
class Number:
    """A number of a text.

    Attributes:
        value: without its unit.
        decimals: how many digits stand after its point.
        unit: what stands behind it, such as 万元 or %; empty for nothing that is known.
        gap: it stands before the letter with this number.
        start: where it begins in the text.
        end: where it ends, without its unit.
        ordinal: whether it counts the paragraphs, as 1. does.
    """

    value: Decimal
    decimals: int
    unit: str
    gap: int
    start: int
    end: int
    ordinal: bool


@frozen()
class Scanned:
    """A text, its letters and its numbers.

    Attributes:
        raw: as it came.
        text: of the same length; full-width digits, letters and signs have become common ones.
        letters: of the text, without anything between them.
        offsets: where each letter stands in the text.
        numbers: in order.
    """

    raw: str
    text: str
    letters: str
    offsets: tuple[int, ...]
    numbers: tuple[Number, ...]

    def letter_at(self, offset: int) -> int:
        """Return the first letter at or behind a place of the text."""
        return bisect_right(self.offsets, offset - 1)


def scan(text: str, units: Iterable[str], negative: str = "") -> Scanned:
    """Return the letters and numbers of a text.

    Args:
        text: any.
        units: names of units that may stand behind a number.
        negative: `brackets` where a number in brackets is below zero.
    """
    names = any_of(units)
    unit_behind = re.compile(rf"\s*({names})") if names else re.compile(r"()(?!)")
    normal = normalise(_COUNTING_POINT.sub(" ", text))
    if negative == BRACKETS:
        normal = _IN_BRACKETS.sub(r"\g<symbol>-\g<number> ", normal)
    letters: list[str] = []
    offsets: list[int] = []
    numbers: list[Number] = []
    for token in _TOKEN.finditer(normal):
        if token["letter"]:
            letters.append(token["letter"].lower())
            offsets.append(token.start())
            continue
        if len(token["digits"]) > _MOST_DIGITS:
            continue
        unit = unit_behind.match(normal, token.end())
        value, decimals = read_digits(token["digits"])
        numbers.append(
            Number(
                -value if token["sign"] else value,
                decimals,
                "".join(unit.group(1).split()) if unit else "",
                len(letters),
                token.start(),
                token.end(),
                _AFTER_ORDINAL.match(normal, token.end()) is not None and not decimals,
            )
        )
    return Scanned(text, normal, "".join(letters), tuple(offsets), tuple(numbers))


def any_of(names: Iterable[str]) -> str:
    """Return a pattern of any of some names, each of which may be broken over two lines."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(r"\s*".join(map(re.escape, name)) for name in longest_first)


def normalise(text: str) -> str:
    """Return a text of the same length in which every character has its common form."""
    forms = {found: unicodedata.normalize("NFKC", found) for found in _UNCOMMON.findall(text)}
    return _UNCOMMON.sub(lambda one: forms[one[0]] if len(forms[one[0]]) == 1 else one[0], text)


def letters_of(text: str) -> str:
    """Return the letters of a text alone, as a scanned text has them."""
    return "".join(character.lower() for character in normalise(text) if character.isalpha())


def read_digits(digits: str) -> tuple[Decimal, int]:
    """Return the value of digits and how many of them stand after the point."""
    plain = digits.replace(",", "")
    return Decimal(plain), len(plain.partition(".")[2])


def rejoined(text: str, numbers: Sequence[Number]) -> Decimal | None:
    """Return the number that pieces are without the breaks between them, if they are one."""
    whole = _DIGITS.fullmatch("".join(text[numbers[0].start : numbers[-1].end].split()))
    return read_digits(whole.group())[0] if whole else None
