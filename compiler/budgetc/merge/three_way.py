"""Merging the parts of three sources: entry by entry, down to single values.

A merge prefers one side where both changed one thing. Done twice, once for each side, the two
results differ in just the conflicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import TypeVar

from budgetc.merge.align import Token, align
from budgetc.merge.order import both_moved, merged_order
from budgetc.merge.parts import Child, Collection, Document, Part, comments, datum
from budgetc.source.shape import Shape

T = TypeVar("T")


class Side(Enum):
    """One of the two sides of a merge."""

    OURS = "ours"
    THEIRS = "theirs"


def merge_documents(
    base: Document | None, ours: Document, theirs: Document, shape: Shape, prefer: Side
) -> Document:
    """Return one source with the changes of both; of conflicting ones those of one side.

    Args:
        base: what both come from; where there is nothing, whatever differs is a conflict.
        ours: one side, whose order and style the result has.
        theirs: the other.
        shape: what the schema says of such a source.
        prefer: the side whose conflicting changes are taken.
    """
    root = _Merge(prefer).collection(base.root if base else None, ours.root, theirs.root, shape)
    preamble = merge_lines(base.preamble if base else (), ours.preamble, theirs.preamble)
    ending = merge_lines(base.ending if base else (), ours.ending, theirs.ending)
    return Document(preamble, root, ending)


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
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
        self, base: Collection | None, ours: Collection, theirs: Collection, shape: Shape
    ) -> Collection:
        if ours == base:
            return theirs
        if theirs in (base, ours):
            return ours
        sides = [base.children if base else (), ours.children, theirs.children]
        names = _tokens(sides, shape) if ours.is_list else _keys(sides)
        was, here, there = (
            dict(zip(tokens, side, strict=True)) for tokens, side in zip(names, sides, strict=True)
        )
        merged = (
            self._child(
                was.get(token), here.get(token), there.get(token), shape, known=base is not None
            )
            for token in self._order(names, is_list=ours.is_list, known=base is not None)
        )
        frame = theirs if ours.brackets and not theirs.brackets else ours
        children = tuple(child for child in merged if child is not None)
        if not frame.brackets:
            children = tuple(_on_a_line(child, is_list=frame.is_list) for child in children)
        return replace(frame, children=children)

    def _order(
        self, names: Sequence[Sequence[Token]], *, is_list: bool, known: bool
    ) -> list[Token]:
        """Return the order of entries; that of items is a conflict where it is open whose holds."""
        base, ours, theirs = names
        is_open = is_list and (not known or both_moved(base, ours, theirs))
        if is_open and self._prefer is Side.THEIRS:
            return merged_order(base, theirs, ours)
        return merged_order(base, ours, theirs)

    def _child(
        self,
        base: Child | None,
        ours: Child | None,
        theirs: Child | None,
        shape: Shape,
        *,
        known: bool,
    ) -> Child | None:
        """Merge one entry; nothing comes out where it is taken away."""
        if ours is not None and theirs is not None:
            return self._both(base, ours, theirs, shape)
        left = ours or theirs
        if base is None and known:
            return left
        if left is None or (base is not None and _unchanged(left, base)):
            return None
        return self._preferred(ours, theirs)

    def _both(self, base: Child | None, ours: Child, theirs: Child, shape: Shape) -> Child:
        if ours == base:
            return theirs
        if theirs in (base, ours):
            return ours
        old = base.head if base else ours.head
        below = shape.under(ours.name or None)
        return Child(
            ours.name,
            merge_lines(base.above if base else (), ours.above, theirs.above),
            theirs.head if ours.head == old and ours.head else ours.head,
            self._value(base.value if base else None, ours.value, theirs.value, below),
            _merge_tails(base.tail if base else "", ours.tail, theirs.tail),
            ours.column,
        )

    def _value(self, base: Part | None, ours: Part, theirs: Part, shape: Shape) -> Part:
        if (
            isinstance(ours, Collection)
            and isinstance(theirs, Collection)
            and ours.is_list == theirs.is_list
        ):
            old = base if isinstance(base, Collection) else None
            fits = old is not None and old.is_list == ours.is_list
            return self.collection(old if fits else None, ours, theirs, shape)
        we, they = datum(ours), datum(theirs)
        was = None if base is None else datum(base)
        if we == they:
            return theirs if ours == base else ours
        if we == was:
            return theirs
        if they == was:
            return ours
        return self._preferred(ours, theirs)

    def _preferred(self, ours: T, theirs: T) -> T:
        return ours if self._prefer is Side.OURS else theirs


def _keys(sides: Sequence[Sequence[Child]]) -> Sequence[Sequence[Token]]:
    return [[child.name for child in side] for side in sides]


def _tokens(sides: Sequence[Sequence[Child]], shape: Shape) -> Sequence[Sequence[Token]]:
    base, ours, theirs = ([datum(child.value) for child in side] for side in sides)
    return align(base, ours, theirs, shape.entry_keys)


def _unchanged(child: Child, base: Child) -> bool:
    """Tell whether an entry may go because the other side took it away."""
    told = set(comments(child)) <= set(comments(base))
    return told and datum(child.value) == datum(base.value)


def _merge_tails(base: str, ours: str, theirs: str) -> str:
    if ours == base:
        return theirs
    if theirs in (base, ours) or not theirs.strip() or _parts_entries(ours):
        return ours
    return f"{ours.rstrip()}  {theirs.strip()}"


def _parts_entries(tail: str) -> bool:
    """Tell whether what follows an entry is the comma that parts it from the next, in brackets."""
    return tail.lstrip().startswith(",")


def _on_a_line(child: Child, *, is_list: bool) -> Child:
    """Return an entry as one of a block, if it stood in brackets."""
    if _parts_entries(child.tail):
        child = replace(child, tail="")
    if is_list and not child.head:
        child = replace(child, head="-", value=replace(child.value, lead=" "))
    return child
