"""A `File` to text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from budgetc.diagnostics.characters import columns
from budgetc.formatting.quotes import anchor_mark, written
from budgetc.formatting.tree import (
    BLANK,
    Entry,
    File,
    Group,
    Remarks,
    Text,
    single,
    without_first_blanks,
    without_last_blanks,
)

WIDTH = 100
"""Columns of a terminal that braces may reach to; a Chinese character takes two."""

_STEP = 2


def write(file: File) -> str:
    """Return the text of a file."""
    head = [*file.head, BLANK] if file.head and file.root.entries else [*file.head]
    return "".join(f"{line}\n" for line in (*head, *_whole(file.root)))


def _whole(root: Group) -> Iterator[str]:
    """Yield the lines of a document, with a blank line between two parts of it."""
    inline = _inline(root.with_entries(root.entries, ()), 0)
    if inline is not None:
        yield inline
    elif root.is_list:
        yield from _block(root.with_entries(root.entries, ()), 0)
    else:
        for before, entry in pairwise((None, *root.entries)):
            if entry is None:
                continue
            apart = before is not None and (_is_part(before) or _is_part(entry))
            if before is None:
                yield from _entry(_as_first(entry), 0)
            elif apart and entry.above[:1] != (BLANK,):
                yield from _entry(entry.with_above((BLANK, *entry.above)), 0)
            else:
                yield from _entry(entry, 0)
    yield from _indented(without_last_blanks(root.tail), 0)


def _is_part(entry: Entry) -> bool:
    return isinstance(entry.value, Group) and bool(entry.value.entries)


def _block(group: Group, indent: int) -> Iterator[str]:
    """Yield the lines of a mapping or list that is not in braces."""
    for position, entry in enumerate(group.entries):
        yield from _entry(entry if position else _as_first(entry), indent)
    yield from _indented(without_last_blanks(group.tail), indent)


def _as_first(entry: Entry) -> Entry:
    return entry.with_above(without_first_blanks(entry.above))


def _entry(entry: Entry, indent: int) -> Iterator[str]:
    above, lines = _item(entry, indent) if entry.key is None else _pair(entry, entry.key, indent)
    yield from _indented(above, indent)
    yield from lines


def _pair(entry: Entry, key: Text, indent: int) -> tuple[Remarks, list[str]]:
    """Return what stands above an entry of a mapping, and its lines."""
    begin, value = f"{' ' * indent}{_key(key, in_braces=False)}:", entry.value
    if isinstance(value, Text):
        return entry.above, _text(begin, value, entry.behind, indent + _STEP)
    inline = _inline(value, columns(begin) + 1)
    if inline is not None:
        return entry.above, [_with_comment(f"{begin} {inline}", entry.behind)]
    first = _with_comment(_joined(begin, anchor_mark(value.anchor)), entry.behind)
    return entry.above, [first, *_block(value, indent + _STEP)]


def _item(entry: Entry, indent: int) -> tuple[Remarks, list[str]]:
    """Return what stands above an entry of a list, and its lines."""
    begin, value = f"{' ' * indent}-", entry.value
    if isinstance(value, Text):
        return entry.above, _text(begin, value, entry.behind, indent + 2 * _STEP)
    inline = _inline(value, columns(begin) + 1)
    if inline is not None:
        return entry.above, [_with_comment(f"{begin} {inline}", entry.behind)]
    if value.anchor:
        first = _with_comment(_joined(begin, anchor_mark(value.anchor)), entry.behind)
        return entry.above, [first, *_block(value, indent + _STEP)]
    first_entry, *others = value.entries
    above = (*entry.above, *filter(None, (entry.behind,)), *without_first_blanks(first_entry.above))
    inner = value.with_entries((first_entry.with_above(()), *others), value.tail)
    top, *rest = _block(inner, indent + _STEP)
    return above, [begin + top[indent + 1 :], *rest]


def _text(begin: str, text: Text, comment: str, indent: int) -> list[str]:
    """Return the lines of a value; further lines of a long one are indented."""
    first, *rest = text.lines
    if not rest:
        line = written(text, in_braces=False)
        return [_with_comment(_joined(begin, line), comment)]
    first = _joined(begin, anchor_mark(text.anchor), first)
    lines = [f"{' ' * indent}{line}" if line else line for line in rest]
    if text.style in ("|", ">"):
        return [_with_comment(first, comment), *lines]
    return [first, *lines[:-1], _with_comment(lines[-1], comment)]


def _inline(value: Text | Group, column: int) -> str | None:
    """Return a value on one line; nothing where it does not fit there.

    Args:
        value: all that is in it must have been typed in braces, without comments.
        column: where it would begin.
    """
    if isinstance(value, Text):
        return None if len(value.lines) > 1 else written(value, in_braces=True)
    if value.tail or not (value.in_braces or not value.entries):
        return None
    parts = []
    for entry in value.entries:
        inner = None if _remarks(entry) else _inline(entry.value, 0)
        if inner is None:
            return None
        key = f"{_key(entry.key, in_braces=True)}: " if entry.key else ""
        parts.append(key + inner)
    inside = ", ".join(parts)
    whole = f"[{inside}]" if value.is_list else f"{{{inside}}}"
    whole = _joined(anchor_mark(value.anchor), whole)
    return whole if column + columns(whole) <= WIDTH else None


def _remarks(entry: Entry) -> bool:
    return any(entry.above) or bool(entry.behind)


def _with_comment(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _key(key: Text, *, in_braces: bool) -> str:
    return written(key, in_braces=in_braces) or '""'


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))


def _indented(remarks: Remarks, indent: int) -> Iterator[str]:
    yield from (f"{' ' * indent}{remark}" if remark else BLANK for remark in single(remarks))
