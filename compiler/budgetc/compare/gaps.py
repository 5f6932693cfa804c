"""Between which letters numbers stand, in both documents.

Letters are matched first. Between two of ours that have partners, and no other between them, stand
numbers of ours; the numbers in print that may be theirs stand between the partners. Where the
partners do not follow each other, for something moved, they stand behind one or before the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetc.compare.alignment import Texts
from budgetc.compare.ours import OurNumber
from budgetc.compare.scan import Number
from budgetc.compare.sequence import UNMATCHED


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of ours and those in print among which their counterparts are.

    Attributes:
        bare: whether nothing but the numbers stands there, in both documents.
    """

    ours: tuple[OurNumber, ...]
    theirs: tuple[Number, ...]
    bare: bool


def gaps(texts: Texts, partners: Sequence[int]) -> Iterator[Gap]:
    """Yield the gaps with numbers of ours, in our order."""
    ours, theirs = texts.ours.numbers, texts.published.scanned.numbers
    length = len(texts.published.scanned.letters)
    order = sorted(partner for partner in partners if partner != UNMATCHED)
    matched = [place for place, partner in enumerate(partners) if partner != UNMATCHED]
    for here, there in zip([UNMATCHED, *matched], [*matched, len(partners)], strict=True):
        mine = ours[_first(ours, here) : _first(ours, there)]
        if not mine:
            continue
        start = partners[here] if here != UNMATCHED else UNMATCHED
        end = partners[there] if there < len(partners) else length
        found = [
            theirs[_first(theirs, begin) : _first(theirs, close)]
            for begin, close in _stretches(start, end, order, length)
        ]
        numbers = tuple(number for stretch in found for number in stretch)
        yield Gap(mine, numbers, bare=there == here + 1 and end == start + 1)


def _first(numbers: Sequence[OurNumber] | Sequence[Number], letter: int) -> int:
    """Return the first number behind a letter."""
    return bisect_right(numbers, letter, key=lambda number: number.gap)


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
