"""A new project in a source: a few lines more, and no other line changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from budgetc.diagnostics.messages import ReasonedError, msg
from budgetc.source.keys import said, saying_of, text_with_known_keys, with_known_keys
from budgetc.source.nodes import Mapping, SourceTree, plain
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape
from budgetc.source.text_edit import above, exchanged, inserted, moved, with_above, with_value
from budgetc.source.text_parse import ended, parse, parse_entries
from budgetc.source.text_tree import TextCollection, TextEntry, TextNode, text_of

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
    typed = text_with_known_keys(parse(ended(tree.text)), tree.shape)
    project = _in_words_of(typed.root, project, tree.shape)
    item = "- " + "\n".join(_indented(project.rstrip("\n").split("\n"), _STEP)).lstrip()
    root, lines = typed.root, item.split("\n")
    if isinstance(root, TextCollection):
        has_part = root.entry(_PART) is not None
        words = tuple(_words_of(typed.root, tree.shape))
        root = (
            _added(root, _PATH, words, lines) if has_part else _with_part(root, words, lines, order)
        )
    text = text_of(replace(typed, root=root))
    if not _is_added(tree, text):
        raise NoRoomError(
            msg(
                "its projects are written in braces, or shared by an anchor; write them as a "
                "list, each on lines of its own"
            )
        )
    return text


def _in_words_of(root: TextNode, project: str, shape: Shape) -> str:
    """Return the lines of a project with its keys typed in the words of the source."""
    inside = shape.at((*_PATH, 0))
    lines = text_with_known_keys(parse(ended(project)), inside)
    return text_of(replace(lines, root=said(lines.root, inside, saying_of(root))))


def _words_of(root: TextNode, shape: Shape) -> Iterator[str]:
    """Yield what is typed for the keys that lead to the projects."""
    saying = saying_of(root)
    for depth, key in enumerate(_PATH):
        yield saying(shape.at(_PATH[:depth]), key)


def _added(
    collection: TextCollection, path: Sequence[str], words: Sequence[str], item: list[str]
) -> TextCollection:
    """Return a mapping with an item more in the list at a path, which may not be there yet.

    Args:
        collection: the mapping.
        path: the keys that lead to the list.
        words: what is typed for them where they are not there yet.
        item: its lines.
    """
    key, *rest = path
    entry = collection.entry(key)
    new = _entry(_below(words, item))
    if entry is None:
        return inserted(collection, len(collection.entries), new)
    value = entry.value
    if not isinstance(value, TextCollection) or not value.entries:
        changed = with_value(entry, moved(new, entry.column).value)
    elif rest:
        changed = replace(entry, value=_added(value, rest, words[1:], item))
    else:
        last = with_above(_entry(item), [""])
        changed = replace(entry, value=inserted(value, len(value.entries), last))
    return exchanged(collection, entry, changed)


def _below(path: Sequence[str], item: list[str]) -> list[str]:
    """Return the lines of a list of one item with the keys that lead to it."""
    if not path:
        return item
    key, *rest = path
    return [f"{key}:", *_indented(_below(rest, item), _STEP)]


def _with_part(
    root: TextCollection, words: Sequence[str], item: list[str], order: tuple[str, ...]
) -> TextCollection:
    """Insert the part where it belongs, with a blank line above it and below."""
    earlier = set(order[: order.index(_PART)] if _PART in order else order)
    places = [place for place, entry in enumerate(root.entries, 1) if entry.name in earlier]
    place = places[-1] if places else len(root.entries)
    for following in root.entries[place : place + 1]:
        lines = above(following)
        if not lines or lines[0].strip():
            root = exchanged(root, following, with_above(following, ["", *lines]))
    return inserted(root, place, with_above(_entry(_below(words, item)), [""]))


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
    after = with_known_keys(replace(after, shape=before.shape))
    old: Any = plain(before.root)
    new: Any = plain(after.root)
    try:
        new[_PART][_LIST].pop()
        old[_PART] = {**(old.get(_PART) or {}), _LIST: (old.get(_PART) or {}).get(_LIST) or []}
    except (AttributeError, KeyError, IndexError, TypeError):
        return False
    return bool(old == new)
