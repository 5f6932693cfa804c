"""What printed sums say of their parts: parts that no sum tells apart stay together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from budgetc.frozen import frozen
from budgetc.recovery.said import Said

Part = TypeVar("Part", bound=Hashable)

_MOST_SUMS = 4_000
"""Sums of one code; a layout prints fewer than a hundred."""


@frozen(eq=False)
class Known:
    """What is known of a sum.

    Attributes:
        fen: its amount.
        half: how far rounding may have moved it.
        by: where it is printed, or what it follows from.
        others: where it is printed otherwise.
    """

    fen: int
    half: int
    by: tuple[Said, ...]
    others: tuple[Said, ...] = ()


class Sums(Generic[Part]):
    """Sums over parts, of which none is below zero unless a sum says so."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._said: dict[frozenset[Part], list[Said]] = {}
        self._nothing: set[Part] = set()
        self._told: dict[frozenset[Part], Known] | None = None

    def add(self, parts: frozenset[Part], said: Said) -> None:
        """Take down what print says of a sum."""
        self._told = None
        self._said.setdefault(parts, []).append(said)

    def nothing(self, parts: Iterable[Part]) -> None:
        """Take down that parts are nothing."""
        self._told = None
        self._nothing.update(parts)

    def of(self, parts: Iterable[Part]) -> Known | None:
        """Return what is known of the sum over parts."""
        told = self._settled()
        left = frozenset(parts) - self._nothing
        return told.get(left) if left else Known(0, 0, ())

    @property
    def whole(self) -> Known | None:
        """The sum over all parts that print speaks of, where it can be told."""
        told = self._settled()
        return self.of(frozenset().union(*told)) if told else None

    @property
    def otherwise(self) -> tuple[Said, ...]:
        """What print says otherwise than what is taken, of any of these sums."""
        said = (one for told in self._settled().values() for one in told.others)
        return tuple({id(one): one for one in said}.values())

    def _settled(self) -> Mapping[frozenset[Part], Known]:
        """Draw what follows: parts of nothing are nothing, and differences of sums are sums."""
        if self._told is None:
            while self._without_nothing():
                pass
            self._told = {parts: _agreed(said) for parts, said in self._said.items()}
            while self._with_differences(self._told):
                pass
        return self._told

    def _without_nothing(self) -> bool:
        zero: set[Part] = set()
        for parts, said in self._said.items():
            if not any(one.fen for one in said):
                zero |= parts
        self._nothing |= zero
        if not any(parts & self._nothing for parts in self._said):
            return False
        left: dict[frozenset[Part], list[Said]] = {}
        for parts, said in self._said.items():
            if rest := parts - self._nothing:
                left.setdefault(rest, []).extend(said)
        self._said = left
        return True

    def _with_differences(self, told: dict[frozenset[Part], Known]) -> bool:
        found: dict[frozenset[Part], Known] = {}
        ordered = sorted(told.items(), key=lambda one: len(one[0]))
        for at, (small, one) in enumerate(ordered):
            for large, other in ordered[at + 1 :]:
                rest = large - small
                if small < large and rest not in told and rest not in found:
                    found[rest] = _difference(other, one)
        if not found or len(told) + len(found) > _MOST_SUMS:
            return False
        told |= found
        return True


def _difference(whole: Known, part: Known) -> Known:
    fen, half = whole.fen - part.fen, whole.half + part.half
    if abs(fen) <= half:
        fen = 0
    return Known(fen, half, (*whole.by, *part.by), (*whole.others, *part.others))


def _agreed(said: Sequence[Said]) -> Known:
    """Return what most cells say of a sum, the first of those as many; and what others say."""
    groups: list[list[Said]] = []
    for one in said:
        for group in groups:
            if abs(one.fen - group[0].fen) <= one.half + group[0].half:
                group.append(one)
                break
        else:
            groups.append([one])
    most = max(groups, key=len)
    finest = min(most, key=lambda one: one.half)
    others = tuple(one for group in groups if group is not most for one in group)
    return Known(finest.fen, finest.half, tuple(most), others)


Classes = Mapping[str, frozenset[str]]
"""Of each value, those that nothing in print tells apart from it, itself among them."""


def classes(values: Iterable[str], filters: Iterable[frozenset[str] | None]) -> Classes:
    """Return which values no filter tells apart."""
    asked = sorted({one for one in filters if one is not None}, key=sorted)
    alike: dict[tuple[bool, ...], set[str]] = {}
    signs = {value: tuple(value in one for one in asked) for value in values}
    for value, sign in signs.items():
        alike.setdefault(sign, set()).add(value)
    return {value: frozenset(alike[sign]) for value, sign in signs.items()}
