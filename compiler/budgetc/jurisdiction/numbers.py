"""How numbers look, as a layout says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from budgetc.frozen import frozen
from budgetc.numbers.style import BRACKETS, MARKS, NumberFormat, NumberOptions, NumberStyle


@frozen(eq=False)
class PercentStyle:
    """How shares and growth are printed.

    Attributes:
        from_zero: what stands for the growth of something that was nothing last year.
        sign: what follows the digits.
        made_from: `printed` where growth in sentences is that of the printed amounts, else `exact`.
    """

    decimals: int
    from_zero: str
    whole: str = "padded"
    separator: str = ""
    point: str = "."
    negative: str = "minus"
    sign: str = "%"
    made_from: str = "exact"

    def format(self) -> NumberFormat:
        """Return what printing needs."""
        return NumberFormat(
            self.decimals,
            self.whole == "bare",
            None,
            self.separator,
            point=self.point,
            brackets=self.negative == BRACKETS,
            after=self.sign,
            minus=self.negative if self.negative in MARKS else "-",
        )


@frozen(eq=False)
class Numbers:
    """The number styles of a jurisdiction: in tables, in prose, and of percentages.

    Attributes:
        sections: what is different in sections of the prose, by name.
    """

    table: NumberStyle
    prose: NumberStyle
    percent: PercentStyle
    sections: Mapping[str, NumberOptions] = field(default_factory=dict)


@frozen(eq=False)
class Numerals:
    """The words of counting: the digits from nought, and ten; or the numbers from one, in full."""

    digits: str = ""
    ten: str = ""
    words: tuple[str, ...] = ()


@frozen(eq=False)
class Era:
    """Years that are counted anew.

    Attributes:
        name: what stands before the number of the year.
        since: the year that is its first.
        first: what stands for the number of that one.
    """

    name: str
    since: int
    first: str = "1"

    def label(self, year: int) -> str:
        """Return a year as it is counted: 令和8, 令和元."""
        return self.name + (self.first if year == self.since else str(year - self.since + 1))
