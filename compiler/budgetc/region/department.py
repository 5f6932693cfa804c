"""One department of a region, as it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from budgetc.budget.lines import Project
from budgetc.ledger import Fact
from budgetc.region.submission import Counted, Submission
from budgetc.region.sums import Sums

BELONGS, MAY = 1, 2
"""What is told of a key: that what has it belongs, that it may, or, added up, both."""

_BELONGING, _MAYBE = (
    bytes.maketrans(bytes(range(4)), bytes(ord("1" if told & bit else "0") for told in range(4)))
    for bit in (BELONGS, MAY)
)
"""From what is told of keys to the digits of a mask."""


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
