"""The order of the schema, and its codes as digits. Comments move with their entries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from budgetc.formatting.comments import Remarks, split_head
from budgetc.source.identity import plain_code
from budgetc.source.shape import Shape
from budgetc.source.text_tree import Collection, Document, Entry, Scalar, nodes_of, remarks

_CODE = re.compile(r"[0-9]{3}(-?[0-9]{2}){0,2}")


def order(document: Document, schema: Mapping[str, Any]) -> Document:
    """Return a document in the order of a schema; one with anchors stays in its own.

    An alias must stand behind its anchor, and to know which entries may change places is not worth
    it: budgets have no anchors. Lines keep the indentation that they had.
    """
    root = document.root
    if not isinstance(root, Collection):
        return document
    if not root.entries:
        return document
    first, *others = root.entries
    top, above = split_head(remarks(document.head + first.leading))
    first = replace(first, leading=_lines(above))
    root = replace(root, entries=(first, *others), anchor="")  # nothing in it can call it
    if not any(node.anchor for node in nodes_of(root)):
        root = _ordered(root, Shape.of(schema))
    return Document(_lines(top), root, document.ending)


def _lines(found: Remarks) -> str:
    return "".join(f"{remark}\n" for remark in found)


def _ordered(collection: Collection, shape: Shape) -> Collection:
    """Return a collection with all under it in order."""
    entries = [_entry(entry, shape) for entry in collection.entries]
    if not collection.is_list:
        entries = _sorted(entries, shape.keys)
    return replace(collection, entries=tuple(entries))


def _entry(entry: Entry, shape: Shape) -> Entry:
    below = shape.under(entry.name if entry.key else None)
    if isinstance(entry.value, Collection):
        return replace(entry, value=_ordered(entry.value, below))
    return replace(entry, value=_code(entry.value)) if below.is_code else entry


def _code(scalar: Scalar) -> Scalar:
    if "\n" in scalar.text or not _CODE.fullmatch(scalar.words):
        return scalar
    digits = plain_code(scalar.words)
    return Scalar(digits, int(digits), digits)


def _sorted(entries: list[Entry], keys: tuple[str, ...]) -> list[Entry]:
    """Return entries in the order of keys; one with another key stays behind the one before it."""
    places, place = [], -1
    for entry in entries:
        if entry.name in keys:
            place = keys.index(entry.name)
        places.append(place)
    return [
        entry for _, entry in sorted(zip(places, entries, strict=True), key=lambda pair: pair[0])
    ]
