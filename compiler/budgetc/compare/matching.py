"""Which number in print stands where a number of ours stands.

In a stretch between letters both documents have the same numbers, or some are left out, added or
wrong: the cheapest way to turn the one list into the other says which.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate

from budgetc.compare.alignment import Alignment, Match, Texts, is_amount
from budgetc.compare.ours import OurNumber
from budgetc.compare.scan import Number
from budgetc.compare.sequence import UNMATCHED, align, at_phrases, inverse, last_match, rejoin
from budgetc.frozen import NamedTuple, frozen


@frozen()
class Stretch:
    """Numbers of ours and those in print among which their counterparts are.

    Attributes:
        bare: whether nothing but the numbers stands there, in both documents.
    """

    ours: tuple[OurNumber, ...]
    theirs: tuple[Number, ...]
    bare: bool


def stretches(
    texts: Texts, partners: Sequence[int], moved: Container[tuple[int, str]]
) -> Iterator[Stretch]:
    """Yield the stretches with numbers of ours, in our order.

    Args:
        texts: the documents.
        partners: of our letters.
        moved: rows that are not where their neighbours are.
    """
    ours = tuple(n for n in texts.ours.numbers if n.spot.row_of_block not in moved)
    theirs = texts.published.scanned.numbers
    my_gaps, their_gaps = [number.gap for number in ours], [number.gap for number in theirs]
    length = len(texts.published.scanned.letters)
    order = sorted(partner for partner in partners if partner != UNMATCHED)
    matched = [place for place, partner in enumerate(partners) if partner != UNMATCHED]
    for here, there in zip([UNMATCHED, *matched], [*matched, len(partners)], strict=True):
        mine = ours[bisect_right(my_gaps, here) : bisect_right(my_gaps, there)]
        if not mine:
            continue
        start = partners[here] if here != UNMATCHED else UNMATCHED
        end = partners[there] if there < len(partners) else length
        found = [
            theirs[bisect_right(their_gaps, begin) : bisect_right(their_gaps, close)]
            for begin, close in _stretches(start, end, order, length)
        ]
        numbers = tuple(number for stretch in found for number in stretch)
        yield Stretch(mine, numbers, bare=there == here + 1 and end == start + 1)


def _moved_rows(texts: Texts, partners: Sequence[int]) -> frozenset[tuple[int, str]]:
    """Return the rows of tables whose letters print hardly has where their neighbours are."""
    every: Counter[tuple[int, str]] = Counter()
    found: Counter[tuple[int, str]] = Counter()
    for spot in texts.ours.cells():
        letters = partners[slice(*texts.ours.letters(spot))]
        every[spot.row_of_block] += len(letters)
        found[spot.row_of_block] += _in_runs(letters)
    return frozenset(row for row, count in every.items() if found[row] < count * _LEAST_OF_A_ROW)


def _in_runs(partners: Sequence[int]) -> int:
    """Return how many letters stand together in print, in threes at least; all of a short text."""
    least = min(_FEWEST_TOGETHER, len(partners))
    runs, start = 0, 0
    for at in range(1, len(partners) + 1):
        if at < len(partners) and UNMATCHED != partners[at] == partners[at - 1] + 1:
            continue
        if partners[start] != UNMATCHED and at - start >= least:
            runs += at - start
        start = at
    return runs


def _stretches(
    start: int, end: int, order: Sequence[int], length: int
) -> Iterator[tuple[int, int]]:
    """Yield where in print the numbers between two matched letters may stand.

    Args:
        start: the partner of the letter before them.
        end: the partner of the letter behind them.
        order: all partners, rising.
        length: of the text in print, in letters.
    """
    behind = bisect_right(order, start)
    until = order[behind] if behind < len(order) else length
    yield start, until
    if until != end:
        before = bisect_left(order, end) - 1
        yield order[before] if before >= 0 else UNMATCHED, end


_WRONG = 1.0
_STRANGER = 2.0
_LEFT_OUT = 0.8
_CODE_LEFT_OUT = 0.4
_WRONG_CODE = 0.3
_ADDED = 0.8
_NO_AMOUNT_ADDED = 0.6
"""What it costs to take a number for another one that is wrong, which is cheaper than to leave one
out and add another; for a stranger, which is dearer; and to leave out or add one."""

_NOTHING = 0.2
"""A zero may stand in print for a blank of ours, and a blank for a zero."""

_YEARS = range(1900, 2100)

_CODES_END = 1000
"""Parts of codes are below."""

_LEAST_OF_A_ROW = 0.5
"""A row of whose letters less than this part is in print is not there."""

_FEWEST_TOGETHER = 3

_NEAR = 2
"""How many letters before a number must agree for it to be the same number, wrong."""

_MOST_PIECES = 3
"""A line that ends within 3,121.42 makes three numbers of it: 3, 1 and 21.42."""

_TRIED = 40_000
"""So many pairs of numbers are tried in a stretch: where print has too many, those at both ends."""


class _Step(NamedTuple):
    """The last step of a cheapest way: its cost so far, and how many numbers of each it took."""

    cost: float
    ours: int
    theirs: int


def match_numbers(texts: Texts) -> Alignment:
    """Return which letters and numbers of two documents are the same ones."""
    ours, theirs = texts.ours.scanned, texts.published.scanned
    partners = align(ours.letters, theirs.letters)
    rejoin(ours.letters, theirs.letters, partners, map(texts.ours.letters, texts.ours.cells()))
    partners = at_phrases(ours, theirs, partners)
    moved = _moved_rows(texts, partners)
    pairs = tuple(_pairs(texts, partners, moved))
    backward = inverse(partners, len(theirs.letters))
    paired = {id(pair.ours) for pair in pairs}
    taken = {number for pair in pairs for number in pair.theirs}
    return Alignment(
        texts.ours,
        texts.published,
        texts.money,
        texts.words,
        texts.habit,
        tuple(partners),
        tuple(backward),
        tuple(accumulate(backward, last_match, initial=0)),
        pairs,
        tuple(number for number in texts.ours.numbers if id(number) not in paired),
        tuple(number for number in theirs.numbers if number not in taken),
        moved,
    )


def _pairs(texts: Texts, partners: list[int], moved: Container[tuple[int, str]]) -> Iterator[Match]:
    taken: set[Number] = set()
    for stretch in stretches(texts, partners, moved):
        free = tuple(number for number in stretch.theirs if number not in taken)
        most = _TRIED // (2 * len(stretch.ours)) + 1
        if len(free) > 2 * most:
            free = (*free[:most], *free[-most:])
        for pair in _cheapest(texts, Stretch(stretch.ours, free, stretch.bare)):
            taken.update(pair.theirs)
            yield pair


def _cheapest(texts: Texts, stretch: Stretch) -> tuple[Match, ...]:
    """Return the pairs of the cheapest way to turn our numbers of a stretch into those in print."""
    table = _table(texts, stretch)
    i, j = len(stretch.ours), len(stretch.theirs)
    found: list[Match] = []
    while i or j:
        step = table[i][j]
        if step.ours and step.theirs:
            ours, theirs = stretch.ours[i - 1], stretch.theirs[j - step.theirs : j]
            found.append(Match(ours, theirs, texts.equal(ours, theirs)))
        i, j = i - step.ours, j - step.theirs
    return tuple(reversed(found))


def _table(texts: Texts, stretch: Stretch) -> list[list[_Step]]:
    """Return the cheapest last step for each pair of beginnings of the two lists."""
    table = [[_Step(0, 0, 0)] * (len(stretch.theirs) + 1) for _ in range(len(stretch.ours) + 1)]
    for i in range(len(stretch.ours) + 1):
        for j in range(len(stretch.theirs) + 1):
            ways = (
                _Step(table[i - step.ours][j - step.theirs].cost + step.cost, *step[1:])
                for step in _steps(texts, stretch, i, j)
            )
            table[i][j] = min(ways, key=lambda step: step.cost, default=table[i][j])
    return table


def _steps(texts: Texts, stretch: Stretch, i: int, j: int) -> Iterator[_Step]:
    """Yield the steps that may end a way over so many numbers of each."""
    if i and j:
        yield _Step(_cost(texts, stretch, stretch.ours[i - 1], stretch.theirs[j - 1]), 1, 1)
    for pieces in range(2, min(j, _MOST_PIECES) + 1) if i else ():
        if texts.equal(stretch.ours[i - 1], stretch.theirs[j - pieces : j]):
            yield _Step(0, 1, pieces)
    if i:
        yield _Step(_left_out(stretch.ours[i - 1]), 1, 0)
    if j:
        yield _Step(_added(stretch.theirs[j - 1]), 0, 1)


def _left_out(ours: OurNumber) -> float:
    if ours.is_code:
        return _CODE_LEFT_OUT
    return _NOTHING if _is_nothing(ours) else _LEFT_OUT


def _added(theirs: Number) -> float:
    if not theirs.value and not theirs.unit:
        return _NOTHING
    return _ADDED if is_amount(theirs) else _NO_AMOUNT_ADDED


def _is_nothing(ours: OurNumber) -> bool:
    """Tell whether a number of ours is a zero among the rows of a table."""
    table = ours.spot.table
    return table is not None and not table.form and ours.is_figure and not ours.number.value


def _cost(texts: Texts, stretch: Stretch, ours: OurNumber, theirs: Number) -> float:
    if texts.equal(ours, (theirs,)):
        return 0
    if ours.is_code:
        is_code = 0 < theirs.value < _CODES_END and not theirs.decimals
        return _WRONG_CODE if is_code else _STRANGER
    if ours.is_ordinal and not theirs.ordinal:
        return _STRANGER
    if ours.number.decimals and _is_year(theirs):
        return _STRANGER
    if _follows_another(texts, ours, theirs):
        return _WRONG
    here = texts.ours.scanned.letters[max(0, ours.gap - _NEAR) : ours.gap]
    there = texts.published.scanned.letters[max(0, theirs.gap - _NEAR) : theirs.gap]
    return _WRONG if stretch.bare or here == there else _STRANGER


def _is_year(theirs: Number) -> bool:
    """Tell whether a number in print is more likely a year than an amount."""
    return not theirs.decimals and not theirs.unit and int(theirs.value) in _YEARS


def _follows_another(texts: Texts, ours: OurNumber, theirs: Number) -> bool:
    """Tell whether two numbers of tables each stand right behind another number of their row."""
    if ours.spot.table is None or not ours.is_figure:
        return False
    mine, other = texts.ours.numbers, texts.published.scanned.numbers
    at = bisect_left(mine, ours.number.start, key=lambda one: one.number.start)
    there = bisect_left(other, theirs.start, key=lambda one: one.start)
    if not at or not there or other[there - 1].gap != theirs.gap or mine[at - 1].gap != ours.gap:
        return False
    text = texts.published.scanned.text
    is_row = mine[at - 1].spot.row_of_block == ours.spot.row_of_block
    return is_row and "\n" not in text[other[there - 1].end : theirs.start]
