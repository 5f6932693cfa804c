"""The order of the schema, and its codes as digits. Comments move with their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from budgetc.formatting.tree import BLANK, Entry, File, Group, Remarks, Text, without_first_blanks

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


def order(root: Group, schema: Mapping[str, Any]) -> File:
    """Return a file in the order of a schema; one with anchors stays in its own.

    An alias must stand behind its anchor, and to know which entries may change places is not worth
    it: budgets have no anchors.
    """
    head, rest = _head(root)
    shape = Shape(schema, schema)
    if any(value.anchor for value in _values(rest)):
        return File(head, rest)
    return _whole(head, _Order(" ".join(_scopes(rest))).group(rest, shape))


def _head(root: Group) -> tuple[Remarks, Group]:
    """Take the first comments of a file, down to a blank line, out of its first entry."""
    if not root.entries:
        return (), root
    first, *others = root.entries
    above = without_first_blanks(first.above)
    end = above.index(BLANK) if BLANK in above else len(above)
    return above[:end], root.with_entries(
        (first.with_above(without_first_blanks(above[end:])), *others), root.tail
    )


def _whole(head: Remarks, root: Group) -> File:
    return File(head, root) if head else File(*_head(root))


def _values(value: Text | Group) -> Iterator[Text | Group]:
    yield value
    if isinstance(value, Group):
        for entry in value.entries:
            yield from _values(entry.value)


def _scopes(group: Group) -> Iterator[str]:
    """Yield the scopes of waivers, which may name an entry by its code as it is typed."""
    for value in _values(group):
        for entry in value.entries if isinstance(value, Group) else ():
            if entry.key and entry.key.value == _SCOPE and isinstance(entry.value, Text):
                yield entry.value.value


@dataclass(frozen=True, slots=True)
class _Order:
    """One run over one file.

    Attributes:
        scopes: the scopes of its waivers; a code with hyphens that they name stays as it is.
    """

    scopes: str

    def group(self, group: Group, shape: Shape) -> Group:
        """Return a group with all under it in order."""
        entries = [self._entry(entry, shape) for entry in group.entries]
        if not group.is_list:
            entries = _sorted(entries, shape.keys)
        return group.with_entries(entries, group.tail)

    def _entry(self, entry: Entry, shape: Shape) -> Entry:
        below = shape.under(entry.key.value if entry.key else None)
        if isinstance(entry.value, Group):
            return replace(entry, value=self.group(entry.value, below))
        return replace(entry, value=self._code(entry.value)) if below.is_code else entry

    def _code(self, text: Text) -> Text:
        named = "-" in text.value and text.value in self.scopes
        if named or len(text.lines) > 1 or not _CODE.fullmatch(text.value):
            return text
        digits = text.value.replace("-", "")
        return Text(digits, (digits,))


def _sorted(entries: list[Entry], keys: tuple[str, ...]) -> list[Entry]:
    """Return entries in the order of keys; one with another key stays behind the one before it."""
    places, place = [], -1
    for entry in entries:
        if entry.key is not None and entry.key.value in keys:
            place = keys.index(entry.key.value)
        places.append(place)
    return [
        entry for _, entry in sorted(zip(places, entries, strict=True), key=lambda pair: pair[0])
    ]
