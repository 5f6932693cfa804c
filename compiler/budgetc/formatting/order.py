"""The order of the schema, and its codes as digits. Comments move with their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from budgetc.formatting.comments import split_head
from budgetc.source.text_tree import (
    TextCollection,
    TextEntry,
    TextScalar,
    TextTree,
    nodes_of,
    remarks,
)

_CODE = re.compile(r"[0-9]{3}(-?[0-9]{2}){0,2}")
_REFERENCES = "#/$defs/"
_SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a schema says of one place.

    Attributes:
        schema: the whole of it, which has the definitions.
        here: the part for this place; empty where the schema says nothing.
    """

    schema: Mapping[str, Any]
    here: Mapping[str, Any]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that may stand here, in their order."""
        return tuple(self.here.get("properties", ()))

    @property
    def is_code(self) -> bool:
        """Whether a code of a classification stands here: digits, or digits with hyphens."""
        return {"integer", "string"} <= set(self.here.get("type", ())) and "pattern" in self.here

    def under(self, key: str | None) -> Shape:
        """Return the shape of what stands under a key, or in a list where there is none."""
        part = self.here.get("items", {}) if key is None else self._named(key)
        return Shape(self.schema, self._resolved(part))

    def _named(self, key: str) -> Any:
        named: Mapping[str, Any] = self.here.get("properties", {})
        patterns: Mapping[str, Any] = self.here.get("patternProperties", {})
        return named.get(key) or next(iter(patterns.values()), {})

    def _resolved(self, part: Any) -> Mapping[str, Any]:
        while isinstance(part, Mapping) and "$ref" in part:
            name = str(part["$ref"]).removeprefix(_REFERENCES)
            part = self.schema.get("$defs", {}).get(name, {})
        return part if isinstance(part, Mapping) else {}


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
        root = _Order(" ".join(_scopes(root))).collection(root, Shape(schema, schema))
    return TextTree(head, root, tree.ending)


def _scopes(root: TextCollection) -> Iterator[str]:
    """Yield the scopes of waivers, which may name an entry by its code as it is typed."""
    for node in nodes_of(root):
        scope = node.entry(_SCOPE) if isinstance(node, TextCollection) else None
        if scope and isinstance(scope.value, TextScalar):
            yield scope.value.words


@dataclass(frozen=True, slots=True)
class _Order:
    """One run over one file.

    Attributes:
        scopes: the scopes of its waivers; a code with hyphens that they name stays as it is.
    """

    scopes: str

    def collection(self, collection: TextCollection, shape: Shape) -> TextCollection:
        """Return a collection with all under it in order."""
        entries = [self._entry(entry, shape) for entry in collection.entries]
        if not collection.is_list:
            entries = _sorted(entries, shape.keys)
        return replace(collection, entries=tuple(entries))

    def _entry(self, entry: TextEntry, shape: Shape) -> TextEntry:
        below = shape.under(entry.name if entry.key else None)
        if isinstance(entry.value, TextCollection):
            return replace(entry, value=self.collection(entry.value, below))
        return replace(entry, value=self._code(entry.value)) if below.is_code else entry

    def _code(self, scalar: TextScalar) -> TextScalar:
        named = "-" in scalar.words and scalar.words in self.scopes
        if named or "\n" in scalar.text or not _CODE.fullmatch(scalar.words):
            return scalar
        digits = scalar.words.replace("-", "")
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
