"""How a number looks in print: decimals, marks, the form of zero and of what is below it.

`NumberStyle` is what a jurisdiction declares, `NumberOptions` what a table or a source changes of
it, `NumberFormat` what printing needs.
"""

from __future__ import annotations

from dataclasses import fields, replace

from budgetc.frozen import frozen
from budgetc.numbers.money import Unit, round_ratio

BRACKETS = "brackets"
"""Of what is below zero: (5), and not -5."""
MARKS = frozenset("△▲")
"""Before what is below zero, in place of the minus: △5."""
THOUSANDS = "thousands"
"""Of groups of digits: three each: 12,475,000."""
LAKHS = "lakhs"
"""Of groups of digits: three, and then two and two: 1,24,75,000."""


@frozen(eq=False)
class NumberStyle:
    """How amounts are printed.

    Attributes:
        unit: name of a unit.
        decimals: digits after the point.
        whole: `bare` prints a whole number without decimals, `padded` with them.
        zero: `blank` prints nothing for zero, `plain` prints it like any other number; any other
            text stands for it.
        separator: between groups of digits.
        groups: `thousands` prints 1,234,567, `lakhs` prints 12,34,567.
        point: between the whole number and its decimals.
        negative: `minus` prints -5, `brackets` prints (5), a mark stands before the digits: △5.
        symbol: of the currency, part of the number: $5.
        symbol_at: `before` or `after` the digits.
        word: what follows an amount in sentences; the name of the unit if nothing else is said and
            there is no symbol.
    """

    unit: str
    decimals: int
    whole: str = "padded"
    zero: str = "plain"
    separator: str = ""
    groups: str = THOUSANDS
    point: str = "."
    negative: str = "minus"
    symbol: str = ""
    symbol_at: str = "before"
    word: str | None = None

    def changed(self, *changes: NumberOptions | None) -> NumberStyle:
        """Return the style with what the options say, the later over the earlier.

        The word belongs to the unit: another unit brings its own.
        """
        style = self
        for options in (one for one in changes if one is not None):
            said = {field.name: getattr(options, field.name) for field in fields(options)}
            if options.unit is not None and options.unit != style.unit:
                style = replace(style, word=None)
            told = {name: value for name, value in said.items() if value is not None}
            style = replace(style, **told)
        return style

    def format(self) -> NumberFormat:
        """Return what printing needs."""
        zero = {"blank": "", "plain": None}.get(self.zero, self.zero)
        return NumberFormat(
            self.decimals,
            self.whole == "bare",
            zero,
            self.separator,
            point=self.point,
            brackets=self.negative == BRACKETS,
            before=self.symbol if self.symbol_at == "before" else "",
            after=self.symbol if self.symbol_at == "after" else "",
            minus=self.negative if self.negative in MARKS else "-",
            groups=self.groups,
        )

    @property
    def unit_word(self) -> str:
        """What follows an amount in a sentence."""
        if self.word is not None:
            return self.word
        return "" if self.symbol else self.unit


@frozen(eq=False)
class NumberOptions:
    """What is changed of a style; what is not said stays."""

    unit: str | None = None
    decimals: int | None = None
    whole: str | None = None
    zero: str | None = None
    separator: str | None = None
    groups: str | None = None
    point: str | None = None
    negative: str | None = None
    symbol: str | None = None
    symbol_at: str | None = None
    word: str | None = None


@frozen()
class NumberFormat:
    """One style of printing numbers.

    Attributes:
        decimals: digits after the point.
        bare_whole: print a whole number without its zero decimals (`37`, not `37.00`).
        zero: what stands for zero; `None` prints zero like any other number.
        separator: between groups of digits, often empty.
        point: between the whole number and its decimals.
        brackets: whether a number below zero stands in brackets, and has no minus.
        before: what stands before the digits of any number that is printed as one.
        after: what stands after them.
        minus: what stands before a number below zero that has no brackets.
        groups: of its digits, as a style has it.
    """

    decimals: int
    bare_whole: bool
    zero: str | None
    separator: str
    point: str = "."
    brackets: bool = False
    before: str = ""
    after: str = ""
    minus: str = "-"
    groups: str = THOUSANDS

    def amount(self, fen: int, unit: Unit) -> str:
        """Return an amount in a unit, rounded once, halves up."""
        return self.printed(fen, unit)[0]

    def printed(self, fen: int, unit: Unit) -> tuple[str, int]:
        """Return an amount in a unit, rounded once, halves up, and what is read off it (分)."""
        steps: int = 10**self.decimals
        if fen == 0 and self.zero is not None:
            return self.zero, 0
        scaled = round_ratio(fen * steps, unit.fen)
        return self._digits(scaled), scaled * unit.fen // steps

    def percent(self, part: int, whole: int) -> str:
        """Return part / whole as a percentage, rounded once, halves up.

        Raises:
            ZeroDivisionError: the whole is zero, and so there is no percentage.
        """
        if part == 0 != whole and self.zero is not None:
            return self.zero
        return self._digits(round_ratio(part * 100 * 10**self.decimals, whole))

    @property
    def is_plain(self) -> bool:
        """Whether it is printed as programs write numbers, at most with commas at thousands."""
        marks = (self.point, self.minus, self.groups)
        return marks == (".", "-", "thousands") and self.separator in {"", ","}

    @property
    def is_signed_plainly(self) -> bool:
        """Whether a number below zero is told by its minus alone."""
        return self.minus == "-" and not self.brackets

    def digits_only(self) -> NumberFormat:
        """Return a format with the same digits, as machines write them."""
        return NumberFormat(self.decimals, self.bare_whole, None, "")

    def _digits(self, scaled: int) -> str:
        # What only rounds to nothing is something: it has digits where nothing has a word or none.
        whole, fraction = divmod(abs(scaled), 10**self.decimals)
        digits = self.separator.join(self._groups(f"{whole:,}")) if self.separator else str(whole)
        if self.decimals and not (self.bare_whole and fraction == 0):
            digits += self.point + str(fraction).rjust(self.decimals, "0")
        digits = f"{self.before}{digits}{self.after}"
        if scaled >= 0:
            return digits
        return f"({digits})" if self.brackets else f"{self.minus}{digits}"

    def _groups(self, thousands: str) -> list[str]:
        """Return the groups of digits of a whole number, which has a comma at each thousand."""
        *above, last = thousands.split(",")
        if self.groups != LAKHS or not above:
            return [*above, last]
        digits = "".join(above)
        starts = range(-(len(digits) % 2), len(digits), 2)
        return [*(digits[max(start, 0) : start + 2] for start in starts), last]
