"""Which entry of a list is which, though lines move and codes change."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from collections.abc import Mapping as MappingType
from collections.abc import Sequence as SequenceType
from itertools import islice

from budgetc.diff.align import Positions
from budgetc.source.identity import names_of
from budgetc.source.nodes import Mapping, Node, Sequence, children, scalars
from budgetc.source.shape import Shape

_ALIKE = 0.5
"""The share of values that two entries without a common name have to share to be one."""

_MOST = 40_000
"""How many pairs of entries are weighed at most; what is left over counts as gone and new."""

_MOST_TEXTS = 200
"""How many pairs of texts are weighed at most; that takes longer."""

_LOOKED_AT = 200
"""Characters of a text that are compared."""

_Left = MappingType[int, Node]
"""Entries of one list that are in no pair yet, by their positions."""

_Way = Callable[[Node], Hashable]
"""Gives what two entries have in common that are one; nothing, if an entry has nothing of it."""


def pair_entries(before: Sequence, after: Sequence, listed: Shape) -> tuple[Positions, ...]:
    """Return which entries of two states of one list belong together.

    They are ascending in the second list; those that are gone come at the place where they stood.

    Args:
        before: the first state.
        after: the second.
        listed: what the schema says of the list.
    """
    keys = listed.entry_keys

    def named(node: Node) -> tuple[tuple[str, str], ...]:
        return names_of(node, keys, listed.under(None))

    olds, news = dict(enumerate(before.items)), dict(enumerate(after.items))
    back: dict[int, int] = {}
    stages: tuple[Callable[[], Iterator[tuple[int, int]]], ...] = (
        lambda: _equal(olds, news, lambda node: (named(node), _content(node))),
        lambda: _equal(olds, news, named),
        lambda: _single(olds, news, lambda node: named(node)[:1]),
        lambda: _single(olds, news, lambda node: _without(node, keys)),
        lambda: _most_alike(olds, news),
        lambda: _reworded(olds, news),
    )
    for stage in stages:
        for old, new in tuple(stage()):
            back[new] = old
            del olds[old], news[new]
    gone = [(position, 0, (position, None)) for position in olds]
    there = [(position, 1, (back.get(position), position)) for position in range(len(after.items))]
    return tuple(pair for _, _, pair in sorted([*gone, *there]))


def _equal(olds: _Left, news: _Left, way: _Way) -> Iterator[tuple[int, int]]:
    """Pair the first entry of a kind with the first, the second with the second."""
    kinds = _kinds(news, way)
    for kind, positions in _kinds(olds, way).items():
        yield from zip(positions, kinds[kind], strict=False)


def _single(olds: _Left, news: _Left, way: _Way) -> Iterator[tuple[int, int]]:
    """Pair entries that are the only ones of their kind on both sides."""
    kinds = _kinds(news, way)
    for kind, positions in _kinds(olds, way).items():
        if len(positions) == len(kinds[kind]) == 1:
            yield positions[0], kinds[kind][0]


def _kinds(left: _Left, way: _Way) -> MappingType[Hashable, list[int]]:
    kinds: dict[Hashable, list[int]] = defaultdict(list)
    for position, node in left.items():
        if kind := way(node):
            kinds[kind].append(position)
    return kinds


def _most_alike(olds: _Left, news: _Left) -> Iterator[tuple[int, int]]:
    if len(olds) * len(news) > _MOST:
        return
    mine, theirs = ({i: _values(node) for i, node in left.items()} for left in (olds, news))
    weighed = sorted(
        (-_share(one, other), a, b) for a, one in mine.items() for b, other in theirs.items()
    )
    for share, a, b in weighed:
        if -share >= _ALIKE and a in mine and b in theirs:
            del mine[a], theirs[b]
            yield a, b


def _reworded(olds: _Left, news: _Left) -> Iterator[tuple[int, int]]:
    """Yield, in their order, the entries of which only some words changed."""
    for (a, one), (b, other) in islice(zip(olds.items(), news.items(), strict=False), _MOST_TEXTS):
        old, new = (_content(node)[:_LOOKED_AT] for node in (one, other))
        if difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE:
            yield a, b


def _without(node: Node, keys: SequenceType[str]) -> Hashable:
    """Return what an entry says besides its names: of one that moved, that stays."""
    if not isinstance(node, Mapping):
        return None
    others = sorted((key, child) for key, (_, child) in node.entries.items() if key not in keys)
    return tuple((key, _content(child)) for key, child in others)


def _content(node: Node) -> str:
    return "\0".join(scalar.text for scalar in scalars(node))


def _values(node: Node) -> Counter[tuple[str | int, str]]:
    below = children(node) if isinstance(node, Mapping) else ()
    return Counter((key, scalar.text) for key, child in below for scalar in scalars(child))


def _share(one: Counter[tuple[str | int, str]], other: Counter[tuple[str | int, str]]) -> float:
    whole = max(one.total(), other.total())
    return (one & other).total() / whole if whole else 0.0
