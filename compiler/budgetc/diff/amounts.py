"""Amounts in a report as the documents print them, and exact where print would not tell them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from budgetc.document.figures import figures_by_id
from budgetc.document.model import Document
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit
from budgetc.numbers.style import NumberFormat

_DECIMALS = 2

Prints = Callable[[int], str]
"""Returns the digits of an amount in 分."""


@frozen(eq=False)
class AmountForm:
    """How a document prints money: its unit, and how its digits look."""

    unit: Unit
    numbers: NumberFormat

    def prints(self, before: int, steps: Iterable[int], after: int) -> Prints:
        """Return what prints two amounts and the steps between them, all with as many decimals.

        They are those of the document, and down to 分 where the amounts would not add up, or a
        step would be nothing.
        """
        numbers = self.numbers
        if not self._adds_up(before, tuple(steps), after):
            numbers = replace(numbers, decimals=self.unit.decimals)
        return lambda fen: numbers.amount(fen, self.unit)

    def _adds_up(self, before: int, steps: tuple[int, ...], after: int) -> bool:
        was, now, *between = (self.numbers.printed(fen, self.unit)[1] for fen in
                              (before, after, *map(abs, steps)))  # fmt: skip
        signed = [size if fen > 0 else -size for size, fen in zip(between, steps, strict=True)]
        return all(signed) and was + sum(signed) == now


def amount_form(document: Document, money: Mapping[str, Unit], typed: Unit) -> AmountForm:
    """Return how a document prints money.

    Args:
        document: whose first amount tells it, in the unit of its source if it prints that.
        money: the units of money, by name.
        typed: the unit of its source.
    """
    shown = [one for one in figures_by_id(document).values() if one.numbers and one.unit in money]
    first = next((one for one in shown if one.unit == typed.name), next(iter(shown), None))
    if first is None or first.numbers is None:
        decimals = min(_DECIMALS, typed.decimals)
        return AmountForm(
            typed, NumberFormat(decimals, bare_whole=False, zero=None, separator=typed.separator)
        )
    plain = replace(first.numbers, bare_whole=False, zero=None, before="", after="")
    return AmountForm(money[first.unit], replace(plain, brackets=False))
