"""Which comments stand above an entry when it is written, and which behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from budgetc.source.text_tree import (
    TextCollection,
    TextEntry,
    TextNode,
    block_parts,
    remarks,
)

BLANK = ""
"""Stands for a blank line among comments."""

Remarks = tuple[str, ...]
"""Comments, each with its `#`, and blank lines among them."""


class Comments(NamedTuple):
    """The comments of one entry.

    Attributes:
        above: on lines of their own.
        behind: the one at the end of its line; empty for none.
    """

    above: Remarks
    behind: str


def comments_of(entry: TextEntry) -> Comments:
    """Return where the comments of an entry go, but for those within a collection."""
    value = entry.value
    first_line, _, further = entry.indicator.partition("\n")
    last = entry.trailing
    if isinstance(value, TextCollection):
        last = last if value.entries else f"{value.closing}\n{last}"
    else:
        last = f"{block_parts(value)[0]}{last}"
    above, behind = [*remarks(entry.leading)], [*_comments(first_line)]
    if entry.key is None:  # behind the dash of an item that begins on another line
        above, behind = [*above, *behind], []
    *more, latest = [*behind, *_comments(last)] or [BLANK]
    above += _comments(further)
    return Comments((*above, *more), latest)


def tail_of(node: TextNode) -> Remarks:
    """Return the comments at the end of a collection that has entries."""
    if not isinstance(node, TextCollection) or not node.entries:
        return ()
    return without_last_blanks(remarks(node.closing))


def split_head(found: Remarks) -> tuple[Remarks, Remarks]:
    """Return the first comments of a file, down to a blank line, and those of its first entry."""
    above = without_first_blanks(found)
    end = above.index(BLANK) if BLANK in above else len(above)
    return above[:end], without_first_blanks(above[end:])


def without_first_blanks(found: Remarks) -> Remarks:
    """Return comments without the blank lines before the first."""
    start = next((place for place, remark in enumerate(found) if remark), len(found))
    return found[start:]


def without_last_blanks(found: Remarks) -> Remarks:
    """Return comments without the blank lines behind the last."""
    return without_first_blanks(found[::-1])[::-1]


def single(found: Iterable[str]) -> Remarks:
    """Return comments with one blank line for several."""
    kept: list[str] = []
    for remark in found:
        if remark or not kept or kept[-1]:
            kept.append(remark)
    return tuple(kept)


def _comments(trivia: str) -> list[str]:
    return [remark for remark in remarks(trivia) if remark]
