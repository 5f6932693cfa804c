"""Two lists of texts beside each other: what stayed, what became something else, what came."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")

Positions = tuple[int | None, int | None]
"""Positions in the first and the second list; `None` where one has nothing."""

_ALIKE = 0.5
"""From this ratio on, one text is taken for what became of the other."""

_LOOKED_AT = 300
"""Characters of a text that are compared; likeness takes the square of them."""

_MANY = 4_000_000
"""From so many pairs on, texts that are there very often are no hold."""

_MOST = 2_500
"""How many pairs of changed texts are weighed at most between two that stayed."""


def aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[Positions]:
    """Yield the pairs of two lists of texts, in order."""
    hurries = len(before) * len(after) > _MANY
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=hurries)
    for _, a, a_end, b, b_end in matcher.get_opcodes():
        if a_end - a == b_end - b:
            yield from zip(range(a, a_end), range(b, b_end), strict=True)
        else:
            yield from _nearest(before, after, range(a, a_end), range(b, b_end))


def only_pairs(
    news: Sequence[_T], olds: Sequence[_T], name: Callable[[_T], Hashable]
) -> Iterator[tuple[_T, _T]]:
    """Yield those that are alone with their name on both sides."""
    mine, theirs = (Counter(map(name, side)) for side in (olds, news))
    by_name = {name(one): one for one in olds}
    for one in news:
        called = name(one)
        if called and mine[called] == theirs[called] == 1:
            yield one, by_name[called]


def _nearest(
    before: Sequence[str], after: Sequence[str], olds: range, news: range
) -> Iterator[Positions]:
    """Pair texts between two that stayed: each with the likest one that comes after the last."""
    weighs = len(olds) * len(news) <= _MOST
    at = news.start
    for old in olds:
        later = range(at, news.stop) if weighs else range(0)
        weighed = [(_likeness(before[old], after[new]), -new) for new in later]
        ratio, new = max(weighed, default=(0.0, 0))
        if ratio < _ALIKE:
            yield old, None
            continue
        yield from ((None, new_) for new_ in range(at, -new))
        yield old, -new
        at = -new + 1
    yield from ((None, new) for new in range(at, news.stop))


def _likeness(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one[:_LOOKED_AT], other[:_LOOKED_AT], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0
