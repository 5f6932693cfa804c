"""How a jurisdiction prints numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from budgetc.jurisdiction.spec import PercentStyle
from budgetc.numbers.money import Unit, exact_text
from budgetc.numbers.style import NumberFormat, NumberStyle


@dataclass(frozen=True, slots=True)
class Style:
    """Turns exact values into print; every method returns (as printed, digits alone).

    Attributes:
        unit: of amounts.
        unit_word: printed after an amount, empty in tables.
        numbers: the format of amounts.
        percents: the format of percentages.
        from_zero: what stands for growth from nothing.
    """

    unit: Unit
    unit_word: str
    numbers: NumberFormat
    percents: NumberFormat
    from_zero: str

    @property
    def prints_zero(self) -> bool:
        """Whether zero leaves anything on the paper."""
        return self.numbers.zero != ""

    def amount(self, fen: int) -> tuple[str, str]:
        """Return an amount of 分."""
        return self.numbers.amount(fen, self.unit) + self.unit_word, exact_text(fen, self.unit)

    def percent(self, part: int, whole: int) -> tuple[str, str]:
        """Return a share; of nothing, the share is 0."""
        number = self.percents.percent(part, whole or 1)
        return f"{number}%", number

    def growth(self, size: int, prior: int) -> tuple[str, str]:
        """Return a growth; from nothing, the jurisdiction says what is printed."""
        if prior == 0:
            return self.from_zero, self.from_zero.removesuffix("%")
        return self.percent(size, prior)


def prose_style(amounts: NumberStyle, percents: PercentStyle, units: Mapping[str, Unit]) -> Style:
    """Return the style of sentences, where each amount carries its unit."""
    return _style(amounts, percents, units, amounts.unit)


def table_style(amounts: NumberStyle, percents: PercentStyle, units: Mapping[str, Unit]) -> Style:
    """Return the style of tables, whose unit stands above them."""
    return _style(amounts, percents, units, "")


def _style(
    amounts: NumberStyle, percents: PercentStyle, units: Mapping[str, Unit], unit_word: str
) -> Style:
    percent_format = NumberFormat(percents.decimals, percents.whole == "bare", None, "")
    return Style(
        units[amounts.unit], unit_word, amounts.format(), percent_format, percents.from_zero
    )
