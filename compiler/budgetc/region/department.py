"""One department of a region, as small as it can be held, and as it is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from budgetc.frozen import NamedTuple
from budgetc.ledger import Fact
from budgetc.region.submission import Counted, Submission

_WIDTHS = "bhiq"
"""The arrays that whole numbers fit into, the narrowest first."""

_MAY, _BOTH = 2, 3
"""What of both bits of a key a mask has."""


class Sums(NamedTuple):
    """The sums of one department, side by side, and as small as they can be held.

    Attributes:
        keys: of each, the place of its key among those of the region.
        projects: of each, the place of its project in the department; -1 of none.
        fens: what each comes to, 0 where it is missing.
        lacking: the mask of those that are missing.
    """

    keys: Sequence[int]
    projects: Sequence[int]
    fens: Sequence[int]
    lacking: int

    @property
    def everything(self) -> int:
        """The mask of all of them; like any mask, it has two bits for each."""
        return (1 << 2 * len(self.keys)) - 1

    def known(self, mask: int) -> int:
        """Return what of a mask belongs for sure."""
        return mask & ((1 << len(self.keys)) - 1)

    def unknown_in(self, mask: int) -> int:
        """Return what of a mask may belong, and does not for sure."""
        return mask >> len(self.keys) & ~mask

    def total(self, mask: int) -> int | None:
        """Return what those that belong come to; nothing where one is missing."""
        known = self.known(mask)
        return None if known & self.lacking else sum(self.fens[at] for at in bits_of(known))


def packed(numbers: Sequence[int]) -> Sequence[int]:
    """Return whole numbers in the narrowest array that holds them; beyond all of these, a tuple."""
    least, most = min(numbers, default=0), max(numbers, default=0)
    for width in _WIDTHS:
        bound = 1 << 8 * array(width).itemsize - 1
        if -bound <= least and most < bound:
            return array(width, numbers)
    return tuple(numbers)


class Department:
    """A department that is looked at."""

    def __init__(self, submission: Submission, sums: Sums) -> None:
        self.sums = sums
        self._submission = submission
        both = 1 | 1 << len(sums.keys)
        self._had: dict[bytes, int] = {}
        self._by_key: dict[int, int] = {}
        for at, key in enumerate(sums.keys):
            self._by_key[key] = self._by_key.get(key, 0) | both << at

    @cached_property
    def _counted(self) -> Counted:
        return self._submission.counted()

    @cached_property
    def of_projects(self) -> Mapping[str, int]:
        """The mask of the sums of each project."""
        size, masks = len(self.sums.keys), [0] * len(self._counted.projects)
        for at, project in enumerate(self.sums.projects):
            if project >= 0:
                masks[project] |= (1 | 1 << size) << at
        return {one[0]: mask for one, mask in zip(self._counted.projects, masks, strict=True)}

    def having(self, keys: bytes) -> int:
        """Return the mask of the sums that have some keys.

        Args:
            keys: of each key of the region, 1 where it belongs, 2 where it may, 3 of both.
        """
        if keys not in self._had:  # its projects ask for the same one after the other
            self._had[keys] = self._having(keys)
        return self._had[keys]

    def _having(self, keys: bytes) -> int:
        mask, size = 0, len(self.sums.keys)
        for key, bits in self._by_key.items():
            if told := keys[key]:
                if told == _BOTH:
                    mask |= bits
                elif told == _MAY:
                    mask |= bits >> size << size
                else:
                    mask |= self.sums.known(bits)
        return mask

    def fact(self, place: int) -> Fact:
        """Return a sum as a fact."""
        return self._counted.fact(place, self._submission.folder)


def bits_of(mask: int) -> Iterator[int]:
    """Yield the places of the bits of a mask that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
