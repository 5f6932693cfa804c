"""A datum that a document asks for and the source does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetc.source.origin import Origin
from budgetc.templating.sandbox import Exposed


@dataclass(frozen=True, slots=True)
class Absent(Exposed):
    """Stands in for a missing datum, so that everything missing is found in one run.

    A template may ask whether it is there (it is false). Printing it makes a finding; looking into
    it, or taking its items one by one, gives it again.

    Attributes:
        origin: the mapping in which the datum should stand.
        keys: the keys under that mapping that lead to it.
    """

    origin: Origin
    keys: tuple[str, ...]

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Absent]:
        yield self

    def __len__(self) -> int:
        return 0

    def lookup(self, name: str) -> object:
        """Return itself, for what is in it is missing too; numbers of it are neither."""
        if name in ("is_zero", "is_increase", "is_decrease"):
            return False
        return self
