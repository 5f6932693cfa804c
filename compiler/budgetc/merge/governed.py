"""Values that have their meaning from another: an amount from the unit that money is written in.

What one side adds or changes was typed under the other value that governed it there. Where the
other side has changed that value since, nobody but a person can say what it means now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from budgetc.frozen import frozen
from budgetc.merge.datum import Datum, datum
from budgetc.source.shape import Shape
from budgetc.source.text_tree import TextCollection, TextNode

Governed = Mapping[str, frozenset[str]]
"""Keys of changed values, each with the kinds of values that it governs; see `Shape.governing`."""


@frozen()
class Governance:
    """What governs a place, and is no longer what it was when a side was written.

    Attributes:
        ours: was changed by them; what we changed under it has another meaning now.
        theirs: was changed by us.
    """

    ours: Governed
    theirs: Governed

    def below(
        self, base: TextCollection, ours: TextCollection, theirs: TextCollection, shape: Shape
    ) -> Governance:
        """Return what governs the entries of a place: what is said there goes before."""
        if not (shape.governing or self.ours or self.theirs):
            return self
        was, here, there = (_said(one) for one in (base, ours, theirs))
        apart = [key for key in shape.governing if here.get(key) != there.get(key)]
        by_us, by_them = (
            {key: shape.governing[key] for key in apart if side.get(key) != was.get(key)}
            for side in (here, there)
        )
        return Governance(
            {**_without(self.ours, here), **by_them}, {**_without(self.theirs, there), **by_us}
        )


UNGOVERNED = Governance(MappingProxyType({}), MappingProxyType({}))
"""Nothing that governs a place was changed by only one side, or to two things."""


def clashes(base: TextNode | None, side: TextNode, shape: Shape, governed: Governed) -> bool:
    """Tell whether a side adds or changes a value that is governed by one which changed."""
    if not governed:
        return False
    old = {} if base is None else dict(_values(base, shape, governed, ()))
    return any(old.get(place) != value for place, value in _values(side, shape, governed, ()))


def _values(
    node: TextNode, shape: Shape, governed: Governed, place: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Datum]]:
    """Yield the governed values of a node, each with where it stands in it."""
    if not isinstance(node, TextCollection):
        if any(shape.kind in kinds for kinds in governed.values()):
            yield place, datum(node)
        return
    if not node.is_list:
        governed = _without(governed, _said(node))
    for position, entry in enumerate(node.entries):
        key = position if node.is_list else entry.name
        yield from _values(entry.value, shape.under(entry.name or None), governed, (*place, key))


def _without(governed: Governed, said: Mapping[str, Datum]) -> Governed:
    return {key: kinds for key, kinds in governed.items() if key not in said}


def _said(node: TextCollection) -> Mapping[str, Datum]:
    """Return the single values that a mapping says, by their keys."""
    singles = (entry for entry in node.entries if not isinstance(entry.value, TextCollection))
    return {} if node.is_list else {entry.name: datum(entry.value) for entry in singles}
