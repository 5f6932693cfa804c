"""Which letters of two texts are the same ones, where parts may be left out, added or moved.

First passages that occur once in each text, wherever they stand, so that what moved is matched
with itself. Then, between two matches that follow each other in both, the longest passage that both
have in between, and so on to its left and to its right. At last what is left over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from budgetc.compare.scan import Scanned

_UNIQUE = 12
"""A passage of so many letters that occurs once in each text is the same, wherever it stands."""

_LONG = 8
"""The shortest passage that is no chance in a long stretch, or shows that something moved."""

_SHORTEST = ((40, 1), (120, 2), (400, 4))
"""In a stretch of up to so many letters, the shortest passage that is not yet chance."""

_MOST_MOVES = 200
"""So many passages may have moved; what is in greater disorder stays without partners."""

_MANY = 4_000_000
"""In stretches of so many pairs of letters, those that are there very often are no hold."""

_MOST = 200_000_000
"""So many pairs of letters may be looked at; what is in greater disorder stays without partners."""

UNMATCHED = -1


_Box = tuple[int, int, int, int]
"""A stretch of each text: where it begins and ends in ours, and in theirs."""


def align(ours: str, theirs: str) -> list[int]:
    """Return for each letter of our text its place in theirs, or `UNMATCHED`."""
    partners = [UNMATCHED] * len(ours)
    taken = bytearray(len(theirs))
    places = _once(theirs)
    for passage, start in _once(ours).items():
        other = places.get(passage, len(theirs))
        for step in range(_UNIQUE if passage in places else 0):
            if partners[start + step] == UNMATCHED and not taken[other + step]:
                partners[start + step] = other + step
                taken[other + step] = True
    _in_order(ours, theirs, list(_between(partners, len(theirs))), partners)
    _extend(ours, theirs, partners)
    for _ in range(_MOST_MOVES):
        moved = _moved(ours, theirs, partners)
        if moved is None:
            break
        _in_order(ours, theirs, [moved], partners)
    return partners


def _once(text: str) -> dict[str, int]:
    """Return where the passages stand that occur once in a text."""
    passages = [text[start : start + _UNIQUE] for start in range(len(text) - _UNIQUE + 1)]
    times = Counter(passages)
    return {passage: start for start, passage in enumerate(passages) if times[passage] == 1}


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
            yield start + 1, place, before + 1, partner
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


def rejoin(
    ours: str, theirs: str, partners: list[int], stretches: Iterable[tuple[int, int]]
) -> None:
    """Give the ends of stretches back to their beginnings, where print has both together.

    A letter that is matched with what stands before the next match may be of the word before it.
    """
    taken = {partner for partner in partners if partner != UNMATCHED}
    for first, end in stretches:
        for place in range(first + 1, end):
            other = partners[place - 1] + 1
            if not other or other in taken or other >= len(theirs):
                continue
            if ours[place] == theirs[other]:
                taken.discard(partners[place])
                taken.add(other)
                partners[place] = other


def _in_order(ours: str, theirs: str, waiting: list[_Box], partners: list[int]) -> None:
    """Match what stands in the same order in the two stretches of each box."""
    left = _MOST
    while waiting:
        start, end, begin, close = waiting.pop()
        pairs = (end - start) * (close - begin)
        left -= pairs
        if left < 0:
            break
        mine, other = ours[start:end], theirs[begin:close]
        matcher = SequenceMatcher(None, mine, other, autojunk=pairs > _MANY)
        at, there, size = matcher.find_longest_match()
        longer = max(len(mine), len(other))
        if size < next((length for limit, length in _SHORTEST if longer <= limit), _LONG):
            continue
        at, there = start + at, begin + there
        partners[at : at + size] = range(there, there + size)
        waiting += (start, at, begin, there), (at + size, end, there + size, close)


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
    return *mine_run, *other_run


def _runs(free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for position, is_free in enumerate((*free, False)):
        if is_free and start is None:
            start = position
        elif not is_free and start is not None:
            yield start, position
            start = None


def _passages(text: str, runs: Sequence[tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return the passages that occur once in all runs together, and the run of each."""
    found: dict[str, tuple[int, int]] = {}
    twice: set[str] = set()
    for run in runs:
        for start in range(run[0], run[1] - _LONG + 1):  # none in a run that is shorter
            passage = text[start : start + _LONG]
            if passage in found:
                twice.add(passage)
            found.setdefault(passage, run)
    return {passage: run for passage, run in found.items() if passage not in twice}


_BEFORE_PHRASE = re.compile(r"[，。；：、,;:|]\s*[\d.,%]*$|^$")
_BEFORE_BRACKET = re.compile(r"[(（]\s*[\d.,%]*$")
_BEFORE_A_PHRASE = (_BEFORE_PHRASE, _BEFORE_BRACKET)
"""What stands before a phrase: before the name of a thing rather than before its brackets."""
_REACH = 8


def at_phrases(ours: Scanned, theirs: Scanned, partners: list[int]) -> list[int]:
    """Return partners of which stretches without one begin with a phrase, where they can."""
    slid = _slid(ours.letters, partners, _phrases(ours))
    back = inverse(slid, len(theirs.letters))
    return inverse(_slid(theirs.letters, back, _phrases(theirs)), len(ours.letters))


def _phrases(scanned: Scanned) -> Sequence[Container[int]]:
    """Return the letters that begin a phrase, and those that begin one in brackets."""
    text = scanned.text
    return [
        {
            index
            for index, offset in enumerate(scanned.offsets)
            if before.search(text[max(0, offset - _REACH) : offset])
        }
        for before in _BEFORE_A_PHRASE
    ]


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


def last_match(before: int, partner: int) -> int:
    """Return the partner of a letter, or that of the last one that has one."""
    return before if partner == UNMATCHED else partner


def _slid(letters: str, partners: list[int], phrases: Sequence[Container[int]]) -> list[int]:
    slid = list(partners)
    for start, end in _runs([partner == UNMATCHED for partner in partners]):
        if start and end < len(slid) and slid[start - 1] + 1 == slid[end]:
            any(_slide(letters, slid, start, end, some) for some in phrases)
    return slid


def _slide(letters: str, slid: list[int], start: int, end: int, phrases: Container[int]) -> bool:
    """Move one stretch without partners to a beginning of a phrase: where it is, before, behind.

    Returns:
        Whether there is one.
    """
    for step in (-1, 1):
        first, behind = start, end
        moves: list[tuple[int, int]] = []
        while first not in phrases:
            matched, free = (first - 1, behind - 1) if step < 0 else (behind, first)
            if not 0 <= matched < len(slid) or slid[matched] == UNMATCHED:
                break
            if letters[matched] != letters[free]:
                break
            moves.append((matched, free))
            first, behind = first + step, behind + step
        else:
            for matched, free in moves:
                slid[free], slid[matched] = slid[matched], UNMATCHED
            return True
    return False
