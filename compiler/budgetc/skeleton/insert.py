"""A new project in a source: a few lines more, and no other line changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from budgetc.diagnostics.messages import ReasonedError, msg
from budgetc.source.nodes import Mapping, SourceTree, plain
from budgetc.source.read import read_bytes
from budgetc.source.text_edit import above, inserted, moved, with_above, with_value
from budgetc.source.text_parse import ended, parse, parse_entries
from budgetc.source.text_tree import TextCollection, TextEntry, text_of

_PATH = _PART, _LIST = "project_expenditure", "projects"
_STEP = 2


class NoRoomError(ReasonedError):
    """A project cannot be added to a source by writing lines into it; says why, and what to do."""


def with_project(tree: SourceTree, project: str, order: tuple[str, ...]) -> str:
    """Return the text of a source with a further project.

    Args:
        tree: of the source.
        project: its lines from the left margin, without a dash.
        order: the keys of a source as the schema has them.

    Raises:
        NoRoomError: its projects are written so that lines cannot be added.
    """
    if not isinstance(tree.root, Mapping):
        raise NoRoomError(msg("the source is no mapping of keys"))
    typed = parse(ended(tree.text))
    item = "- " + "\n".join(_indented(project.rstrip("\n").split("\n"), _STEP)).lstrip()
    root, lines = typed.root, item.split("\n")
    if isinstance(root, TextCollection):
        has_part = root.entry(_PART) is not None
        root = _added(root, _PATH, lines) if has_part else _with_part(root, lines, order)
    text = text_of(replace(typed, root=root))
    if not _is_added(tree, text):
        raise NoRoomError(
            msg(
                "its projects are written in braces, or shared by an anchor; write them as a "
                "list, each on lines of its own"
            )
        )
    return text


def _added(collection: TextCollection, path: Sequence[str], item: list[str]) -> TextCollection:
    """Return a mapping with an item more in the list at a path, which may not be there yet."""
    key, *rest = path
    entry = collection.entry(key)
    new = _entry(_below(path, item))
    if entry is None:
        return inserted(collection, len(collection.entries), new)
    value = entry.value
    if not isinstance(value, TextCollection) or not value.entries:
        changed = with_value(entry, moved(new, entry.column).value)
    elif rest:
        changed = replace(entry, value=_added(value, rest, item))
    else:
        last = with_above(_entry(item), [""])
        changed = replace(entry, value=inserted(value, len(value.entries), last))
    return _with_entry(collection, entry, changed)


def _below(path: Sequence[str], item: list[str]) -> list[str]:
    """Return the lines of a list of one item with the keys that lead to it."""
    if not path:
        return item
    key, *rest = path
    return [f"{key}:", *_indented(_below(rest, item), _STEP)]


def _with_part(root: TextCollection, item: list[str], order: tuple[str, ...]) -> TextCollection:
    """Insert the part where it belongs, with a blank line above it and below."""
    earlier = set(order[: order.index(_PART)] if _PART in order else order)
    places = [place for place, entry in enumerate(root.entries, 1) if entry.name in earlier]
    place = places[-1] if places else len(root.entries)
    for following in root.entries[place : place + 1]:
        lines = above(following)
        if not lines or lines[0].strip():
            root = _with_entry(root, following, with_above(following, ["", *lines]))
    return inserted(root, place, with_above(_entry(_below(_PATH, item)), [""]))


def _with_entry(collection: TextCollection, old: TextEntry, new: TextEntry) -> TextCollection:
    entries = (new if entry is old else entry for entry in collection.entries)
    return replace(collection, entries=tuple(entries))


def _entry(lines: list[str]) -> TextEntry:
    (entry,) = parse_entries("\n".join([*lines, ""]))
    return entry


def _indented(lines: list[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else line for line in lines]


def _is_added(before: SourceTree, text: str) -> bool:
    """Tell whether a text says what the source says, and one project more."""
    after, findings = read_bytes(before.file, text.encode())
    if after is None or findings:
        return False
    old: Any = plain(before.root)
    new: Any = plain(after.root)
    try:
        new[_PART][_LIST].pop()
        old[_PART] = {**(old.get(_PART) or {}), _LIST: (old.get(_PART) or {}).get(_LIST) or []}
    except (AttributeError, KeyError, IndexError, TypeError):
        return False
    return bool(old == new)
