"""A document to its text in the canonical style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetc.diagnostics.characters import columns
from budgetc.formatting.comments import (
    BLANK,
    Remarks,
    comments_of,
    single,
    split_head,
    tail_of,
    without_first_blanks,
    without_last_blanks,
)
from budgetc.formatting.scalars import anchor_mark, written, written_key, written_lines
from budgetc.source.text_tree import BLOCK_STYLES, Collection, Document, Entry, Node, remarks

WIDTH = 100
"""Columns of a terminal that braces may reach to; a Chinese character takes two."""

_STEP = 2

_Written = tuple[Remarks, list[str]]
"""What stands above an entry, and its own lines."""


def write(document: Document) -> str:
    """Return the text of a document whose root is a collection."""
    root = document.root
    if not isinstance(root, Collection):
        raise TypeError(root)
    head = without_last_blanks(without_first_blanks(remarks(document.head)))
    rest_of_line, _, ending = document.ending.partition("\n")
    tail = (*remarks(root.closing), *remarks(rest_of_line), *remarks(ending))
    lines = [*_whole(root, head), *_indented(without_last_blanks(tail), 0)]
    return "".join(f"{line}\n" for line in lines)


def _whole(root: Collection, head: Remarks) -> Iterator[str]:
    """Yield the lines of a file, with a blank line between two parts of it."""
    inline = _on_a_line(root, 0)
    if not root.entries or inline is not None:
        yield from (*head, *([BLANK] if head and root.entries else []), inline or "")
        return
    above, lines = _entry(root.entries[0], 0)
    head, above = (head, without_first_blanks(above)) if head else split_head(above)
    yield from (*head, *([BLANK] if head else []), *_indented(above, 0), *lines)
    for before, entry in pairwise(root.entries):
        above, lines = _entry(entry, 0)
        apart = not root.is_list and (_is_part(before) or _is_part(entry))
        apart = apart and above[:1] != (BLANK,)
        yield from (*_indented((BLANK, *above) if apart else above, 0), *lines)


def _is_part(entry: Entry) -> bool:
    return isinstance(entry.value, Collection) and bool(entry.value.entries)


def _further(collection: Collection, indent: int) -> Iterator[str]:
    """Yield the lines of all but the first entry, and of the comments at the end."""
    for entry in collection.entries[1:]:
        above, lines = _entry(entry, indent)
        yield from (*_indented(above, indent), *lines)
    yield from _indented(tail_of(collection), indent)


def _entry(entry: Entry, indent: int) -> _Written:
    above, behind = comments_of(entry)
    value, margin = entry.value, " " * indent
    key = entry.key and written_key(entry.key, in_braces=False)
    begin = f"{margin}-" if key is None else f"{margin}{key}:"
    if not isinstance(value, Collection):
        step = 2 * _STEP if key is None else _STEP
        block = value.style in BLOCK_STYLES
        return above, _scalar(begin, written_lines(value), behind, indent + step, in_block=block)
    inline = _inline(value, columns(begin) + 1)
    if inline is not None:
        return above, [_with_comment(f"{begin} {inline}", behind)]
    inner_above, lines = _entry(value.entries[0], indent + _STEP)
    inner_above, rest = without_first_blanks(inner_above), _further(value, indent + _STEP)
    if key is not None or value.anchor:
        first = _with_comment(_joined(begin, anchor_mark(value.anchor)), behind)
        return above, [first, *_indented(inner_above, indent + _STEP), *lines, *rest]
    first_line, *more = lines
    above = (*above, *filter(None, (behind,)), *inner_above)
    return above, [begin + first_line[indent + 1 :], *more, *rest]


def _scalar(
    begin: str, lines: Sequence[str], comment: str, indent: int, *, in_block: bool
) -> list[str]:
    """Return the lines of a value; further lines of a long one are indented."""
    first, *rest = [_joined(begin, lines[0]), *_below(lines[1:], indent)]
    if in_block or not rest:
        return [_with_comment(first, comment), *rest]
    return [first, *rest[:-1], _with_comment(rest[-1], comment)]


def _below(lines: Sequence[str], indent: int) -> Iterator[str]:
    yield from (f"{' ' * indent}{line}" if line else line for line in lines)


def _inline(value: Node, column: int) -> str | None:
    """Return a value on one line; nothing where it does not fit there.

    Args:
        value: all that is in it must have been typed in braces, without comments.
        column: where it would begin.
    """
    if not isinstance(value, Collection):
        return None if "\n" in value.text else written(value, in_braces=True)
    return None if any(tail_of(value)) else _on_a_line(value, column)


def _on_a_line(value: Collection, column: int) -> str | None:
    """Return a collection on one line, its end's comments apart."""
    if not (value.is_flow or not value.entries):
        return None
    parts = []
    for entry in value.entries:
        above, behind = comments_of(entry)
        inner = None if any(above) or behind else _inline(entry.value, 0)
        if inner is None:
            return None
        key = f"{written_key(entry.key, in_braces=True)}: " if entry.key else ""
        parts.append(key + inner)
    inside = ", ".join(parts)
    whole = f"[{inside}]" if value.is_list else f"{{{inside}}}"
    whole = _joined(anchor_mark(value.anchor), whole)
    return whole if column + columns(whole) <= WIDTH or not value.entries else None


def _with_comment(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))


def _indented(found: Remarks, indent: int) -> Iterator[str]:
    yield from (f"{' ' * indent}{remark}" if remark else BLANK for remark in single(found))
