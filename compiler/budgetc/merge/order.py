"""In which order entries stand that two sides moved, added and took away."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")


def merged_order(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """Return everything that either side has, once, in an order that has the moves of both.

    What was added follows what it followed; where both added something, ours comes first. Where
    both moved the same entries, ours is the order: with the sides exchanged it is theirs.
    """
    our_moves, their_moves = _moved(base, ours), _moved(base, theirs)
    if not our_moves and their_moves:
        return _with_additions(base, theirs, ours, first=ours)
    order = list(ours)
    for entry in theirs:
        if entry in their_moves and entry not in our_moves and entry in ours:
            order.remove(entry)
            _insert(order, entry, theirs)
    return _with_additions(base, order, theirs, first=ours)


def both_moved(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> bool:
    """Tell whether both sides moved the same entry."""
    return not _moved(base, ours).isdisjoint(_moved(base, theirs))


def _moved(base: Sequence[T], side: Sequence[T]) -> set[T]:
    there, was = set(side), set(base)
    before = [entry for entry in base if entry in there]
    after = [entry for entry in side if entry in was]
    if before == after:
        return set()
    stayed = {
        entry
        for block in SequenceMatcher(None, before, after).get_matching_blocks()
        for entry in after[block.b : block.b + block.size]
    }
    return set(after) - stayed


def _with_additions(
    base: Sequence[T], order: Sequence[T], other: Sequence[T], *, first: Sequence[T]
) -> list[T]:
    """Insert what only the other order has; of two additions at a place, those of `first` lead."""
    merged = list(order)
    leads = other is first
    was, others = set(base), set(other)
    own_additions = set() if leads else {e for e in order if e not in was and e not in others}
    placed = set(merged)
    for entry in other:
        if entry not in placed:
            _insert(merged, entry, other, behind=own_additions if entry not in was else set())
            placed.add(entry)
    return merged


def _insert(
    order: list[T], entry: T, neighbours: Sequence[T], behind: set[T] | None = None
) -> None:
    """Insert an entry behind the one before it that is in the order, and behind some others."""
    placed = set(order)
    before = neighbours[: neighbours.index(entry)]
    previous = next((e for e in reversed(before) if e in placed), None)
    at = order.index(previous) + 1 if previous is not None else 0
    while behind and at < len(order) and order[at] in behind:
        at += 1
    order.insert(at, entry)
