"""How a number looks in print: decimals, the form of zero, thousands separators.

`NumberStyle` is what a jurisdiction declares, `NumberOptions` what a table or a source changes of
it, `NumberFormat` what printing needs.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from budgetc.numbers.money import Unit, decimal_text, round_ratio


@dataclass(frozen=True, slots=True, eq=False)
class NumberStyle:
    """How amounts are printed.

    Attributes:
        unit: name of a unit.
        decimals: digits after the point.
        whole: `bare` prints a whole number without decimals, `padded` with them.
        zero: `blank` prints nothing for zero, `plain` prints it like any other number; any other
            text stands for it.
        separator: between groups of three digits.
    """

    unit: str
    decimals: int
    whole: str = "padded"
    zero: str = "plain"
    separator: str = ""

    def changed(self, options: NumberOptions | None) -> NumberStyle:
        """Return the style with what the options say."""
        if options is None:
            return self
        said = {field.name: getattr(options, field.name) for field in fields(options)}
        return replace(self, **{name: value for name, value in said.items() if value is not None})

    def format(self) -> NumberFormat:
        """Return what printing needs."""
        zero = {"blank": "", "plain": None}.get(self.zero, self.zero)
        return NumberFormat(self.decimals, self.whole == "bare", zero, self.separator)


@dataclass(frozen=True, slots=True, eq=False)
class NumberOptions:
    """What is changed of a style; what is not said stays."""

    unit: str | None = None
    decimals: int | None = None
    whole: str | None = None
    zero: str | None = None
    separator: str | None = None


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """One style of printing numbers.

    Attributes:
        decimals: digits after the point.
        bare_whole: print a whole number without its zero decimals (`37`, not `37.00`).
        zero: what stands for zero; `None` prints zero like any other number.
        separator: between groups of three digits, often empty.
    """

    decimals: int
    bare_whole: bool
    zero: str | None
    separator: str

    def amount(self, fen: int, unit: Unit) -> str:
        """Return an amount (分) in a unit, rounded once, halves up."""
        return self._scaled(round_ratio(fen * 10**self.decimals, unit.fen))

    def shown(self, fen: int, unit: Unit) -> int:
        """Return an amount (分) as it is read off what is printed of it."""
        scale: int = 10**self.decimals
        return round_ratio(fen * scale, unit.fen) * unit.fen // scale

    def percent(self, part: int, whole: int) -> str:
        """Return part / whole as a percentage without its sign, rounded once, halves up.

        Raises:
            ZeroDivisionError: the whole is zero, and so there is no percentage.
        """
        return self._scaled(round_ratio(part * 100 * 10**self.decimals, whole))

    def _scaled(self, scaled: int) -> str:
        if scaled == 0 and self.zero is not None:
            return self.zero
        whole, fraction = divmod(abs(scaled), 10**self.decimals)
        sign = "-" if scaled < 0 else ""
        digits = f"{whole:,}".replace(",", self.separator) if self.separator else str(whole)
        if self.decimals == 0 or (self.bare_whole and fraction == 0):
            return sign + digits
        return f"{sign}{digits}{decimal_text(fraction, self.decimals)[1:]}"
