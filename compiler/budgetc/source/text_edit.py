"""Changing a tree of text: what is not changed keeps every character, comments among it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from budgetc.source.text_tree import (
    BLOCK_STYLES,
    TextCollection,
    TextEntry,
    TextNode,
    TextScalar,
    block_parts,
    comments_in,
)

_COMMENT = re.compile(r"#[^\n]*")


def moved(entry: TextEntry, column: int) -> TextEntry:
    """Return an entry at another column; all its lines go along."""
    margin = entry.leading.rpartition("\n")[2]
    shift = _Shift(column - entry.column, begins_line=len(margin) == entry.column)
    return shift.entry(entry) if column != entry.column else entry


def with_value(entry: TextEntry, value: TextNode) -> TextEntry:
    """Return an entry with another value; the comment behind the old one, or its key, stays.

    Lines above the first entry of a block that begins behind a dash go above the entry.
    """
    if value.anchor:
        return replace(entry, value=value)
    sign, gap = _sign(entry)
    rest = rest_of_line(entry)
    if not isinstance(value, TextCollection) or value.is_flow:
        gap = " " if sign and (_is_block(entry.value) or not gap) else gap
        return replace(
            entry, indicator=sign + gap, value=value, trailing="" if _is_lines(value) else rest
        )
    first, *others = value.entries
    if _begins_line(first):
        return replace(entry, indicator=sign + rest, value=value, trailing="")
    gap = " " * (first.column - entry.column - len(sign))
    lines = (*above(entry), *above(moved(_with_margin(first), entry.column)))
    value = replace(value, entries=(replace(first, leading=""), *others))
    entry = replace(entry, indicator=sign + gap, value=value, trailing="")
    return with_above(entry, lines)


def emptied(entry: TextEntry) -> TextEntry:
    """Return an entry of a block without its value; comments behind its key and its value stay."""
    sign, gap = _sign(entry)
    gap = "" if _is_block(entry.value) else gap.rstrip(" \n")
    return replace(entry, indicator=sign + gap, value=TextScalar(""), trailing=rest_of_line(entry))


def emptied_in_brackets(entry: TextEntry) -> TextEntry:
    """Return an entry in brackets without its value; where nothing follows on its line, with ~.

    The place of an empty value would be that of the next sign, on another line.
    """
    is_last = entry.trailing.lstrip(" ").startswith(("\n", "#"))
    return replace(entry, value=TextScalar("~" if is_last else ""))


def with_comment(entry: TextEntry, comment: str) -> TextEntry:
    """Return an entry with a comment at the end of its line; one that it has is not repeated."""
    line = entry.trailing.removesuffix("\n")
    if line.endswith(comment):
        return entry
    return replace(entry, trailing=f"{line}  {comment}{entry.trailing[len(line) :]}")


def above(entry: TextEntry) -> tuple[str, ...]:
    """Return the lines above an entry."""
    return tuple(entry.leading.split("\n")[:-1])


def with_above(entry: TextEntry, lines: Sequence[str]) -> TextEntry:
    """Return an entry with other lines above."""
    margin = entry.leading.rpartition("\n")[2]
    return replace(entry, leading="".join(f"{line}\n" for line in lines) + margin)


def rest_of_line(entry: TextEntry) -> str:
    """Return what stands behind a value on its line, or behind the key or sign of a block."""
    if isinstance(entry.value, TextScalar) and _is_lines(entry.value):
        header, _ = block_parts(entry.value)
        return header[len(header.partition("#")[0].rstrip()) :]
    _, gap = _sign(entry)
    if _is_block(entry.value):
        return gap if "\n" in gap else "\n"
    return entry.trailing


def with_rest_of_line(entry: TextEntry, rest: str) -> TextEntry:
    """Return an entry with something else there; above it where its value leaves no place."""
    sign, gap = _sign(entry)
    if not _is_lines(entry.value):
        return replace(entry, trailing=rest)
    if _is_block(entry.value) and "\n" in gap:
        return replace(entry, indicator=sign + rest)
    if rest.strip() == rest_of_line(entry).strip():
        return entry
    return with_above(entry, (*above(entry), f"{' ' * entry.column}{rest.strip()}"))


def with_entries(collection: TextCollection, entries: Sequence[TextEntry]) -> TextCollection:
    """Return a collection of other entries in its own form; a block without any is in brackets."""
    if not entries:
        return empty(is_list=collection.is_list)
    first = collection.entries[0] if collection.entries else entries[0]
    if collection.is_flow:
        had_comma = bool(collection.entries) and _has_comma(collection.entries[-1])
        *others, last = entries
        last = last if had_comma or not _has_comma(last) else _without_comma(last)
        inner = [*map(_with_comma, others), last]
        if "\n" not in inner[0].leading:
            inner[0] = replace(inner[0], leading=first.leading)
        return replace(collection, entries=tuple(inner))
    lines = [_as_lines(entry, first.column, is_list=collection.is_list) for entry in entries]
    if not _begins_line(first):
        lines[0] = replace(lines[0], leading=lines[0].leading[: -first.column])
    return replace(collection, entries=tuple(lines))


def exchanged(collection: TextCollection, old: TextEntry, new: TextEntry) -> TextCollection:
    """Return a collection with one of its entries exchanged for another in its own form."""
    entries = (new if entry is old else entry for entry in collection.entries)
    return replace(collection, entries=tuple(entries))


def inserted(collection: TextCollection, place: int, entry: TextEntry) -> TextCollection:
    """Return a collection that has an entry more; it may have no line in brackets yet."""
    if collection.is_flow:
        entry = replace(entry, leading=" " if place else "", trailing="")
    entries = collection.entries
    return with_entries(collection, (*entries[:place], entry, *entries[place:]))


def without(entry: TextEntry, is_gone: Callable[[TextEntry], bool]) -> TextEntry:
    """Return an entry with a collection that lacks some entries.

    Comments of those that go stay, on lines of their own.
    """
    collection = entry.value
    if not isinstance(collection, TextCollection) or not any(map(is_gone, collection.entries)):
        return entry
    kept: list[TextEntry] = []
    left: list[str] = []
    for child in collection.entries:
        if is_gone(child):
            margin = " " * max(child.column, collection.is_flow)
            left += above(child)
            left += [f"{margin}{comment}" for comment in comments_in(rest_of_line(child))]
        else:
            kept.append(with_above(child, (*left, *above(child))))
            left = []
    lines = "".join(f"{line}\n" for line in left)
    if kept or collection.is_flow:
        value = with_entries(collection, kept) if kept else replace(collection, entries=())
        value = replace(value, closing=lines + value.closing)
        return replace(entry, value=value) if value.is_flow else with_value(entry, value)
    done = with_value(entry, empty(is_list=collection.is_list))
    return replace(done, trailing=done.trailing + lines + collection.closing)


def empty(*, is_list: bool) -> TextCollection:
    """Return a collection without entries."""
    opening, closing = "[]" if is_list else "{}"
    return TextCollection((), is_list, is_flow=True, opening=opening, closing=closing)


def _with_margin(entry: TextEntry) -> TextEntry:
    """Return an entry that begins a line of its own."""
    lines, line_break, _ = entry.leading.rpartition("\n")
    return replace(entry, leading=f"{lines}{line_break}{' ' * entry.column}")


def _as_lines(entry: TextEntry, column: int, *, is_list: bool) -> TextEntry:
    """Return an entry as one of a block, also if it stood in brackets."""
    if _has_comma(entry):
        entry = _without_comma(entry)
    if not (_is_lines(entry.value) or entry.trailing.endswith("\n")):
        entry = replace(entry, trailing=f"{entry.trailing}\n")
    if is_list and not entry.indicator:
        entry = replace(entry, indicator="- ")
    return _with_margin(moved(entry, column))


def _begins_line(entry: TextEntry) -> bool:
    return len(entry.leading.rpartition("\n")[2]) == entry.column


def _is_block(value: TextNode) -> bool:
    return isinstance(value, TextCollection) and not value.is_flow


def _is_lines(value: TextNode) -> bool:
    """Tell whether a value has its last line for itself: a block, or a block text."""
    return _is_block(value) or (isinstance(value, TextScalar) and value.style in BLOCK_STYLES)


def _sign(entry: TextEntry) -> tuple[str, str]:
    """Return the `:` or `-` of an entry with the blanks before it, and what stands behind."""
    end = len(entry.indicator) - len(entry.indicator.lstrip(" \t")) + 1
    return entry.indicator[:end], entry.indicator[end:]


def _has_comma(entry: TextEntry) -> bool:
    return _comma(entry) >= 0


def _with_comma(entry: TextEntry) -> TextEntry:
    return entry if _has_comma(entry) else replace(entry, trailing=f",{entry.trailing}")


def _without_comma(entry: TextEntry) -> TextEntry:
    place, text = _comma(entry), entry.trailing
    return replace(entry, trailing=f"{text[:place]}{text[place + 1 :]}".rstrip(" "))


def _comma(entry: TextEntry) -> int:
    """Return the place of the comma behind a value in brackets; there may be some in comments."""
    return _COMMENT.sub(lambda found: "#" * len(found.group()), entry.trailing).find(",")


class _Shift:
    """Moves lines to the right or to the left, in the order of the text."""

    def __init__(self, delta: int, *, begins_line: bool) -> None:
        self._delta = delta
        self._begins_line = begins_line

    def entry(self, entry: TextEntry) -> TextEntry:
        """Return an entry whose lines have moved."""
        is_block = _is_block(entry.value)
        return TextEntry(
            self._before_text(entry.leading),
            entry.key and self._scalar(entry.key),
            self._text(entry.indicator) if is_block else self._before_text(entry.indicator),
            self._node(entry.value),
            self._text(entry.trailing),
            max(entry.column + self._delta, 0),
        )

    def _node(self, node: TextNode) -> TextNode:
        if isinstance(node, TextScalar):
            return self._scalar(node)
        return replace(
            node,
            opening=self._text(node.opening),
            entries=tuple(map(self.entry, node.entries)),
            closing=self._text(node.closing),
        )

    def _scalar(self, scalar: TextScalar) -> TextScalar:
        return replace(scalar, text=self._text(scalar.text))

    def _before_text(self, trivia: str) -> str:
        """Return blanks and comments behind which something follows on the last line."""
        moved = self._text(f"{trivia}x")
        return moved.removesuffix("x")

    def _text(self, text: str) -> str:
        if not text:
            return text
        first, *others = text.split("\n")
        lines = [self._line(first) if self._begins_line else first, *map(self._line, others)]
        self._begins_line = text.endswith("\n")
        return "\n".join(lines)

    def _line(self, line: str) -> str:
        if not line.strip():
            return line
        indent = len(line) - len(line.lstrip(" "))
        return " " * max(indent + self._delta, 0) + line.lstrip(" ")
