"""What stands in for a datum that is missing, or for a sum that its facts do not tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.ledger import Total
from budgetc.source.origin import Origin
from budgetc.templating.exposed import Exposed


@frozen()
class Absent(Exposed):
    """Stands in for a missing datum, so that everything missing is found in one run.

    A template may ask whether it is there (it is false). Printing it makes a finding; looking into
    it, or taking its items one by one, gives it again.

    Attributes:
        origin: the mapping in which the datum should stand.
        keys: the keys under that mapping that lead to it.
        others: what else is missing of the same sum.
    """

    called = msg("what is missing")

    origin: Origin
    keys: tuple[str, ...]
    others: tuple[Absent, ...] = ()

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Absent]:
        yield self

    def __len__(self) -> int:
        return 0

    def lookup(self, name: str) -> object:
        """Return itself, for what is in it is missing too; numbers of it are neither."""
        if name in ("is_zero", "is_negative", "is_increase", "is_decrease"):
            return False
        if name == "has_growth":
            return True  # what is missing of a growth is told where it is printed
        return self


class NoItems(tuple[object, ...]):
    """A list that was typed and has no items: there is nothing to go through, and none to join."""

    absent: Absent

    @classmethod
    def at(cls, origin: Origin, key: str) -> NoItems:
        """Return the empty list that was typed under a key."""
        items = cls()
        items.absent = Absent(origin, (key,))
        return items


def untold(total: Total) -> Absent:
    """Return what has to be typed before a sum is known that is not."""
    first, *others = _lacking(total)
    return replace(first, others=tuple(others))


def _lacking(total: Total) -> Iterator[Absent]:
    for fact in total.facts:
        if fact.fen is None:
            yield Absent(fact.origin, (fact.key,))
    for fact, dimension in total.untold:
        yield Absent(fact.origin, (dimension,))
