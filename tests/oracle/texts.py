"""The numbers of a text: after which words each of them stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from budgetc.document.model import Figure, Line

from .sheet import plain


class Number(NamedTuple):
    """A number of a text: in which section, after which words."""

    where: str
    subject: str
    value: str
    unit: str
    figure: Figure | None = None

    @property
    def shown(self) -> str:
        """The number with its unit."""
        return self.value + self.unit

    def agrees(self, other: Number) -> bool:
        """Tell whether another number is the same amount of the same unit."""
        return Decimal(self.value) == Decimal(other.value) and self.unit == other.unit


_UNIT = r"万元|台\(套\)|万|家|个|辆|分|%"
NUMBER = re.compile(rf"([0-9][0-9,]*(?:\.[0-9]+)?)({_UNIT})")
"""A number with its unit, in a plain text."""

_DELIMITER = re.compile(r"[，。；：、,;:]")


def subject(text: str, place: str) -> str:
    """Return the words that lead to the last number of a text; none for a numbered paragraph.

    Their beginning may be cut off in the transcription.
    """
    if re.search(r"[0-9]\.$", place):
        return ""
    text = plain(text)
    matches = list(NUMBER.finditer(text))
    lead = NUMBER.sub("，", text[: matches[-1].start()])
    phrase = next(part for part in reversed(_DELIMITER.split(lead)) if part)
    return re.sub(r"^(?:\([一二三]\))?(?:[0-9]*年度?)?", "", phrase)


def flat(lines: Iterable[Line]) -> tuple[str, dict[int, Figure]]:
    """Return lines as one plain text, and the figures by where they begin in it."""
    text = ""
    figures: dict[int, Figure] = {}
    for line in lines:
        for piece in line:
            if isinstance(piece, Figure):
                figures[len(text)] = piece
            text += plain(str(piece))
    return text, figures


def by_name(numbers: list[Number], names: Mapping[str, str]) -> dict[tuple[str, str], Number]:
    """Return numbers by section and subject; `#2` is the second of the same name."""
    repeats: Counter[tuple[str, str]] = Counter()
    found = {}
    for number in numbers:
        words = names.get(number.subject, number.subject)
        repeats[number.where, words] += 1
        again = repeats[number.where, words]
        found[number.where, words + (f" #{again}" if again > 1 else "")] = number
    return found


def bare(text: str) -> str:
    """Return an amount without its separators; other texts as they are."""
    return text.replace(",", "") if re.fullmatch(r"[0-9,]+\.[0-9]{2}", text) else text
