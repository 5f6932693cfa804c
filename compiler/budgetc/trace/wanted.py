"""A number that is looked for: as the document prints it, or as programs write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from budgetc.document.figures import printed_figures
from budgetc.document.model import Document, Figure
from budgetc.frozen import NamedTuple
from budgetc.numbers.marks import WITH_POINT
from budgetc.numbers.reading import read_percentage
from budgetc.numbers.style import NumberFormat

_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


class Wanted(NamedTuple):
    """A number that is looked for.

    Attributes:
        said: in digits, as programs write it.
        numbers: what it may be: `1.383` is more where a point stands between thousands.
        formats: in which the document prints numbers otherwise than programs write them.
    """

    said: str
    numbers: Sequence[Fraction]
    formats: Sequence[NumberFormat]

    def is_printed_by(self, figure: Figure) -> bool:
        """Tell whether a figure prints it, whatever its sign."""
        read = None if figure.numbers is None else read_percentage(figure.text, figure.numbers)
        if read is not None:
            return abs(read) in self.numbers
        return any(_value(number) in self.numbers for number in _NUMBER.findall(figure.text))

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where it stands in a text that is no figure: the first character, and the end."""
        found = {one.span() for one in _NUMBER.finditer(text) if _value(one[0]) in self.numbers}
        for numbers in self.formats:
            for one in _printed(numbers).finditer(text):
                if read_percentage(one[0], numbers) in self.numbers:
                    found.add(one.span())
        yield from sorted(found)

    def stands_in(self, text: str) -> bool:
        """Tell whether it stands in a text that is no figure."""
        return any(self.places(text))


def wanted(text: str, document: Document) -> Wanted | None:
    """Return the one number that a text holds, whatever its unit; nothing if it holds none.

    Args:
        text: as somebody types it, or reads it in print.
        document: in whose prints it is looked for.
    """
    prints = dict.fromkeys(one.figure.numbers for one in printed_figures(document))
    formats = [one for one in prints if one is not None]
    plain = _NUMBER.findall(text)
    read = (read_percentage(text, numbers) for numbers in formats)
    said = [WITH_POINT.plain(plain[0])] if len(plain) == 1 else []
    said += (_digits(abs(number)) for number in read if number is not None)
    if not said:
        return None
    others = tuple(one for one in formats if not one.is_plain)
    return Wanted(said[0], tuple(dict.fromkeys(map(Fraction, said))), others)


def _printed(numbers: NumberFormat) -> re.Pattern[str]:
    marks = re.escape(numbers.point + numbers.separator)
    return re.compile(f"[0-9](?:[0-9{marks}]*[0-9])?")


def _digits(number: Fraction) -> str:
    """Return a number that has an end, as programs write it."""
    return str(Decimal(number.numerator) / number.denominator)


def _value(number: str) -> Fraction:
    return Fraction(WITH_POINT.plain(number))
