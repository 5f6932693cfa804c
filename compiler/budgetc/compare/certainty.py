"""How sure it is that two numbers of sentences are the same one: by the words around them."""

from __future__ import annotations

from itertools import accumulate

from budgetc.compare.alignment import Alignment, Match
from budgetc.compare.ours import Spot
from budgetc.compare.scan import Number
from budgetc.compare.sequence import UNMATCHED
from budgetc.document.model import PERCENT

_BEFORE, _BEHIND = 10, 4
"""Letters before and behind a number that say what it is."""

_FAR = 40
"""So many letters of another place may stand between the words of one."""

_OTHER_KIND = 0.4
"""Money is no share, and a share no number of people."""


class Certainty:
    """Tells how sure the pairs of an alignment are."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        matched = (partner != UNMATCHED for partner in alignment.partners)
        self._ours = (0, *accumulate(matched))
        back = (partner != UNMATCHED for partner in alignment.backward)
        self._theirs = (0, *accumulate(back))

    def of_match(self, match: Match) -> float:
        """Return how sure a pair is: its words, its sentence, and that both are of one kind."""
        ours = match.ours
        near = self._near(ours.gap, match.theirs[0].gap)
        kind = 1.0 if self._same_kind(match) and not self._is_of_a_row(match) else _OTHER_KIND
        if ours.spot.row:
            return kind * near if ours.figure is None else kind * self._shape(match)
        return kind * self._shape(match) * (near + max(near, self.of_spot(ours.spot))) / 2

    def of_spot(self, spot: Spot) -> float:
        """Return which part of a sentence of ours stands in print."""
        first, end = self._alignment.ours.letters(spot)
        return (self._ours[end] - self._ours[first]) / max(1, end - first)

    def of_extra(self, number: Number) -> float:
        """Return which part of the words before a number in print is ours."""
        start = max(0, number.gap - _BEFORE)
        return (self._theirs[number.gap] - self._theirs[start]) / max(1, number.gap - start)

    def _near(self, ours: int, theirs: int) -> float:
        """Return which part of the letters around our number stand around the one in print."""
        partners = self._alignment.partners
        around = range(max(0, ours - _BEFORE), min(len(partners), ours + _BEHIND))
        found = sum(
            partners[at] != UNMATCHED and abs(partners[at] - theirs) <= _FAR for at in around
        )
        return found / max(1, len(around))

    def _is_of_a_row(self, match: Match) -> bool:
        """Tell whether an amount of a sentence of ours stands in the row of a table in print."""
        is_ours = match.ours.spot.table is None
        return is_ours and not self._alignment.published.is_prose(match.theirs[0])

    @staticmethod
    def _shape(match: Match) -> float:
        """Return less where a bare whole number stands for an amount, as a code or a year may."""
        ours, theirs = match.ours.number, match.theirs[-1]
        is_bare = not theirs.decimals and not theirs.unit and theirs.value != 0
        return _OTHER_KIND if is_bare and (ours.decimals or ours.unit) else 1.0

    def _same_kind(self, match: Match) -> bool:
        theirs, ours = match.theirs[-1].unit, match.ours.unit
        if not theirs or match.ours.figure is None:
            return True
        money = self._alignment.money
        if theirs in money or ours in money:
            return theirs in money and ours in money
        return (theirs == PERCENT) == (ours == PERCENT)
