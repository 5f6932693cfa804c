"""Which number in print stands where a number of ours stands.

In a gap between letters both documents have the same numbers, or some are left out, added or wrong:
the cheapest way to turn the one list into the other says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from budgetc.compare.alignment import Alignment, Pair, Texts, is_amount
from budgetc.compare.gaps import Gap, gaps
from budgetc.compare.ours import OurNumber
from budgetc.compare.scan import Number
from budgetc.compare.sequence import UNMATCHED, align
from budgetc.compare.settle import inverse, settle

_WRONG = 1.0
_STRANGER = 2.0
_LEFT_OUT = 0.8
_CODE_LEFT_OUT = 0.4
_WRONG_CODE = 0.3
_ADDED = 0.8
_NO_AMOUNT_ADDED = 0.6
"""What it costs to take a number for another one that is wrong, which is cheaper than to leave one
out and add another; for a stranger, which is dearer; and to leave out or add one."""

_CODES_END = 1000
"""Parts of codes are below."""

_NEAR = 2
"""How many letters before a number must agree for it to be the same number, wrong."""

_MOST_PIECES = 3
"""A line that ends within 3,121.42 makes three numbers of it: 3, 1 and 21.42."""

_TRIED = 40_000
"""So many pairs of numbers are tried in a gap: where print has too many, those at both ends."""


class _Step(NamedTuple):
    """The last step of a cheapest way: its cost so far, and how many numbers of each it took."""

    cost: float
    ours: int
    theirs: int


def pair_up(texts: Texts) -> Alignment:
    """Return which letters and numbers of two documents are the same ones."""
    ours, theirs = texts.ours.scanned, texts.published.scanned
    partners = settle(ours, theirs, align(ours.letters, theirs.letters))
    pairs = tuple(_pairs(texts, partners))
    backward = inverse(partners, len(theirs.letters))
    paired = {id(pair.ours) for pair in pairs}
    taken = {number for pair in pairs for number in pair.theirs}
    return Alignment(
        texts,
        tuple(partners),
        tuple(backward),
        tuple(accumulate(backward, _last_match, initial=0)),
        pairs,
        tuple(number for number in texts.ours.numbers if id(number) not in paired),
        tuple(number for number in theirs.numbers if number not in taken),
    )


def _last_match(before: int, letter: int) -> int:
    return before if letter == UNMATCHED else letter


def _pairs(texts: Texts, partners: list[int]) -> Iterator[Pair]:
    taken: set[Number] = set()
    for gap in gaps(texts, partners):
        free = tuple(number for number in gap.theirs if number not in taken)
        most = _TRIED // (2 * len(gap.ours)) + 1
        if len(free) > 2 * most:
            free = (*free[:most], *free[-most:])
        for pair in _cheapest(texts, Gap(gap.ours, free, gap.bare)):
            taken.update(pair.theirs)
            yield pair


def _cheapest(texts: Texts, gap: Gap) -> tuple[Pair, ...]:
    """Return the pairs of the cheapest way to turn our numbers of a gap into those in print."""
    table = _table(texts, gap)
    i, j = len(gap.ours), len(gap.theirs)
    found: list[Pair] = []
    while i or j:
        step = table[i][j]
        if step.ours and step.theirs:
            ours, theirs = gap.ours[i - 1], gap.theirs[j - step.theirs : j]
            found.append(Pair(ours, theirs, texts.equal(ours, theirs)))
        i, j = i - step.ours, j - step.theirs
    return tuple(reversed(found))


def _table(texts: Texts, gap: Gap) -> list[list[_Step]]:
    """Return the cheapest last step for each pair of beginnings of the two lists."""
    table = [[_Step(0, 0, 0)] * (len(gap.theirs) + 1) for _ in range(len(gap.ours) + 1)]
    for i in range(len(gap.ours) + 1):
        for j in range(len(gap.theirs) + 1):
            if i or j:
                ways = (
                    _Step(table[i - step.ours][j - step.theirs].cost + step.cost, *step[1:])
                    for step in _steps(texts, gap, i, j)
                )
                table[i][j] = min(ways, key=lambda step: step.cost)
    return table


def _steps(texts: Texts, gap: Gap, i: int, j: int) -> Iterator[_Step]:
    """Yield the steps that may end a way over so many numbers of each."""
    if i and j:
        yield _Step(_cost(texts, gap, gap.ours[i - 1], gap.theirs[j - 1]), 1, 1)
    for pieces in range(2, min(j, _MOST_PIECES) + 1) if i else ():
        if texts.equal(gap.ours[i - 1], gap.theirs[j - pieces : j]):
            yield _Step(0, 1, pieces)
    if i:
        yield _Step(_CODE_LEFT_OUT if gap.ours[i - 1].is_code else _LEFT_OUT, 1, 0)
    if j:
        yield _Step(_ADDED if is_amount(gap.theirs[j - 1]) else _NO_AMOUNT_ADDED, 0, 1)


def _cost(texts: Texts, gap: Gap, ours: OurNumber, theirs: Number) -> float:
    if texts.equal(ours, (theirs,)):
        return 0
    if ours.is_code:
        is_code = theirs.value < _CODES_END and not theirs.decimals
        return _WRONG_CODE if is_code else _STRANGER
    if ours.is_ordinal and not theirs.ordinal:
        return _STRANGER
    return _WRONG if gap.bare or _same_words(texts, ours.number, theirs) else _STRANGER


def _same_words(texts: Texts, ours: Number, theirs: Number) -> bool:
    mine, other = texts.ours.scanned.letters, texts.published.scanned.letters
    before = mine[max(0, ours.gap - _NEAR) : ours.gap]
    return before == other[max(0, theirs.gap - _NEAR) : theirs.gap]
