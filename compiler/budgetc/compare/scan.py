"""A text as what is compared of it: its letters one after the other, and the numbers between them.

Spaces, line breaks, punctuation and the width of characters are style, and are not there any more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from budgetc.frozen import frozen
from budgetc.numbers.marks import WITH_POINT, NumberForm
from budgetc.numbers.style import BRACKETS, MARKS
from budgetc.published.numbers import normalised

_COUNTING_POINT = re.compile("(?<=[0-9])\uff0e(?=[0-9])")
"""Of 5．2025 the wide point counts paragraphs: no number has one among common digits."""

_IN_BRACKETS = re.compile(r"\((?P<symbol>[^\w\s().,%-]?)(?P<number>[0-9][0-9.,\u00a0\u202f]*%?)\)")
"""Takes the place of a minus, with the symbol of the currency before it."""
_AFTER_ORDINAL = re.compile(r"\s*[.、](?![0-9])")
_MOST_DIGITS = 20
"""More digits than that are no amount."""

SHORTEST_NAME = 4
"""Letters of a name that is one and no common word."""


@frozen()
class Writing:
    """How a document writes numbers.

    Attributes:
        form: the marks within them.
        negative: `brackets` where a number in brackets is below zero, or the mark of one.
    """

    form: NumberForm = WITH_POINT
    negative: str = ""


COMMON = Writing()
"""1,234.50, and a minus."""


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
        form: of the numbers.
    """

    raw: str
    text: str
    letters: str
    offsets: tuple[int, ...]
    numbers: tuple[Number, ...]
    form: NumberForm

    def letter_at(self, offset: int) -> int:
        """Return the first letter at or behind a place of the text."""
        return bisect_right(self.offsets, offset - 1)


@cache
def _token(form: NumberForm) -> re.Pattern[str]:
    """Return what is a letter or a number."""
    before = re.escape(form.point)
    digits = rf"(?:{_grouped('[0-9]', form)}(?![0-9])|[0-9]+)(?:{before}[0-9]+)?"
    sign = r"(?<![^\s|(:*\\$¥€£—])[-−]"
    return re.compile(rf"(?P<sign>{sign})?(?P<digits>{digits})|(?P<letter>[^\W\d_])")


@cache
def _whole_number(form: NumberForm) -> re.Pattern[str]:
    """Return what is one number as documents write it, without blanks."""
    before = re.escape(form.point)
    return re.compile(rf"(?:{_grouped('[1-9]', form)}|0|[1-9][0-9]*)(?:{before}[0-9]+)?")


def _grouped(first: str, form: NumberForm) -> str:
    lakhs = rf"{first}[0-9]?(?:,[0-9]{{2}}){{1,9}},[0-9]{{3}}(?![0-9])"
    thousands = rf"{first}[0-9]{{0,2}}(?:[{form.apart}][0-9]{{3}})+"
    return f"(?:{lakhs}|{thousands})" if "," in form.apart else thousands


def scan(text: str, units: Iterable[str], writing: Writing = COMMON) -> Scanned:
    """Return the letters and numbers of a text.

    Args:
        text: any.
        units: names of units that may stand behind a number.
        writing: of its numbers.
    """
    names = any_of(units)
    unit_behind = re.compile(rf"\s*({names})") if names else re.compile(r"()(?!)")
    normal = normalised(_COUNTING_POINT.sub(" ", text))
    if writing.negative == BRACKETS:
        normal = _IN_BRACKETS.sub(r"\g<symbol>-\g<number> ", normal)
    elif writing.negative in MARKS:
        normal = normal.replace(writing.negative, "-")
    letters: list[str] = []
    offsets: list[int] = []
    numbers: list[Number] = []
    for token in _token(writing.form).finditer(normal):
        if token["letter"]:
            letters.append(token["letter"].lower())
            offsets.append(token.start())
            continue
        if len(token["digits"]) > _MOST_DIGITS:
            continue
        unit = unit_behind.match(normal, token.end())
        value, decimals = writing.form.read(token["digits"])
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
    return Scanned(text, normal, "".join(letters), tuple(offsets), tuple(numbers), writing.form)


def any_of(names: Iterable[str]) -> str:
    """Return a pattern of any of some names, each of which may be broken over two lines."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(r"\s*".join(map(re.escape, name)) for name in longest_first)


def rejoined(scanned: Scanned, numbers: Sequence[Number]) -> Number | None:
    """Return the number that pieces are without the breaks between them, if they are one."""
    last = numbers[-1]
    if len(numbers) == 1:
        return last
    joined = "".join(scanned.text[numbers[0].start : numbers[-1].end].split())
    whole = _whole_number(scanned.form).fullmatch(joined)
    if whole is None:
        return None
    value, decimals = scanned.form.read(whole.group())
    return replace(last, value=value, decimals=decimals)
