"""The order of the schema, and its codes as digits. Comments move with their entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Any

from budgetc.formatting.comments import split_head
from budgetc.source.identity import plain_code
from budgetc.source.shape import Shape
from budgetc.source.text_tree import (
    TextCollection,
    TextEntry,
    TextScalar,
    TextTree,
    nodes_of,
    remarks,
)


def order(tree: TextTree, schema: Mapping[str, Any]) -> TextTree:
    """Return a text in the order of a schema; one with anchors stays in its own.

    An alias must stand behind its anchor, and to know which entries may change places is not worth
    it: budgets have no anchors. Lines keep the indentation that they had.
    """
    root = tree.root
    if not isinstance(root, TextCollection) or not root.entries:
        return tree
    first, *others = root.entries
    head, above = split_head(remarks(tree.head + first.leading))
    first = replace(first, leading=above)
    root = replace(root, entries=(first, *others), anchor="")  # nothing in it can call it
    if not any(node.anchor for node in nodes_of(root)):
        root = _ordered(root, Shape.of(schema))
    return TextTree(head, root, tree.ending)


def _ordered(collection: TextCollection, shape: Shape) -> TextCollection:
    """Return a collection with all under it in order."""
    entries = [_entry(entry, shape) for entry in collection.entries]
    if not collection.is_list:
        entries = _sorted(entries, shape.keys)
    return replace(collection, entries=tuple(entries))


def _entry(entry: TextEntry, shape: Shape) -> TextEntry:
    below = shape.under(entry.name if entry.key else None)
    if isinstance(entry.value, TextCollection):
        return replace(entry, value=_ordered(entry.value, below))
    return replace(entry, value=_code(entry.value, below)) if below.is_code else entry


def _code(scalar: TextScalar, shape: Shape) -> TextScalar:
    """Return a code as digits, if its hyphens stand between the digits of two levels."""
    parts, digits = scalar.words.split("-"), plain_code(scalar.words)
    ends = set(accumulate(map(len, parts)))
    is_code = all(parts) and digits.isdecimal() and digits[0] != "0"
    if not is_code or not shape.steps.issuperset(ends):
        return scalar
    return TextScalar(digits, int(digits), digits)


def _sorted(entries: list[TextEntry], keys: tuple[str, ...]) -> list[TextEntry]:
    """Return entries in the order of keys; one with another key stays behind the one before it."""
    places, place = [], -1
    for entry in entries:
        if entry.name in keys:
            place = keys.index(entry.name)
        places.append(place)
    return [
        entry for _, entry in sorted(zip(places, entries, strict=True), key=lambda pair: pair[0])
    ]
