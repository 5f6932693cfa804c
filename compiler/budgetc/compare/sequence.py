"""Which letters of two texts are the same ones, where parts may be left out, added or moved.

First passages that occur once in each text, wherever they stand, so that what moved is matched
with itself. Then, between two matches that follow each other in both, shorter passages that occur
once in what lies between: the longest rising chain of them holds. At last what is left over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from budgetc.compare.scan import Scanned

_LENGTHS = (24, 12, 8, 5, 3, 2, 1)
"""Lengths of the passages that are tried as anchors."""

_UNIQUE = 12
"""A passage of so many letters that occurs once in each text is the same, wherever it stands."""

_LONG = 8
"""The shortest anchor in a long stretch, and the shortest that shows that a passage moved."""

_SHORTEST = ((40, 1), (120, 2), (400, 4))
"""In a stretch of up to so many letters, the shortest anchor that is not yet chance."""

_MOST_MOVES = 200
"""So many passages may have moved; what is in greater disorder stays without partners."""

UNMATCHED = -1


class _Box(NamedTuple):
    """A stretch of each text, as half-open ranges."""

    ours: int
    ours_end: int
    theirs: int
    theirs_end: int

    @property
    def empty(self) -> bool:
        return self.ours == self.ours_end or self.theirs == self.theirs_end

    @property
    def size(self) -> int:
        return max(self.ours_end - self.ours, self.theirs_end - self.theirs)


def align(ours: str, theirs: str) -> list[int]:
    """Return for each letter of our text its place in theirs, or `UNMATCHED`."""
    partners = [UNMATCHED] * len(ours)
    taken = bytearray(len(theirs))
    whole = _Box(0, len(ours), 0, len(theirs))
    for start, other in _anchors(ours, theirs, whole, _UNIQUE):
        for step in range(_UNIQUE):
            if partners[start + step] == UNMATCHED and not taken[other + step]:
                partners[start + step] = other + step
                taken[other + step] = True
    for box in tuple(_between(partners, len(theirs))):
        _in_order(ours, theirs, box, partners)
    _extend(ours, theirs, partners)
    for _ in range(_MOST_MOVES):
        moved = _moved(ours, theirs, partners)
        if moved is None:
            break
        _in_order(ours, theirs, moved, partners)
    return partners


def _between(partners: list[int], length: int) -> Iterator[_Box]:
    """Yield the stretches between two matches that follow each other in both texts."""
    order = sorted(p for p in partners if p != UNMATCHED)
    follower = dict(zip([UNMATCHED, *order], [*order, length], strict=True))
    start = UNMATCHED
    for place, partner in enumerate((*partners, length)):
        if partner == UNMATCHED:
            continue
        before = partners[start] if start != UNMATCHED else UNMATCHED
        if place > start + 1 and follower[before] == partner:
            yield _Box(start + 1, place, before + 1, partner)
        start = place


def _extend(ours: str, theirs: str, partners: list[int]) -> None:
    """Match what follows a match, and what stands before one, letter by letter."""
    taken = {partner for partner in partners if partner != UNMATCHED}
    for step, order in ((1, range(1, len(ours))), (-1, range(len(ours) - 2, -1, -1))):
        for place in order:
            near = partners[place - step]
            other = near + step
            if partners[place] != UNMATCHED or near == UNMATCHED or other in taken:
                continue
            if 0 <= other < len(theirs) and ours[place] == theirs[other]:
                partners[place] = other
                taken.add(other)


def _in_order(ours: str, theirs: str, whole: _Box, partners: list[int]) -> None:
    """Match what stands in the same order in two stretches."""
    waiting = [whole]
    while waiting:
        box = _without_ends(ours, theirs, waiting.pop(), partners)
        if box.empty:
            continue
        for length in _LENGTHS:
            if length < _shortest(box.size):
                break
            chain = _rising(_anchors(ours, theirs, box, length))
            if chain:
                waiting.extend(_fill(box, chain, length, partners))
                break


def _shortest(size: int) -> int:
    return next((length for limit, length in _SHORTEST if size <= limit), _LONG)


def _without_ends(ours: str, theirs: str, box: _Box, partners: list[int]) -> _Box:
    """Match the common beginning and end of two stretches, the longer first; return the rest."""
    head = _common(ours[box.ours : box.ours_end], theirs[box.theirs : box.theirs_end])
    tail = _common(ours[box.ours : box.ours_end][::-1], theirs[box.theirs : box.theirs_end][::-1])
    room = min(box.ours_end - box.ours, box.theirs_end - box.theirs)
    head, tail = (head, min(tail, room - head)) if head >= tail else (min(head, room - tail), tail)
    for step in range(head):
        partners[box.ours + step] = box.theirs + step
    for step in range(1, tail + 1):
        partners[box.ours_end - step] = box.theirs_end - step
    return _Box(box.ours + head, box.ours_end - tail, box.theirs + head, box.theirs_end - tail)


def _common(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    for position, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return position
    return min(len(one), len(other))


def _anchors(ours: str, theirs: str, box: _Box, length: int) -> list[tuple[int, int]]:
    """Return where the passages of a length stand that occur once in each stretch."""
    mine = _once(ours, range(box.ours, box.ours_end - length + 1), length)
    other = _once(theirs, range(box.theirs, box.theirs_end - length + 1), length)
    return [(position, other[text]) for text, position in mine.items() if text in other]


def _once(text: str, starts: Sequence[int], length: int) -> dict[str, int]:
    passages = [text[start : start + length] for start in starts]
    times = Counter(passages)
    return {p: start for p, start in zip(passages, starts, strict=True) if times[p] == 1}


def _rising(anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of anchors that rises in both texts."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, theirs) in enumerate(anchors):
        slot = bisect_left(ends, theirs)
        ends[slot:] = [theirs] if slot == len(ends) else [theirs, *ends[slot + 1 :]]
        last[slot:] = [index] if slot == len(last) else [index, *last[slot + 1 :]]
        before.append(last[slot - 1] if slot else UNMATCHED)
    chain: list[tuple[int, int]] = []
    index = last[-1] if last else UNMATCHED
    while index != UNMATCHED:
        chain.append(anchors[index])
        index = before[index]
    return chain[::-1]


def _fill(
    box: _Box, chain: list[tuple[int, int]], length: int, partners: list[int]
) -> Iterator[_Box]:
    """Match the anchors of a chain; yield the stretches between them."""
    ours, theirs = box.ours, box.theirs
    for start, other in chain:
        if start < ours or other < theirs:
            overlap = max(ours - start, theirs - other)
            if start - ours != other - theirs or overlap >= length:
                continue
            start, other, rest = ours, theirs, length - overlap  # noqa: PLW2901
        else:
            rest = length
            yield _Box(ours, start, theirs, other)
        for step in range(rest):
            partners[start + step] = other + step
        ours, theirs = start + rest, other + rest
    yield _Box(ours, box.ours_end, theirs, box.theirs_end)


def _moved(ours: str, theirs: str, partners: list[int]) -> _Box | None:
    """Return the two unmatched stretches that share most passages; none if none share any."""
    taken = {place for place in partners if place != UNMATCHED}
    mine = tuple(_runs([place == UNMATCHED for place in partners]))
    other = tuple(_runs([place not in taken for place in range(len(theirs))]))
    places = _passages(theirs, other)
    votes: Counter[tuple[tuple[int, int], tuple[int, int]]] = Counter()
    for text, home in _passages(ours, mine).items():
        if text in places:
            votes[home, places[text]] += 1
    if not votes:
        return None
    # The most votes win; of equals the first in our text, so that the result is always the same.
    (mine_run, other_run), _ = min(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return _Box(*mine_run, *other_run)


def _runs(free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for position, is_free in enumerate((*free, False)):
        if is_free and start is None:
            start = position
        elif not is_free and start is not None:
            if position - start >= _LONG:
                yield start, position
            start = None


def _passages(text: str, runs: Sequence[tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return the passages that occur once in all runs together, and the run of each."""
    found: dict[str, tuple[int, int]] = {}
    twice: set[str] = set()
    for run in runs:
        for start in range(run[0], run[1] - _LONG + 1):
            passage = text[start : start + _LONG]
            if passage in found:
                twice.add(passage)
            found.setdefault(passage, run)
    return {passage: run for passage, run in found.items() if passage not in twice}


