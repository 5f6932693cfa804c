"""The figures of a document as formulas over what was typed, as a spreadsheet works them out.

A typed amount has one cell, however many sums it is in. A figure that a table prints stands there;
one that only others are made of has a cell among the workings. So who changes a typed amount sees
every total, difference and share follow, as a build would make them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import groupby

from budgetc.document.figures import NoExactValueError, exact_value
from budgetc.document.model import PERCENT, Figure, Formula
from budgetc.frozen import frozen
from budgetc.ledger import Fact
from budgetc.numbers.money import Unit
from budgetc.source.origin import Place

_TERMS = 100
"""How many terms stand in one formula at most; a longer sum is worked out in parts."""


@frozen()
class Leaf:
    """A number that was typed, in the unit that its cell has.

    Attributes:
        names: what it is booked under: codes, fund, project.
        places: where it stands; none of a number of things that were counted.
        unit: by name; empty of what is counted.
        per_unit: how many of the smallest unit the unit is worth.
    """

    names: tuple[str, ...]
    places: tuple[Place, ...]
    unit: str
    per_unit: int
    value: Fraction


LeafKey = tuple[object, ...]


class Workings:
    """Leaves, and what figures are made of; asked in the order in which figures are printed."""

    def __init__(self, figures: Iterable[Figure], money: Mapping[str, Unit], unit: str) -> None:
        """Prepare for the figures of a document.

        Args:
            figures: all of them, those behind others too.
            money: the units of money by name.
            unit: of money, that typed amounts are shown in.
        """
        self._money = money
        self._unit = unit if unit in money else next(iter(money))
        self._scales = dict(_scales(figures))
        self._numbers: dict[LeafKey, int] = {}
        self.leaves: list[Leaf] = []

    def per_unit(self, unit: str) -> int:
        """Return how many of the smallest unit a unit is worth."""
        return self._money[unit].fen if unit in self._money else self._scales.get(unit, 1)

    def value(self, figure: Figure) -> Fraction | None:
        """Return what a cell has: in the figure's unit, a share as a part of one; if it has any."""
        if figure.unit != PERCENT:
            return Fraction(figure.value, self.per_unit(figure.unit))
        try:
            return exact_value(figure) / 100
        except NoExactValueError:
            return None

    def terms(self, figure: Figure) -> Sequence[tuple[int, int]]:
        """Return of what is made of no other figure the numbers of its leaves, each with a sign."""
        if figure.facts:
            return [self._of_fact(fact, figure.unit) for fact in figure.facts]
        if figure.formula is Formula.SUM and not figure.places:
            return ()
        value = int(figure.value)
        names = ("", *(str(place.path[-1]) for place in figure.places))
        key = _key(figure.places, figure.id)
        return [(self._leaf(key, value, names, figure.places, figure.unit), 1)]

    def _of_fact(self, fact: Fact, unit: str) -> tuple[int, int]:
        # What is passed on to a unit is typed as an amount, and taken out of sums: also a 0.
        sign = -1 if fact.is_passed_on else 1
        place = Place(fact.origin, fact.key)
        names = (fact.project, fact.function, fact.economic, fact.fund, *fact.codes.values())
        at = self._leaf(_key((place,), ""), sign * (fact.fen or 0), names, (place,), unit)
        return at, sign

    def _leaf(
        self, key: LeafKey, value: int, names: tuple[str, ...], places: tuple[Place, ...], unit: str
    ) -> int:
        name = self._unit if unit in self._money else unit
        per_unit = self.per_unit(name)
        at = self._numbers.get(key)
        if at is None or self.leaves[at].value * per_unit != value:
            key = key if at is None else (*key, value)
            at = self._numbers.setdefault(key, len(self.leaves))
        if at == len(self.leaves):
            told = tuple(dict.fromkeys(filter(None, names)))
            self.leaves.append(Leaf(told, places, name, per_unit, Fraction(value, per_unit)))
        return at


def _key(places: Sequence[Place], figure_id: str) -> LeafKey:
    if not places:
        return (figure_id,)
    return tuple((place.span.file, place.path) for place in places)


def _scales(figures: Iterable[Figure]) -> Iterator[tuple[str, int]]:
    """Yield what the units of things that are no money are worth, as far as figures tell."""
    for figure in figures:
        if figure.value and figure.unit != PERCENT:
            try:
                scale = Fraction(figure.value) / Fraction(Decimal(figure.exact))
            except (InvalidOperation, ZeroDivisionError):
                continue
            if scale.denominator == 1:
                yield figure.unit, scale.numerator


def sum_of(
    terms: Sequence[tuple[int, int]], cell: str
) -> Iterator[tuple[str, Sequence[tuple[int, int]]]]:
    """Yield the formulas whose sum some leaves come to, each with its own terms.

    Neighbours are one range.

    Args:
        terms: the numbers of leaves, each with a sign.
        cell: how a cell of the leaves is called, with `{row}` for its number.
    """
    runs = [(sign, [*group]) for sign, group in _runs(terms)]
    for start in range(0, len(runs), _TERMS):
        some = runs[start : start + _TERMS]
        formula = "".join(_run(sign, [at for at, _ in group], cell) for sign, group in some)
        yield formula.removeprefix("+"), [term for _, group in some for term in group]


def _runs(terms: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Iterator[tuple[int, int]]]]:
    numbered = sorted(terms)
    kinds = [(at - position, sign) for position, (at, sign) in enumerate(numbered)]
    grouped = groupby(zip(kinds, numbered, strict=True), key=lambda one: one[0])
    for (_, sign), group in grouped:
        yield sign, (term for _, term in group)


def _run(sign: int, rows: Sequence[int], cell: str) -> str:
    mark = "-" if sign < 0 else "+"
    first, last = (cell.format(row=row) for row in (rows[0], rows[-1]))
    if first == last:
        return mark + first
    return f"{mark}SUM({first}:{last.rpartition('!')[2]})"


def made_of(figure: Figure, operands: Sequence[str], decimals: Sequence[int]) -> str:
    """Return the formula of a figure that is made of others.

    Args:
        figure: with operands.
        operands: their cells, brought into the figure's unit.
        decimals: of each operand, as it is printed.
    """
    if figure.from_printed:
        operands = [
            f"ROUND({one},{places})" for one, places in zip(operands, decimals, strict=True)
        ]
    if figure.formula is Formula.SUM:
        return "+".join(operands)
    this, other = operands
    if figure.formula is Formula.DIFFERENCE:
        values = [one.value for one in figure.operands]
        turned = figure.value == values[1] - values[0] != values[0] - values[1]
        return f"ABS({this}-{other})" if turned else f"{this}-{other}"
    if figure.formula is Formula.SHARE:
        return f"IF({other}=0,0,{this}/{other})"
    change = f"({this}-{other})/{other}"
    return change if figure.formula is Formula.RATE else f"ABS({change})"
