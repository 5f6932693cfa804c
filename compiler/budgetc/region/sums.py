"""The sums of departments, as small as they can be held: 70 of one are less than a kilobyte."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, MutableSequence, Sequence
from functools import lru_cache

from budgetc.frozen import NamedTuple

_WIDTHS = "bhiq"
"""The arrays that whole numbers fit into, the narrowest first."""

_AT_HAND = 8
"""Of how many departments the sums are kept side by side: one after the other is asked for."""


class Sums(NamedTuple):
    """The sums of one department, side by side.

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


class Numbers:
    """Whole numbers end to end, in the narrowest array that holds them; beyond all, in a list.

    Attributes:
        held: the numbers.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.held: MutableSequence[int] = array(_WIDTHS[0])

    def extend(self, numbers: Sequence[int]) -> None:
        """Add numbers at the end."""
        size = len(self.held)
        try:
            self.held.extend(iter(numbers))
        except OverflowError:
            del self.held[size:]  # those before the first that does not fit
            wider = _WIDTHS.partition(self.held.typecode)[2] if isinstance(self.held, array) else ""
            self.held = array(wider[0], self.held) if wider else [*self.held]
            self.extend(numbers)


class AllSums:
    """The sums of departments, each set side by side when it is asked for."""

    def __init__(self) -> None:
        """Begin with no department."""
        self._ends = array("L", [0])
        self._keys, self._projects, self._fens = Numbers(), Numbers(), Numbers()
        self._lacking: dict[int, int] = {}
        self._at = lru_cache(_AT_HAND)(self._side_by_side)

    def append(self, sums: Sums) -> None:
        """Add a department."""
        self._keys.extend(sums.keys)
        self._projects.extend(sums.projects)
        self._fens.extend(sums.fens)
        if sums.lacking:
            self._lacking[len(self)] = sums.lacking
        self._ends.append(self._ends[-1] + len(sums.keys))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place: int) -> Sums:
        return self._at(range(len(self))[place])

    def __iter__(self) -> Iterator[Sums]:
        return map(self._at, range(len(self)))

    def _side_by_side(self, place: int) -> Sums:
        mine = slice(self._ends[place], self._ends[place + 1])
        return Sums(
            self._keys.held[mine],
            self._projects.held[mine],
            self._fens.held[mine],
            self._lacking.get(place, 0),
        )


def bits_of(mask: int) -> Iterator[int]:
    """Yield the places of the bits of a mask that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
