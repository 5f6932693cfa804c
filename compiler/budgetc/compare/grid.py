"""Two tables laid on one another: which row, which column and so which cell is which.

A row is known by its code or its name, and where it has neither by its place and its amounts; a
column by its heads, and by whether its amounts are those of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from budgetc.compare.scan import SHORTEST_NAME
from budgetc.document.model import Column, Panel, Role, Row, Table, line_text
from budgetc.frozen import frozen
from budgetc.published.likeness import (
    best_way,
    columns_alike,
    digits_of,
    in_order,
    letters_alike,
    letters_of,
    most_alike_first,
)
from budgetc.published.model import (
    Cell,
    ColumnRole,
    PrintedPanel,
    PrintedRow,
    PrintedTable,
)

_CODE, _NAME, _OTHER_CODE = 3.0, 2.0, 1.5
_ALIKE = 0.6
"""Names less alike than this are other names."""

_NAMELESS = 0.5
_LEAST_COLUMN = 0.35
_SURE_HEAD, _SURE_AMOUNTS = 0.8, 0.6
_UNSURE = 0.5


@frozen()
class RowPair:
    """A row of ours, and the one in print that it is.

    Attributes:
        panel: the position of its panel in our table.
        confidence: from 0 to 1, how sure that is.
    """

    panel: int
    ours: Row
    theirs: PrintedRow
    confidence: float


@frozen()
class CellPair:
    """A cell of ours and the one in print that it is, as sure as its row and its column."""

    row: RowPair
    column: Column
    content: int
    theirs: Cell
    confidence: float


@frozen()
class Laid:
    """What of two tables is the same.

    Attributes:
        rows: the pairs of rows.
        cells: the pairs of cells of amounts.
        more: rows that only print has.
    """

    rows: tuple[RowPair, ...]
    cells: tuple[CellPair, ...]
    more: tuple[PrintedRow, ...]


def lay(ours: Table, theirs: PrintedTable) -> Laid:
    """Return what of two tables is the same."""
    rows: list[RowPair] = []
    cells: list[CellPair] = []
    more: list[PrintedRow] = []
    free = list(theirs.panels)
    for position, panel in enumerate(ours.panels[: len(free)]):
        other = _panel(panel, free)
        free.remove(other)
        columns, paired = _Sheet(panel, other).matched()
        rows += [RowPair(position, panel.rows[i], other.rows[j], sure) for i, j, sure in paired]
        cells += _cells(position, panel, other, columns, paired)
        seen = {j for _, j, _ in paired}
        more += [row for j, row in enumerate(other.rows) if j not in seen]
    return Laid(tuple(rows), tuple(cells), tuple(more))


def _panel(panel: Panel, free: Sequence[PrintedPanel]) -> PrintedPanel:
    """Return the panel in print whose rows are those of ours; the first of those as good."""
    names = {key for row in panel.rows for key in (letters_of(row.label), row.code) if key}

    def shared(other: PrintedPanel) -> int:
        theirs = {key for row in other.rows for key in (letters_of(row.label), row.code)}
        return len(names & theirs)

    return max(free, key=shared)


_Rows = Sequence[tuple[int, int, float]]
_Columns = Mapping[int, tuple[int, float]]


@frozen()
class _Keys:
    """What a row is known by.

    Attributes:
        names: its label and what it is called in print, as letters.
        digits: those of each of its cells, without their scale; nothing for zero.
    """

    code: str
    names: tuple[str, ...]
    digits: tuple[str, ...]


def _keys_of_ours(row: Row) -> _Keys:
    texts = [line_text(cell) for cell in row.cells]
    shown = next(filter(None, map(letters_of, texts)), "")
    names = dict.fromkeys(filter(None, (letters_of(row.label), shown)))
    return _Keys(row.code or "", tuple(names) if shown else (), tuple(map(digits_of, texts)))


def _keys_of_theirs(row: PrintedRow) -> _Keys:
    label = letters_of(row.label)
    digits = tuple(digits_of(cell.text) for cell in row.cells)
    return _Keys(row.code, (label,) if label else (), digits)


class _Sheet:
    """A panel of ours and the one in print that it is, on one another."""

    def __init__(self, panel: Panel, other: PrintedPanel) -> None:
        self._panel, self._other = panel, other
        self._ours = [_keys_of_ours(row) for row in panel.rows]
        self._theirs = [_keys_of_theirs(row) for row in other.rows]
        self._like = [[_like(one, two) for two in self._theirs] for one in self._ours]
        self._scores = [
            [_row_score(one, two, like) for two, like in zip(self._theirs, likes, strict=True)]
            for one, likes in zip(self._ours, self._like, strict=True)
        ]

    def matched(self) -> tuple[_Columns, _Rows]:
        """Return columns and rows: rows by names, then columns, and rows by amounts too."""
        columns = self._columns(self._rows({}))
        rows = self._rows(columns)
        return self._columns(rows), rows

    def _rows(self, columns: _Columns) -> _Rows:
        """Return the rows that are the same, in the best order; then those that moved."""
        scores = [
            [score and score + self._agreement(i, j, columns) for j, score in enumerate(row)]
            for i, row in enumerate(self._scores)
        ]
        found = best_way(scores, len(self._theirs))
        found += _moved(scores, found)
        return [(i, j, self._confidence(i, j)) for i, j in sorted(found)]

    def _agreement(self, i: int, j: int, columns: _Columns) -> float:
        """Return which part of the amounts of two rows has the same digits."""
        ours, theirs = self._ours[i].digits, self._theirs[j].digits
        return _agreed((ours[a], theirs[b]) for a, (b, _) in columns.items() if b < len(theirs))[0]

    def _confidence(self, i: int, j: int) -> float:
        ours, theirs = self._ours[i], self._theirs[j]
        if ours.code and ours.code == theirs.code:
            return 1.0
        return self._like[i][j] if ours.names and theirs.names else 1.0

    def _columns(self, rows: _Rows) -> _Columns:
        """Return for each column of amounts its place in print and how sure that is."""
        mine = _amounts(self._panel)
        theirs = [
            at
            for at, column in enumerate(self._other.columns)
            if column.role not in (ColumnRole.CODE, ColumnRole.LABEL)
        ]
        ranked: list[tuple[tuple[float], int, int]] = []
        certainty: dict[tuple[int, int], float] = {}
        for at, i in enumerate(mine):
            for there, j in enumerate(theirs):
                head = columns_alike(self._panel.columns[i].header, self._other.columns[j].heads)
                amounts, seen = self._amounts(rows, i, j)
                score = (head + amounts) / 2 if seen else head
                score += in_order(at, len(mine), there, len(theirs)) / 10
                is_sure = head >= _SURE_HEAD or (amounts >= _SURE_AMOUNTS and seen > 1)
                certainty[i, j] = 1.0 if is_sure else _UNSURE
                if score >= _LEAST_COLUMN:
                    ranked.append(((score,), i, j))
        return {i: (j, certainty[i, j]) for i, j in most_alike_first(ranked).items()}

    def _amounts(self, rows: _Rows, i: int, j: int) -> tuple[float, int]:
        """Return which part of the amounts of two columns agree, and of how many."""
        pairs = ((self._ours[a].digits[i], self._theirs[b].digits[j : j + 1]) for a, b, _ in rows)
        return _agreed((one, two[0] if two else "") for one, two in pairs)


def _agreed(pairs: Iterable[tuple[str, str]]) -> tuple[float, int]:
    """Return which part of pairs are equal, and of how many: blank ones do not count."""
    shown = [one == other for one, other in pairs if one or other]
    return (sum(shown) / len(shown) if shown else 0.0), len(shown)


def _moved(
    scores: Sequence[Sequence[float]], found: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the rows left over that are like one row left over, and like no other."""
    here, there = {i for i, _ in found}, {j for _, j in found}
    left: list[tuple[int, int]] = []
    for i, row in enumerate(scores):
        near = [j for j, score in enumerate(row) if score >= _NAME and j not in there]
        if i not in here and len(near) == 1:
            left.append((i, near[0]))
            there.add(near[0])
    return left


