"""A tree to its text in the canonical style."""

from __future__ import annotations

from itertools import pairwise

from budgetc.diagnostics.characters import text_width
from budgetc.formatting.comments import comments_of, indented, split_head, tail_of, without_end
from budgetc.formatting.scalars import anchor_mark, written, written_key, written_lines
from budgetc.source.text_tree import (
    BLOCK_STYLES,
    TextCollection,
    TextEntry,
    TextNode,
    TextScalar,
    TextTree,
    remarks,
)

WIDTH = 100
"""Columns of a terminal that braces may reach to; a Chinese character takes two."""

_STEP = 2


def write(tree: TextTree) -> str:
    """Return the text of a tree whose root is a collection."""
    root = tree.root
    if not isinstance(root, TextCollection):
        raise TypeError(root)
    rest_of_line, _, ending = tree.ending.partition("\n")
    tail = remarks(root.closing) + remarks(rest_of_line) + remarks(ending)
    whole = _whole(root, without_end(remarks(tree.head).lstrip("\n")))
    return whole + indented(without_end(tail), 0)


def _whole(root: TextCollection, head: str) -> str:
    """Return the text of a file, with a blank line between two parts of it."""
    inline = _on_a_line(root, 0)
    if not root.entries or inline is not None:
        return f"{_apart(head) if root.entries else head}{inline}\n"
    above, lines = _entry(root.entries[0], 0)
    head, above = (head, above.lstrip("\n")) if head else split_head(above)
    parts = [_apart(head), indented(above, 0), lines]
    for before, entry in pairwise(root.entries):
        above, lines = _entry(entry, 0)
        apart = not root.is_list and (_is_part(before) or _is_part(entry))
        parts += [indented(f"\n{above}" if apart else above, 0), lines]
    return "".join(parts)


def _apart(head: str) -> str:
    return head and f"{head}\n"


def _is_part(entry: TextEntry) -> bool:
    return isinstance(entry.value, TextCollection) and bool(entry.value.entries)


def _entry(entry: TextEntry, margin: int) -> tuple[str, str]:
    """Return the comments above an entry, and its own lines."""
    above, behind = comments_of(entry)
    value = entry.value
    key = entry.key and written_key(entry.key, in_braces=False)
    begin = " " * margin + ("-" if key is None else f"{key}:")
    if not isinstance(value, TextCollection):
        step = 2 * _STEP if key is None else _STEP
        return above, _scalar(begin, value, behind, margin + step)
    inline = _inline(value, text_width(begin) + 1)
    if inline is not None:
        return above, _with_comment(f"{begin} {inline}", behind) + "\n"
    inner = margin + _STEP
    inner_above, lines = _entry(value.entries[0], inner)
    inner_above = inner_above.lstrip("\n")
    for other in value.entries[1:]:
        other_above, other_lines = _entry(other, inner)
        lines += indented(other_above, inner) + other_lines
    lines += indented(tail_of(value), inner)
    if key is not None or value.anchor:
        first = _with_comment(_joined(begin, anchor_mark(value.anchor)), behind)
        return above, f"{first}\n" + indented(inner_above, inner) + lines
    above += behind and f"{behind}\n"
    return above + inner_above, begin + lines[margin + 1 :]


def _scalar(begin: str, value: TextScalar, comment: str, margin: int) -> str:
    """Return the lines of a value; further lines of a long one are indented."""
    first, *rest = written_lines(value)
    lines = [_joined(begin, first), *(f"{' ' * margin}{line}" if line else line for line in rest)]
    place = 0 if value.style in BLOCK_STYLES else -1
    lines[place] = _with_comment(lines[place], comment)
    return "\n".join([*lines, ""])


def _inline(value: TextNode, column: int) -> str | None:
    """Return a value on one line; nothing where it does not fit there.

    Args:
        value: all that is in it must have been typed in braces, without comments.
        column: where it would begin.
    """
    if not isinstance(value, TextCollection):
        return None if "\n" in value.text else written(value, in_braces=True)
    return None if tail_of(value).strip() else _on_a_line(value, column)


def _on_a_line(value: TextCollection, column: int) -> str | None:
    """Return a collection on one line, its end's comments apart."""
    if not (value.is_flow or not value.entries):
        return None
    parts = []
    for entry in value.entries:
        above, behind = comments_of(entry)
        inner = None if above.strip() or behind else _inline(entry.value, 0)
        if inner is None:
            return None
        key = f"{written_key(entry.key, in_braces=True)}: " if entry.key else ""
        parts.append(key + inner)
    inside = ", ".join(parts)
    whole = f"[{inside}]" if value.is_list else f"{{{inside}}}"
    whole = _joined(anchor_mark(value.anchor), whole)
    return whole if column + text_width(whole) <= WIDTH or not value.entries else None


def _with_comment(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))
