"""Which entry of a list is which, though lines move and codes change."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from collections.abc import Sequence as SequenceType
from dataclasses import dataclass
from itertools import islice

from budgetc.source.identity import names_of
from budgetc.source.nodes import Mapping as Node_
from budgetc.source.nodes import Node, Scalar, Sequence, scalars

_ALIKE = 0.5
"""The share of values that two entries without a common name have to share to be one."""

_MOST = 40_000
"""How many pairs of entries are weighed at most; what is left over counts as gone and new."""

_MOST_TEXTS = 200
"""How many pairs of texts are weighed at most; that takes longer."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which entries of two lists belong together, by their positions.

    Attributes:
        pairs: ascending in the second list, those that are gone at the place where they stood.
        reordered: whether the entries that both lists have stand in another order.
    """

    pairs: tuple[tuple[int | None, int | None], ...]
    reordered: bool


def pair_entries(before: Sequence, after: Sequence, keys: SequenceType[str]) -> Pairing:
    """Return which entries of two states of one list belong together.

    Args:
        before: the first state.
        after: the second.
        keys: that name an entry, the most telling first.
    """
    old, new = before.items, after.items
    if all(isinstance(item, Scalar) for item in (*old, *new)):
        found = dict(_in_order([_content(item) for item in old], [_content(item) for item in new]))
    else:
        found = _by_names(old, new, keys)
    taken = set(found.values())
    pairs: list[tuple[int | None, int | None]] = []
    waiting = iter(sorted(set(range(len(old))) - set(found)))
    gone = next(waiting, None)
    back = {after_: before_ for before_, after_ in found.items()}
    for position in range(len(new)):
        while gone is not None and gone <= position:
            pairs.append((gone, None))
            gone = next(waiting, None)
        pairs.append((back[position] if position in taken else None, position))
    pairs.extend((rest, None) for rest in ([] if gone is None else [gone, *waiting]))
    order = [one for one, other in pairs if one is not None and other is not None]
    return Pairing(tuple(pairs), order != sorted(order))


def _in_order(old: SequenceType[str], new: SequenceType[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of two lists of texts: equal ones, then changed ones in the same place."""
    found = _equal(old, new, lambda text: text)
    yield from found.items()
    yield from _reworded(old, new, found)


def _similar(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio() >= _ALIKE


def _by_names(
    old: SequenceType[Node], new: SequenceType[Node], keys: SequenceType[str]
) -> dict[int, int]:
    def named(node: Node) -> tuple[tuple[str, str], ...]:
        return names_of(node, keys)

    found = _equal(old, new, lambda node: (named(node), _content(node)))
    rest, free = _left(old, new, found)
    same = _equal([old[i] for i in rest], [new[i] for i in free], named)
    found |= {rest[a]: free[b] for a, b in same.items()}
    for way in (lambda node: named(node)[:1], lambda node: _without(node, keys)):
        rest, free = _left(old, new, found)
        if not rest or not free:
            return found
        found |= _single({i: old[i] for i in rest}, {i: new[i] for i in free}, way)
    found |= dict(_most_alike(old, new, found))
    texts = [_content(node) for node in old], [_content(node) for node in new]
    return found | dict(_reworded(*texts, found))


def _left(
    old: SequenceType[object], new: SequenceType[object], found: Mapping[int, int]
) -> tuple[list[int], list[int]]:
    """Return the positions on both sides that are in no pair."""
    taken = set(found.values())
    return (
        [i for i in range(len(old)) if i not in found],
        [i for i in range(len(new)) if i not in taken],
    )


def _reworded(
    old: SequenceType[str], new: SequenceType[str], found: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield, in their order, the texts in no pair of which only some words changed."""
    for a, b in islice(zip(*_left(old, new, found), strict=False), _MOST_TEXTS):
        if _similar(old[a], new[b]):
            yield a, b


def _equal(
    old: SequenceType[object], new: SequenceType[object], way: Callable[..., Hashable]
) -> dict[int, int]:
    """Pair the first entry of a kind with the first, the second with the second."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for position, item in enumerate(new):
        waiting[way(item)].append(position)
    for positions in waiting.values():
        positions.reverse()
    return {
        position: waiting[kind].pop()
        for position, item in enumerate(old)
        if (kind := way(item)) and waiting[kind]
    }


def _single(
    old: Mapping[int, Node], new: Mapping[int, Node], way: Callable[[Node], Hashable]
) -> dict[int, int]:
    """Pair entries that are the only ones of their kind on both sides."""
    olds: dict[Hashable, list[int]] = defaultdict(list)
    news: dict[Hashable, list[int]] = defaultdict(list)
    for positions, nodes in ((olds, old), (news, new)):
        for position, node in nodes.items():
            positions[way(node)].append(position)
    return {
        positions[0]: news[kind][0]
        for kind, positions in olds.items()
        if kind and len(positions) == 1 and len(news.get(kind, ())) == 1
    }


def _without(node: Node, keys: SequenceType[str]) -> Hashable:
    """Return what an entry says besides its names: of one that moved, that stays."""
    if not isinstance(node, Node_):
        return None
    return tuple(
        (key, _content(value))
        for key, (_, value) in sorted(node.entries.items())
        if key not in keys
    )


def _content(node: Node) -> str:
    return "\0".join(scalar.text for scalar in scalars(node))


def _most_alike(
    old: SequenceType[Node], new: SequenceType[Node], found: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    rest, free = _left(old, new, found)
    if len(rest) * len(free) > _MOST:
        return
    olds, news = {i: _values(old[i]) for i in rest}, {i: _values(new[i]) for i in free}
    weighed = sorted(
        (-_share(one, other), a, b) for a, one in olds.items() for b, other in news.items()
    )
    for share, a, b in weighed:
        if -share >= _ALIKE and a in olds and b in news:
            del olds[a], news[b]
            yield a, b


def _values(node: Node) -> Counter[tuple[str, str]]:
    if not isinstance(node, Node_):
        return Counter()
    return Counter(
        (key, scalar.text) for key, (_, value) in node.entries.items() for scalar in scalars(value)
    )


def _share(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    whole = max(one.total(), other.total())
    return (one & other).total() / whole if whole else 0.0
