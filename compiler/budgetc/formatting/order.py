"""The order of the schema, and its codes as digits. Comments move with their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from budgetc.formatting.tree import BLANK, Entry, File, Group, Remarks, Text, without_first_blanks
from budgetc.source.identity import plain_code
from budgetc.source.shape import Shape

_CODE = re.compile(r"[0-9]{3}(-?[0-9]{2}){0,2}")


def order(root: Group, schema: Mapping[str, Any]) -> File:
    """Return a file in the order of a schema; one with anchors stays in its own.

    An alias must stand behind its anchor, and to know which entries may change places is not worth
    it: budgets have no anchors.
    """
    head, rest = _head(root)
    if any(value.anchor for value in _values(rest)):
        return File(head, rest)
    return _whole(head, _ordered(rest, Shape.of(schema)))


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


def _ordered(group: Group, shape: Shape) -> Group:
    """Return a group with all under it in order."""
    entries = [_entry(entry, shape) for entry in group.entries]
    if not group.is_list:
        entries = _sorted(entries, shape.keys)
    return group.with_entries(entries, group.tail)


def _entry(entry: Entry, shape: Shape) -> Entry:
    below = shape.under(entry.key.value if entry.key else None)
    if isinstance(entry.value, Group):
        return replace(entry, value=_ordered(entry.value, below))
    return replace(entry, value=_code(entry.value)) if below.is_code else entry


def _code(text: Text) -> Text:
    if len(text.lines) > 1 or not _CODE.fullmatch(text.value):
        return text
    digits = plain_code(text.value)
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
