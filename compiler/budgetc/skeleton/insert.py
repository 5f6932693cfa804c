"""A new project in a source: a few lines more, and no other line changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from budgetc.diagnostics.messages import ReasonedError, msg
from budgetc.source.nodes import Mapping, SourceTree, plain
from budgetc.source.read import read_bytes
from budgetc.source.text_edit import above, inserted, with_above, with_value
from budgetc.source.text_parse import parse, parse_entries
from budgetc.source.text_tree import Collection, Entry, text_of

_PART, _LIST = "project_expenditure", "projects"
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
    document = parse(tree.text if tree.text.endswith("\n") else f"{tree.text}\n")
    item = "- " + "\n".join(_indented(project.rstrip("\n").split("\n"), _STEP)).lstrip()
    if isinstance(document.root, Collection):
        root = _with_project(document.root, item.split("\n"), order)
        document = replace(document, root=root)
    text = text_of(document)
    if not _is_added(tree, text):
        raise NoRoomError(
            msg(
                "its projects are written in braces, or shared by an anchor; write them as a "
                "list, each on lines of its own"
            )
        )
    return text


def _with_project(root: Collection, item: list[str], order: tuple[str, ...]) -> Collection:
    part = root.entry(_PART)
    if part is None:
        new = _entry([f"{_PART}:", f"{' ' * _STEP}{_LIST}:", *_indented(item, 2 * _STEP)])
        return _with_part(root, with_above(new, [""]), order)
    if not isinstance(part.value, Collection) or not part.value.entries:
        lines = [f"{_LIST}:", *_indented(item, _STEP)]
        changed = with_value(part, _block(lines, part.column))
    else:
        changed = replace(part, value=_with_item(part.value, item))
    return _with_entry(root, part, changed)


def _with_item(part: Collection, item: list[str]) -> Collection:
    projects = part.entry(_LIST)
    if projects is None:
        new = _entry([f"{_LIST}:", *_indented(item, _STEP)])
        return inserted(part, len(part.entries), new)
    listed = projects.value
    if isinstance(listed, Collection) and listed.entries:
        new = with_above(_entry(item), [""])
        changed = replace(projects, value=inserted(listed, len(listed.entries), new))
    else:
        changed = with_value(projects, _block(item, projects.column))
    return _with_entry(part, projects, changed)


def _with_part(root: Collection, new: Entry, order: tuple[str, ...]) -> Collection:
    """Insert the part where it belongs, and a blank line between it and what follows."""
    earlier = set(order[: order.index(_PART)] if _PART in order else order)
    places = [place for place, entry in enumerate(root.entries, 1) if entry.name in earlier]
    place = places[-1] if places else len(root.entries)
    root = inserted(root, place, new)
    for following in root.entries[place + 1 : place + 2]:
        lines = above(following)
        if not lines or lines[0].strip():
            return _with_entry(root, following, with_above(following, ["", *lines]))
    return root


def _with_entry(collection: Collection, old: Entry, new: Entry) -> Collection:
    entries = (new if entry is old else entry for entry in collection.entries)
    return replace(collection, entries=tuple(entries))


def _entry(lines: list[str]) -> Entry:
    (entry,) = parse_entries("\n".join([*lines, ""]))
    return entry


def _block(lines: list[str], column: int) -> Collection:
    """Return the value that lines are, below an entry at a column."""
    entries = parse_entries("\n".join([*_indented(lines, column + _STEP), ""]))
    return Collection(entries, is_list=entries[0].key is None)


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