def _like(ours: _Keys, theirs: _Keys) -> float:
    return max((letters_alike(one, two) for one in ours.names for two in theirs.names), default=0.0)


def _row_score(ours: _Keys, theirs: _Keys, like: float) -> float:
    """Return how much two rows are the same one by their names; 0 for not at all."""
    if ours.code and theirs.code:
        if ours.code == theirs.code:
            return _CODE + like
        if like and ours.code.endswith(theirs.code):
            return _NAME + like  # a row of a class, a group or an item may show its part alone
        # A wrong code, where the name is the same; other things may share a short one.
        is_long = len(ours.names[0] if ours.names else "") >= SHORTEST_NAME
        return _OTHER_CODE if like == 1 and is_long else 0.0
    if not ours.names or not theirs.names:
        return 0.0 if ours.names and theirs.names else _NAMELESS
    return _NAME * like if like >= _ALIKE else 0.0


def _amounts(panel: Panel) -> list[int]:
    return [at for at, column in enumerate(panel.columns) if column.role is Role.AMOUNT]


def _cells(
    position: int, panel: Panel, other: PrintedPanel, columns: _Columns, rows: _Rows
) -> Iterator[CellPair]:
    for i, j, sure in rows:
        pair = RowPair(position, panel.rows[i], other.rows[j], sure)
        for at, (there, column_sure) in sorted(columns.items()):
            if there < len(other.rows[j].cells):
                yield CellPair(
                    pair,
                    panel.columns[at],
                    at,
                    other.rows[j].cells[there],
                    min(sure, column_sure),
                )
