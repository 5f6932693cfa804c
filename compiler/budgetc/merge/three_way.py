"""Merging the trees of three texts: entry by entry, down to single values.

A merge prefers one side where both changed one thing. Done twice, once for each side, the two
results differ in just the conflicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import TypeVar

from budgetc.merge.align import Token, align
from budgetc.merge.datum import datum
from budgetc.merge.governed import UNGOVERNED, Governance, clashes
from budgetc.merge.order import both_moved, merged_order
from budgetc.source import text_edit as edit
from budgetc.source.shape import Shape
from budgetc.source.text_tree import TextCollection, TextEntry, TextNode, TextTree, comments

T = TypeVar("T")


class Side(Enum):
    """One of the two sides of a merge."""

    OURS = "ours"
    THEIRS = "theirs"


def merge_trees(
    base: TextTree | None, ours: TextTree, theirs: TextTree, shape: Shape, prefer: Side
) -> TextTree:
    """Return one source with the changes of both; of conflicting ones those of one side.

    Args:
        base: what both come from; where there is nothing, whatever differs is a conflict.
        ours: one side, whose order and style the result has.
        theirs: the other.
        shape: what the schema says of such a source.
        prefer: the side whose conflicting changes are taken.
    """
    empty = TextTree("", TextCollection(()), "")
    was = base or empty
    old_root = base.root if base else None
    root = _Merge(prefer).value(old_root, ours.root, theirs.root, shape, UNGOVERNED)
    ending = _merge_texts(was.ending, ours.ending, theirs.ending)
    if isinstance(root, TextCollection) and not root.entries:
        ending = f"\n{ending}"
    return TextTree(_merge_texts(was.head, ours.head, theirs.head), root, ending)


def _merge_texts(base: str, ours: str, theirs: str) -> str:
    lines = _merge_lines(*(text.split("\n")[:-1] for text in (base, ours, theirs)))
    return "".join(f"{line}\n" for line in lines)


def _merge_lines(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> tuple[str, ...]:
    """Merge comment lines: those that one side took away go, those that either added stay."""
    if ours == base:
        return tuple(theirs)
    if theirs in (base, ours):
        return tuple(ours)
    numbered = [_numbered(lines) for lines in (base, ours, theirs)]
    was, here, there = (set(lines) for lines in numbered)
    order = merged_order(*numbered)
    texts = dict(zip(numbered[2], theirs, strict=True))
    texts |= zip(numbered[1], ours, strict=True)
    return tuple(texts[t] for t in order if t not in was or (t in here and t in there))


def _numbered(lines: Sequence[str]) -> list[tuple[str, int]]:
    seen: dict[str, int] = {}
    tokens = []
    for line in lines:
        text = line.strip()
        seen[text] = seen.get(text, 0) + 1
        tokens.append((text, seen[text]))
    return tokens


class _Merge:
    """One merge, with the side it prefers."""

    def __init__(self, prefer: Side) -> None:
        self._prefer = prefer

    def collection(
        self,
        base: TextCollection | None,
        ours: TextCollection,
        theirs: TextCollection,
        shape: Shape,
        above: Governance,
    ) -> TextCollection:
        if ours == base and not clashes(base, theirs, shape, above.theirs):
            return theirs
        if theirs == ours or (theirs == base and not clashes(base, ours, shape, above.ours)):
            return ours
        governed = above if ours.is_list or base is None else above.below(base, ours, theirs, shape)
        sides = [base.entries if base else (), ours.entries, theirs.entries]
        names = _tokens(sides, shape) if ours.is_list else [[e.name for e in s] for s in sides]
        was, here, there = (
            dict(zip(tokens, side, strict=True)) for tokens, side in zip(names, sides, strict=True)
        )
        merged = (
            self._entry(
                (was.get(token), here.get(token), there.get(token)),
                shape,
                governed,
                known=base is not None,
            )
            for token in self._order(names, is_list=ours.is_list, known=base is not None)
        )
        frame = theirs if ours.is_flow and not theirs.is_flow else ours
        if not frame.is_flow:
            closings = (base.closing if base and not base.is_flow else "", ours.closing)
            closing = _merge_texts(*closings, "" if theirs.is_flow else theirs.closing)
            frame = replace(frame, closing=closing)
        return edit.with_entries(frame, [entry for entry in merged if entry is not None])

    def _order(
        self, names: Sequence[Sequence[Token]], *, is_list: bool, known: bool
    ) -> list[Token]:
        """Return the order of entries; that of items is a conflict where it is open whose holds."""
        base, ours, theirs = names
        is_open = is_list and (not known or both_moved(base, ours, theirs))
        if is_open and self._prefer is Side.THEIRS:
            return merged_order(base, theirs, ours)
        return merged_order(base, ours, theirs)

    def _entry(
        self,
        versions: tuple[TextEntry | None, TextEntry | None, TextEntry | None],
        shape: Shape,
        governed: Governance,
        *,
        known: bool,
    ) -> TextEntry | None:
        """Merge one entry; nothing comes out where it is taken away."""
        base, ours, theirs = versions
        if ours is not None and theirs is not None:
            return self._both(base, ours, theirs, shape, governed)
        left = ours or theirs
        if left is not None and base is None and known:
            kinds = governed.theirs if ours is None else governed.ours
            is_open = clashes(None, left.value, shape.under(left.name or None), kinds)
            return self._preferred(ours, theirs) if is_open else left
        if left is None or (base is not None and _unchanged(left, base)):
            return None
        return self._preferred(ours, theirs)

    def _both(
        self,
        base: TextEntry | None,
        ours: TextEntry,
        theirs: TextEntry,
        shape: Shape,
        governed: Governance,
    ) -> TextEntry:
        below = shape.under(ours.name or None)
        old = base.value if base else None
        if ours == base and not clashes(old, theirs.value, below, governed.theirs):
            return theirs
        if theirs == ours:
            return ours
        if theirs == base and not clashes(old, ours.value, below, governed.ours):
            return ours
        theirs = edit.moved(theirs, ours.column)
        base = base and edit.moved(base, ours.column)
        lines = _merge_lines(edit.above(base) if base else (), edit.above(ours), edit.above(theirs))
        key_changed = base is not None and ours.key != base.key
        entry = replace(ours, key=ours.key if key_changed else theirs.key)
        old = base.value if base else None
        value = self.value(old, ours.value, theirs.value, below, governed)
        rests = (edit.rest_of_line(one) if one else "" for one in (base, ours, theirs))
        merged = edit.with_value(edit.with_above(entry, lines), value)
        return edit.with_rest_of_line(merged, _merge_rests(*rests))

    def value(
        self,
        base: TextNode | None,
        ours: TextNode,
        theirs: TextNode,
        shape: Shape,
        governed: Governance,
    ) -> TextNode:
        if (
            isinstance(ours, TextCollection)
            and isinstance(theirs, TextCollection)
            and ours.is_list == theirs.is_list
        ):
            old = base if isinstance(base, TextCollection) else None
            fits = old is not None and old.is_list == ours.is_list
            return self.collection(old if fits else None, ours, theirs, shape, governed)
        we, they = datum(ours), datum(theirs)
        was = None if base is None else datum(base)
        if we == they:
            return theirs if ours == base else ours
        if we == was and not clashes(base, theirs, shape, governed.theirs):
            return theirs
        if they == was and not clashes(base, ours, shape, governed.ours):
            return ours
        return self._preferred(ours, theirs)

    def _preferred(self, ours: T, theirs: T) -> T:
        return ours if self._prefer is Side.OURS else theirs


def _tokens(sides: Sequence[Sequence[TextEntry]], shape: Shape) -> Sequence[Sequence[Token]]:
    base, ours, theirs = ([datum(entry.value) for entry in side] for side in sides)
    return align(base, ours, theirs, shape.entry_keys)


def _unchanged(entry: TextEntry, base: TextEntry) -> bool:
    """Tell whether an entry may go because the other side took it away."""
    told = set(comments(entry)) <= set(comments(base))
    return told and datum(entry.value) == datum(base.value)


def _merge_rests(base: str, ours: str, theirs: str) -> str:
    """Merge what stands behind a value on its line; the comments of both stay."""
    if ours == base:
        return theirs
    if theirs in (base, ours) or not theirs.strip() or ours.lstrip().startswith(","):
        return ours
    return f"{ours.rstrip()}  {theirs.strip()}\n"