_BEFORE_PHRASE = re.compile(r"[，。；：、,;:(（|]\s*[\d.,%]*$|^$")
_REACH = 8


def at_phrases(ours: Scanned, theirs: Scanned, partners: list[int]) -> list[int]:
    """Return partners of which stretches without one begin with a phrase, where they can."""
    settled = _slid(ours.letters, partners, _phrases(ours))
    back = inverse(settled, len(theirs.letters))
    return inverse(_slid(theirs.letters, back, _phrases(theirs)), len(ours.letters))


def _phrases(scanned: Scanned) -> Container[int]:
    """Return the letters that begin a phrase."""
    text = scanned.text
    return {
        index
        for index, offset in enumerate(scanned.offsets)
        if _BEFORE_PHRASE.search(text[max(0, offset - _REACH) : offset])
    }


def inverse(partners: list[int], length: int) -> list[int]:
    """Return the partners of the other side.

    Args:
        partners: of one side.
        length: of the other.
    """
    back = [UNMATCHED] * length
    for place, partner in enumerate(partners):
        if partner != UNMATCHED:
            back[partner] = place
    return back


def _slid(letters: str, partners: list[int], phrases: Container[int]) -> list[int]:
    slid = list(partners)
    start = 0
    while start < len(slid):
        if slid[start] != UNMATCHED:
            start += 1
            continue
        end = start
        while end < len(slid) and slid[end] == UNMATCHED:
            end += 1
        if start and end < len(slid) and slid[start - 1] + 1 == slid[end]:
            _slide(letters, slid, start, end, phrases)
        start = end
    return slid


def _slide(letters: str, slid: list[int], start: int, end: int, phrases: Container[int]) -> None:
    """Move one stretch without partners to the nearest beginning of a phrase."""
    if start in phrases:
        return
    left = 1
    while start - left >= 0 and _can_move(letters, slid, start - left, end - left):
        if start - left in phrases:
            for step in range(1, left + 1):
                slid[end - step], slid[start - step] = slid[start - step], UNMATCHED
            return
        left += 1
    right = 0
    while end + right < len(slid) and _can_move(letters, slid, end + right, start + right):
        right += 1
        if start + right in phrases:
            for step in range(right):
                slid[start + step], slid[end + step] = slid[end + step], UNMATCHED
            return


def _can_move(letters: str, slid: list[int], matched: int, free: int) -> bool:
    """Tell whether a matched letter could as well be one without a partner."""
    return slid[matched] != UNMATCHED and letters[matched] == letters[free]
