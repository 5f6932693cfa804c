"""Numbers that a text has a little before or behind the words they belong to.

Where the label of a row takes three lines, its amounts stand beside the second: in the text of the
page they stand within the label. And some texts have a table column by column, labels first. Such
numbers are found by their values: within their row where the table is read row by row, else
anywhere in the table. A wrong one is found where it is the only one left for the only place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from budgetc.compare.alignment import Alignment, Match, is_amount
from budgetc.compare.ours import OurNumber
from budgetc.compare.scan import Number, rejoined
from budgetc.compare.sequence import UNMATCHED, last_match

_NEAR = 40
"""Letters of a sentence that may stand between a number and its place."""

_MOST = 500
"""So many numbers without a place a table may have; more are no table of a budget."""

_ROW_BY_ROW = 0.95
"""The part of a table's figures that agree where its text has rows."""


def with_displaced(alignment: Alignment) -> Alignment:
    """Return an alignment in which numbers that stand near their places are paired."""
    found = _with(alignment, tuple(_equal(alignment)))
    found = _with(found, tuple(_only_ones(found)))
    return _with(found, tuple(_whole(found)))


def _whole(alignment: Alignment) -> Iterator[Match]:
    """Yield wrong numbers of sentences that are the last piece of one that a line has broken."""
    text = alignment.published.scanned.text
    free = {number.end: number for number in alignment.extras}
    for pair in alignment.pairs:
        if pair.equal or pair.ours.spot.table is not None or len(pair.theirs) > 1:
            continue
        (only,) = pair.theirs
        before = text[: only.start].rstrip()
        first = free.get(len(before))
        if first is not None and len(before) < only.start and not first.unit:
            pieces = (first, only)
            if rejoined(alignment.published.scanned, pieces) is not None:
                yield Match(pair.ours, pieces, alignment.equal(pair.ours, pieces))


def _with(alignment: Alignment, pairs: Sequence[Match]) -> Alignment:
    """Return an alignment with other pairs; what they took and what they set free changes too."""
    if not pairs:
        return alignment
    again = {id(pair.ours) for pair in pairs}
    kept = tuple(pair for pair in alignment.pairs if id(pair.ours) not in again)
    taken = {number for pair in (*kept, *pairs) for number in pair.theirs}
    return replace(
        alignment,
        pairs=(*kept, *pairs),
        lost=tuple(lost for lost in alignment.lost if id(lost) not in again),
        extras=tuple(n for n in alignment.published.scanned.numbers if n not in taken),
    )


def _equal(alignment: Alignment) -> Iterator[Match]:
    """Yield the numbers that stand near their places; also of tables in columns, if taken wrong."""
    windows = _Windows(alignment)
    free = list(alignment.extras)
    wrong = (
        p.ours for p in alignment.pairs if not p.equal and p.ours.spot.block in windows.columns
    )
    for ours in (*alignment.lost, *wrong):
        near = [n for n in windows.near(ours, free) if alignment.equal(ours, (n,))]
        if near:
            place = windows.place(ours)
            best = min(near, key=lambda number: abs(number.gap - place))
            free.remove(best)
            yield Match(ours, (best,), equal=True)


def _only_ones(alignment: Alignment) -> Iterator[Match]:
    """Yield the lost figures that have one amount near their place, which is near no other."""
    windows = _Windows(alignment)
    lost = [o for o in alignment.lost if o.is_figure and o.spot.row_of_block not in alignment.moved]
    amounts = [number for number in alignment.extras if is_amount(number)]
    chosen = [tuple(windows.near(ours, amounts)) for ours in lost]
    rivals = Counter(number for near in chosen for number in near)
    for ours, near in zip(lost, chosen, strict=True):
        if len(near) == 1 and rivals[near[0]] == 1:
            yield Match(ours, near, alignment.equal(ours, near))


class _Windows:
    """Where in print the numbers of ours may stand."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        last = len(alignment.backward)
        self._behind = tuple(accumulate(alignment.partners, last_match, initial=UNMATCHED))
        self._from = tuple(accumulate(reversed(alignment.partners), last_match, initial=last))[::-1]
        self._bounds: dict[object, tuple[int, int]] = {}
        for spot in alignment.ours.spots:
            for key in (spot.block, (spot.block, spot.row)):
                start, _ = self._bounds.get(key, (spot.start, spot.end))
                self._bounds[key] = (start, spot.end)
        shown = [pair for pair in alignment.pairs if pair.ours.is_shown]
        equal = Counter(pair.ours.spot.block for pair in shown if pair.equal)
        every = Counter(pair.ours.spot.block for pair in shown)
        every.update(lost.spot.block for lost in alignment.lost if lost.is_shown)
        tables = {spot.block for spot in alignment.ours.spots if spot.table}
        self.columns = {b for b in tables if equal[b] / max(1, every[b]) < _ROW_BY_ROW}
        """The tables that were read column by column."""

    def place(self, ours: OurNumber) -> int:
        """Return behind which letter a number should stand."""
        return self._behind[ours.gap] + 1

    def near(self, ours: OurNumber, numbers: Sequence[Number]) -> Sequence[Number]:
        """Return those of numbers that stand nearby in a sentence, or in the row or the table."""
        spot, place = ours.spot, self.place(ours)
        start, end = place - _NEAR, place + _NEAR
        if spot.row:
            whole = spot.block in self.columns or ours.figure is None
            bounds = self._bounds[spot.block if whole else (spot.block, spot.row)]
            start, end = (self._from[self._alignment.ours.scanned.letter_at(at)] for at in bounds)
            if not start <= place <= end:
                start = end = place
        first = bisect_left(numbers, start, key=lambda number: number.gap)
        behind = bisect_right(numbers, end, key=lambda number: number.gap)
        return numbers[first : min(behind, first + _MOST)]
