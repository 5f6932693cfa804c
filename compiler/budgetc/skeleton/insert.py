"""A new project in a source: a few lines more, and no other line changed."""

from __future__ import annotations

from typing import Any

from budgetc.diagnostics.messages import Message, msg
from budgetc.source.nodes import Mapping, Node, Scalar, Sequence, SourceTree, plain
from budgetc.source.read import read_bytes

_PART, _LIST = "project_expenditure", "projects"
_STEP = 2


class NoRoomError(Exception):
    """A project cannot be added to a source by writing lines into it.

    Attributes:
        reason: why, and what to do.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def with_project(tree: SourceTree, entry: str, order: tuple[str, ...]) -> str:
    """Return the text of a source with a further project.

    Args:
        tree: of the source.
        entry: the project's lines from the left margin, without a dash.
        order: the keys of a source as the schema has them.

    Raises:
        NoRoomError: its projects are written so that lines cannot be added.
    """
    if not isinstance(tree.root, Mapping):
        raise NoRoomError(msg("the source is no mapping of keys"))
    text = _written(tree, tree.root, entry, order)
    if not _is_added(tree, text):
        raise NoRoomError(
            msg(
                "its projects are written in braces, or shared by an anchor; write them as a "
                "list, each on lines of its own"
            )
        )
    return text


def _written(tree: SourceTree, root: Mapping, entry: str, order: tuple[str, ...]) -> str:
    part = root.get(_PART)
    if part is None:
        lines = [f"{_PART}:", f"{' ' * _STEP}{_LIST}:", *_item(entry, 2 * _STEP)]
        return _below(tree, _before_part(root, order), ["", *lines], apart=True)
    if not isinstance(part, Mapping) or not part.entries:
        key = root.entries[_PART][0]
        lines = [f"{_PART}:", f"{' ' * _STEP}{_LIST}:", *_item(entry, 2 * _STEP)]
        return _instead(tree, key, part, lines)
    projects = part.get(_LIST)
    if isinstance(projects, Sequence) and projects.items:
        lines = _item(entry, projects.column)
        return _below(tree, projects.items[-1], ["", *lines], apart=False)
    if projects is not None:
        key = part.entries[_LIST][0]
        lines = [f"{_LIST}:", *_item(entry, key.column + _STEP)]
        return _instead(tree, key, projects, lines)
    first, _ = next(iter(part.entries.values()), (None, None))
    column = first.column if first else _STEP
    lines = [f"{' ' * column}{_LIST}:", *_item(entry, column + _STEP)]
    return _below(tree, part, lines, apart=False)


def _item(entry: str, indent: int) -> list[str]:
    """Return the lines of an entry of a list."""
    first, *rest = entry.rstrip("\n").split("\n")
    margin = " " * indent
    return [f"{margin}- {first}", *(f"{margin}  {line}" if line else "" for line in rest)]


def _before_part(root: Mapping, order: tuple[str, ...]) -> Node:
    """Return the value behind which the part belongs."""
    place = order.index(_PART) if _PART in order else len(order)
    earlier = set(order[:place])
    entries = [*root.entries.items()]
    before = [value for key, (_, value) in entries if key in earlier]
    return before[-1] if before else entries[-1][1][1]


def _below(tree: SourceTree, node: Node, new: list[str], *, apart: bool) -> str:
    """Return the text with lines below the last line of a value, and perhaps a blank one after."""
    lines = tree.text.split("\n")
    place = _last_line(node) + 1
    after = [""] if apart and place < len(lines) and lines[place].strip() else []
    if place >= len(lines):
        after = [""]
    return "\n".join([*lines[:place], *new, *after, *lines[place:]])


def _instead(tree: SourceTree, key: Scalar, value: Node, new: list[str]) -> str:
    """Return the text with other lines for an entry that holds nothing; its comment stays."""
    lines = tree.text.split("\n")
    begin, end = key.line, _last_line(value)
    comment = lines[end][_end_column(value, end, lines) :].strip()
    first, *rest = new
    head = lines[begin][: key.column] + first.lstrip() + (f"  {comment}" if comment else "")
    return "\n".join([*lines[:begin], head, *rest, *lines[end + 1 :]])


def _end_column(value: Node, line: int, lines: list[str]) -> int:
    if isinstance(value, Scalar):
        return value.end_column
    return value.end_column + (lines[line][value.end_column : value.end_column + 1] in ("]", "}"))


def _last_line(node: Node) -> int:
    """Return the line on which a value ends, counted from 0."""
    if isinstance(node, Scalar):
        # A text after | ends where the next line begins.
        return node.end_line - (node.end_column == 0 and node.end_line > node.line)
    children = (
        [value for _, value in node.entries.values()]
        if isinstance(node, Mapping)
        else [*node.items]
    )
    in_braces = node.end_line == node.line
    if in_braces or not children:
        return node.end_line
    return _last_line(children[-1])


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
