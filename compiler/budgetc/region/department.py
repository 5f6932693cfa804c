"""One department of a region, as small as it can be held, and as it is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from budgetc.budget.lines import Project
from budgetc.frozen import NamedTuple
from budgetc.ledger import Fact
from budgetc.region.submission import Counted, Submission

_WIDTHS = "bhiq"
"""The arrays that whole numbers fit into, the narrowest first."""

BELONGS, MAY = 1, 2
"""What is told of a key: that what has it belongs, that it may, or, added up, both."""

_BELONGING, _MAYBE = (
    bytes.maketrans(bytes(range(4)), bytes(ord("1" if told & bit else "0") for told in range(4)))
    for bit in (BELONGS, MAY)
)
"""From what is told of keys to the digits of a mask."""


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
        return None if known & self.lacking else sum([self.fens[at] for at in bits_of(known)])


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
        self._had: dict[bytes, int] = {}

    @cached_property
    def _counted(self) -> Counted:
        return self._submission.counted()

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """Its projects, each under an id that no other of the region has."""
        return self._counted.projects_in(self._submission.folder)

    @property
    def without_source(self) -> tuple[str, ...]:
        """The names of its units that have no source of their own."""
        return tuple(self._counted.without_source)

    @property
    def without_prior(self) -> int:
        """Of how many of its amounts of expenditure last year's is not known."""
        return self._counted.without_prior

    @cached_property
    def of_projects(self) -> Mapping[str, int]:
        """The mask of the sums of each project, by its id in the department."""
        size, masks = len(self.sums.keys), [0] * len(self._counted.projects)
        for at, project in enumerate(self.sums.projects):
            if project >= 0:
                masks[project] |= (1 | 1 << size) << at
        return {one[0]: mask for one, mask in zip(self._counted.projects, masks, strict=True)}

    def having(self, keys: bytes) -> int:
        """Return the mask of the sums that have some keys.

        Args:
            keys: what is told of each key of the region.
        """
        if keys not in self._had:  # its projects ask for the same one after the other
            self._had[keys] = self._having(keys)
        return self._had[keys]

    def _having(self, keys: bytes) -> int:
        size = len(self.sums.keys)
        if not size:
            return 0
        told = bytes(map(keys.__getitem__, reversed(self.sums.keys)))  # digits: the first is last
        return int(told.translate(_BELONGING), 2) | int(told.translate(_MAYBE), 2) << size

    def fact(self, place: int) -> Fact:
        """Return a sum as a fact."""
        return self._counted.fact(place, self._submission.folder)


def bits_of(mask: int) -> Iterator[int]:
    """Yield the places of the bits of a mask that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
