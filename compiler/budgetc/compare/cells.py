"""The amounts of a table in print against ours, in whatever unit it has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetc.compare.grid import CellPair, Laid, lay
from budgetc.compare.model import Quote
from budgetc.compare.ours import OurNumber, Spot, TextKind, joined
from budgetc.compare.pairs import Pair
from budgetc.compare.saying import Said, expected, habit_of, same, step_in
from budgetc.compare.scan import Writing, scan
from budgetc.compare.tables import TablePair
from budgetc.document.figures import spans
from budgetc.document.model import PERCENT, Column, Role, Row, line_text
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit
from budgetc.published.model import PrintedNumber, PrintedTable
from budgetc.published.words import squeezed

_FEWEST = 3
_ENOUGH = 6
"""So many amounts tell whether a table is another one."""

_AROUND = 24
_DOUBT = 0.6


@frozen()
class Extra:
    """An amount that only print has, in the place of a cell of ours that is blank."""

    spot: Spot
    printed: str
    quote: Quote
    confidence: float


@frozen()
class Compared:
    """One of our tables, compared with the one in print.

    Attributes:
        table: the two.
        laid: which rows, columns and cells are the same.
        pairs: amounts of ours with one in print.
        lost: those whose cell is blank there, with how sure it is that this is their cell.
        absent: those whose row or column is not there.
        extras: amounts that only print has.
        unit: of its amounts.
        said: the unit that it says it has, where that is another one.
    """

    table: TablePair
    laid: Laid
    pairs: tuple[Pair, ...]
    lost: tuple[tuple[OurNumber, Quote, float], ...]
    absent: tuple[OurNumber, ...]
    extras: tuple[Extra, ...]
    unit: Unit | None
    said: Unit | None

    @property
    def sure(self) -> float:
        """How sure it is that the table was read, and is ours."""
        return self.table.confidence * self.table.theirs.confidence

    @property
    def all_rows(self) -> int:
        """How many rows ours has."""
        return sum(len(panel.rows) for panel in self.table.ours.panels)

    @property
    def is_unclear(self) -> bool:
        """Whether its amounts could be in any unit, for none is said and they agree in none."""
        return self.unit is None and any(_is_money(pair.ours) for pair in self.pairs)


def _is_money(ours: OurNumber) -> bool:
    """Tell whether a number of a table is an amount in its unit."""
    table = ours.spot.table
    return table is not None and ours.unit == table.unit


def compare_cells(
    pair: TablePair, money: Mapping[str, Unit], writing: Writing, usual: Unit | None = None
) -> Compared:
    """Compare one of our tables with the one in print.

    Args:
        pair: the two.
        money: the units of money by name.
        writing: of our numbers.
        usual: the unit of its amounts where it does not tell; that of most other tables.
    """
    laid = lay(pair.ours, pair.theirs)
    numbers = [
        (_printed(pair, cell.row.panel, cell.row.ours, cell.column, cell.content, writing), cell)
        for cell in laid.cells
    ]
    both = [(mine, cell.theirs.number) for mine, cell in numbers if mine and cell.theirs.number]
    unit, said = _unit(both, pair.theirs, money)
    unit = unit or usual
    reading = _Reading(both, unit, money)
    pairs: list[Pair] = []
    lost: list[tuple[OurNumber, Quote, float]] = []
    extras: list[Extra] = []
    for mine, cell in numbers:
        sure = min(cell.confidence, pair.confidence)
        theirs = cell.theirs.number
        quote = Quote(cell.theirs.place, _around(cell))
        if theirs is None or (mine is None and not theirs.value):
            if mine is not None and mine.number.value and not _letters(cell.theirs.text):
                lost.append((mine, quote, sure))
        elif mine is None:
            spot = _spot(pair, cell.row.panel, cell.row.ours, cell.column)
            extras.append(Extra(spot, theirs.text, quote, sure))
        else:
            pairs.append(reading.pair(mine, theirs, quote, sure))
    absent = tuple(_absent(pair, laid, writing))
    compared = Compared(pair, laid, tuple(pairs), tuple(lost), absent, tuple(extras), unit, said)
    return _doubted(compared) if compared.is_unclear or _is_another(pairs) else compared


def _is_another(pairs: Sequence[Pair]) -> bool:
    """Tell whether so little agrees that it is another table, or that of another year."""
    return len(pairs) >= _ENOUGH and 2 * sum(pair.equal for pair in pairs) < len(pairs)


def _doubted(compared: Compared) -> Compared:
    """Return a comparison of which nothing is sure."""
    return replace(
        compared,
        pairs=tuple(replace(pair, confidence=pair.confidence * _DOUBT) for pair in compared.pairs),
        lost=tuple((ours, quote, sure * _DOUBT) for ours, quote, sure in compared.lost),
        extras=tuple(
            replace(extra, confidence=extra.confidence * _DOUBT) for extra in compared.extras
        ),
    )


def _letters(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _around(cell: CellPair) -> str:
    """Return the row of a cell, up to it."""
    label = squeezed(cell.row.theirs.label)
    return f"{label} {squeezed(cell.theirs.text)}".strip()[-2 * _AROUND :]


def _spot(pair: TablePair, panel: int, row: Row, column: Column) -> Spot:
    where = joined(pair.ours.name, row.label, column.header[-1] if column.header else "")
    return Spot(TextKind.CELL, where, pair.block, pair.ours, f"{panel} {row.id}")


def _printed(
    pair: TablePair, panel: int, row: Row, column: Column, at: int, writing: Writing
) -> OurNumber | None:
    """Return the number that a cell of ours prints; none for a blank or a mark for nothing."""
    content = row.cells[at]
    numbers = scan(line_text(content), (PERCENT,), writing).numbers
    if len(numbers) != 1:
        return None
    figure = next((figure for figure, _, _ in spans(content)), None)
    return OurNumber(numbers[0], _spot(pair, panel, row, column), figure)


def _absent(pair: TablePair, laid: Laid, writing: Writing) -> Iterator[OurNumber]:
    """Yield the amounts of rows and columns that print does not have."""
    known = {(id(cell.row.ours), cell.content) for cell in laid.cells}
    for position, panel in enumerate(pair.ours.panels):
        for row in panel.rows:
            for at, column in enumerate(panel.columns):
                if column.role is Role.AMOUNT and (id(row), at) not in known:
                    number = _printed(pair, position, row, column, at, writing)
                    if number is not None and number.is_shown:
                        yield number


class _Reading:
    """How the amounts of a table in print are read."""

    def __init__(
        self,
        both: Sequence[tuple[OurNumber, PrintedNumber]],
        unit: Unit | None,
        money: Mapping[str, Unit],
    ) -> None:
        """Prepare.

        Args:
            both: the amounts of ours and those in print.
            unit: of those that have none beside them.
            money: the units of money by name.
        """
        self._unit = unit
        self._money = money
        self._habit = habit_of(((mine, self._said(theirs, mine)) for mine, theirs in both), money)

    def pair(self, mine: OurNumber, theirs: PrintedNumber, quote: Quote, sure: float) -> Pair:
        """Return a number of ours with the one in print."""
        said = self._said(theirs, mine)
        here = self._money.get(mine.unit)
        value: Decimal | None = said.value
        compiled = mine.text
        if here is not None and said.unit != here:
            value = said.value * said.unit.fen / here.fen if said.unit is not None else None
            if said.unit is not None:
                wanted = expected(mine, said, self._money)
                compiled = theirs.form.written(wanted, said.decimals, theirs.text)
        equal = same(mine, said, self._money, self._habit)
        step = step_in(here, said)
        return Pair(mine, theirs.text, compiled, value, said.decimals, step, equal, quote, sure)

    def _said(self, theirs: PrintedNumber, mine: OurNumber) -> Said:
        """Return what an amount in print says: in the unit beside it, else in that of its table."""
        if mine.unit not in self._money:
            return Said(theirs.value, theirs.decimals, None)
        beside = theirs.unit if theirs.unit_beside else None
        own = self._money.get(beside.name) if beside is not None else None
        return Said(theirs.value, theirs.decimals, own or self._unit)


def _unit(
    both: Sequence[tuple[OurNumber, PrintedNumber]], table: PrintedTable, money: Mapping[str, Unit]
) -> tuple[Unit | None, Unit | None]:
    """Return the unit of a table's amounts, and the one that it says where that is another.

    The amounts tell it where they agree with ours in no other: a head may have been forgotten, or
    left from another year.
    """
    amounts = [(m, t) for m, t in both if m.unit in money and m.number.value and t.value]
    said = money.get(table.unit.name) if table.unit else None
    columns = {t.unit.name for _, t in amounts if t.unit and not t.unit_beside}
    if said is None and len(columns) == 1:
        said = money.get(columns.pop())
    if not amounts:
        return said, None
    currency = money[amounts[0][0].unit].currency
    candidates = [unit for unit in money.values() if unit.currency == currency]
    agreed = {unit: _agreed(amounts, unit, money) for unit in candidates}
    best = max(agreed.values())
    if said is not None and (2 * agreed.get(said, 0) >= best or best < _FEWEST):
        return said, None
    unit = max(agreed, key=lambda one: (agreed[one], one == money.get(amounts[0][0].unit)))
    if 2 * best < len(amounts):
        return said, None
    return unit, said


def _agreed(
    amounts: Iterable[tuple[OurNumber, PrintedNumber]], unit: Unit, money: Mapping[str, Unit]
) -> int:
    """Return how many amounts are ours in a unit; not all of them to the last digit."""
    found = 0
    for mine, theirs in amounts:
        here = money[mine.unit]
        ours = mine.number.value * here.fen
        step = max(
            Decimal(unit.fen).scaleb(-theirs.decimals),
            Decimal(here.fen).scaleb(-mine.number.decimals),
        )
        found += abs(abs(theirs.value) * unit.fen - abs(ours)) <= step
    return found
