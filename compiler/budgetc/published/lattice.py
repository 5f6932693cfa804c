"""Tables by their rules: lines that cross are a lattice, and letters stand in its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from budgetc.frozen import frozen
from budgetc.published.words import Glyph

Rule = tuple[float, float, float, float]
"""Left, top, right and bottom of a drawn line, in hundredths of a point."""

_SAME = 200.0
"""Two rules that are nearer than that are one."""

_TOUCH = 300.0
"""A rule ends at another if it is nearer than that."""

_COVERED = 0.6
"""The share of a cell's side that has to be drawn."""

_FEWEST_CELLS = 2
_MOST_CROSSINGS = 4_000_000
_MOST_CELLS = 40_000
"""Bounds; no page of a budget comes near them."""


@frozen()
class Span:
    """A cell of a lattice: its rows and columns."""

    row: int
    column: int
    rows: int
    columns: int


@frozen()
class Lattice:
    """Rules that cross.

    Attributes:
        xs: where its upright rules stand, from the left.
        ys: where its level rules stand, from the top.
        spans: its cells, in rows from left to right.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]

    def at(self, glyph: Glyph) -> tuple[int, int] | None:
        """Return the row and column that a letter stands in, if it stands in the lattice."""
        x, y = (glyph.left + glyph.right) / 2, glyph.middle
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y) - 1, len(self.ys) - 2)
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        return row, column


@frozen()
class _Line:
    """A rule, level or upright: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float


def lattices(rules: Iterable[Rule]) -> list[Lattice]:
    """Return the lattices of a page, from the top."""
    level: list[_Line] = []
    upright: list[_Line] = []
    for left, top, right, bottom in rules:
        if right - left >= bottom - top:
            level.append(_Line((top + bottom) / 2, left, right))
        else:
            upright.append(_Line((left + right) / 2, top, bottom))
    level, upright = _merged(level), _merged(upright)
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []
    found = [_lattice(rows, columns) for rows, columns in _crossing(level, upright)]
    return sorted((one for one in found if one is not None), key=lambda one: one.ys[0])


def _merged(lines: Sequence[_Line]) -> list[_Line]:
    """Return lines with those joined that are drawn piece by piece."""
    by_place: list[list[_Line]] = []
    for line in sorted(lines, key=lambda one: (one.at, one.start)):
        if by_place and line.at - by_place[-1][0].at <= _SAME:
            by_place[-1].append(line)
        else:
            by_place.append([line])
    return [line for group in by_place for line in _joined(group)]


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """Return lines of one place, those that touch as one."""
    at = sum(line.at for line in lines) / len(lines)
    joined: list[_Line] = []
    for line in sorted(lines, key=lambda one: one.start):
        if joined and line.start <= joined[-1].end + _TOUCH:
            joined[-1] = _Line(at, joined[-1].start, max(joined[-1].end, line.end))
        else:
            joined.append(_Line(at, line.start, line.end))
    return joined


def _crossing(
    level: Sequence[_Line], upright: Sequence[_Line]
) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """Yield the level and upright lines that hang together."""
    groups = _Groups(len(level) + len(upright))
    for i, row in enumerate(level):
        for j, column in enumerate(upright, len(level)):
            if (
                row.start - _TOUCH <= column.at <= row.end + _TOUCH
                and column.start - _TOUCH <= row.at <= column.end + _TOUCH
            ):
                groups.join(i, j)
    rows, columns = defaultdict(list), defaultdict(list)
    for i, row in enumerate(level):
        rows[groups.of(i)].append(row)
    for j, column in enumerate(upright, len(level)):
        columns[groups.of(j)].append(column)
    for group in rows:
        if group in columns:
            yield rows[group], columns[group]


def _lattice(level: Sequence[_Line], upright: Sequence[_Line]) -> Lattice | None:
    xs, ys = _steps(line.at for line in upright), _steps(line.at for line in level)
    left, right = min(line.start for line in level), max(line.end for line in level)
    # A table may be open at its sides: its level rules say how wide it is.
    if left < xs[0] - _TOUCH:
        xs.insert(0, left)
    if right > xs[-1] + _TOUCH:
        xs.append(right)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < _FEWEST_CELLS or rows * columns > _MOST_CELLS:
        return None
    walls = _Drawn(upright, xs)
    floors = _Drawn(level, ys)
    opened = columns > 1 and rows > 1
    cells = _Groups(rows * columns)
    for here in range(rows * columns):
        row, column = divmod(here, columns)
        if column + 1 < columns and not walls.drawn(column + 1, ys[row], ys[row + 1]):
            cells.join(here, here + 1)
        if opened and row + 1 < rows and not floors.drawn(row + 1, xs[column], xs[column + 1]):
            cells.join(here, here + columns)
    members = defaultdict(list)
    for here in range(rows * columns):
        members[cells.of(here)].append(divmod(here, columns))
    spans = [_span(held) for held in members.values()]
    spans.sort(key=lambda one: (one.row, one.column))
    return Lattice(tuple(xs), tuple(ys), tuple(spans))


def _span(cells: Sequence[tuple[int, int]]) -> Span:
    """Return the least cell that holds some: their rows and columns."""
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    row, column = min(rows), min(columns)
    return Span(row, column, max(rows) - row + 1, max(columns) - column + 1)


def _steps(places: Iterable[float]) -> list[float]:
    steps: list[float] = []
    for place in sorted(places):
        if not steps or place - steps[-1] > _TOUCH:
            steps.append(place)
    return steps


class _Groups:
    """Numbers from zero that hang together: each is in one group, and groups are joined."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, one: int) -> int:
        """Return the number that a group is known by."""
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, one: int, other: int) -> None:
        self._above[self.of(one)] = self.of(other)


class _Drawn:
    """Where the lines of a lattice are drawn, by the step they stand on."""

    def __init__(self, lines: Iterable[_Line], steps: Sequence[float]) -> None:
        self._by_step: dict[int, list[_Line]] = defaultdict(list)
        for line in lines:
            nearest = min(range(len(steps)), key=lambda at: abs(steps[at] - line.at))
            self._by_step[nearest].append(line)

    def drawn(self, step: int, start: float, end: float) -> bool:
        """Tell whether most of a stretch of a step is drawn."""
        covered = sum(
            max(0.0, min(end, line.end) - max(start, line.start)) for line in self._by_step[step]
        )
        return covered >= _COVERED * (end - start)
