"""Where a passage was put in or left out, when letters alone leave it open.

Against “甲费10万元”, “甲费10万元，乙费3万元” may have more “乙费3万元” or “费10万元，乙”. People
put in whole phrases: of all the stretches that could be it, it is the one that begins a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Container

from budgetc.compare.scan import Scanned
from budgetc.compare.sequence import UNMATCHED

_BEFORE_PHRASE = re.compile(r"[，。；：、,;:(（|]\s*[\d.,%]*$|^$")
_REACH = 8


def settle(ours: Scanned, theirs: Scanned, partners: list[int]) -> list[int]:
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
