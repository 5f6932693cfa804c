"""The few ways in which a hand changes a file: retype, exchange, drop, copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.mutants.edits import Edit
from benchmarks.mutants.original import Block, Leaf, Original
from budgetc.source.nodes import Path

Drafts = Iterator["Draft"]
"""What a class of mistakes makes of one source."""

_SHOWN = 28
"""How much of a text the report shows."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mistake that has no class yet; attributes as of a `Mutant`."""

    path: Path
    line: int
    edits: tuple[Edit, ...]
    shown: str


def retyped(original: Original, leaf: Leaf, raw: str) -> Draft:
    """Type something else for a value, quotation marks included."""
    shown = f"{short(original.raw(leaf))} → {short(raw)}"
    return Draft(leaf.path, leaf.line, (Edit(leaf.start, leaf.end, raw),), shown)


def reworded(original: Original, leaf: Leaf, start: int, end: int, words: str) -> Draft:
    """Type something else for a part of a text, given by its offsets in the file."""
    before = original.text[max(leaf.start, start - 4) : start]
    after = original.text[end : min(leaf.end, end + 4)]
    shown = f"{short(before + original.text[start:end] + after)} → {short(before + words + after)}"
    return Draft(leaf.path, leaf.line, (Edit(start, end, words),), shown)


def each(
    original: Original, leaves: tuple[Leaf, ...], wrong: Callable[[str], str | None]
) -> Drafts:
    """Retype each value as a function of what stands there; where it gives nothing, do nothing."""
    for leaf in leaves:
        if (raw := wrong(original.raw(leaf))) is not None and raw != original.raw(leaf):
            yield retyped(original, leaf, raw)


def exchanged(original: Original, one: Leaf, other: Leaf) -> Draft:
    """Let two values change places."""
    edits = (
        Edit(one.start, one.end, original.raw(other)),
        Edit(other.start, other.end, original.raw(one)),
    )
    shown = f"{short(original.raw(one))} ⇄ {short(original.raw(other))} ({_where(one, other)})"
    return Draft(one.path, one.line, edits, shown)


def both_retyped(original: Original, leaves: tuple[Leaf, Leaf], raws: tuple[str, str]) -> Draft:
    """Type something else for two values."""
    one, other = leaves
    edits = (Edit(one.start, one.end, raws[0]), Edit(other.start, other.end, raws[1]))
    shown = (
        f"{short(original.raw(one))} → {short(raws[0])}, "
        f"{short(original.raw(other))} → {short(raws[1])} ({_where(one, other)})"
    )
    return Draft(one.path, one.line, edits, shown)


def neighbours(leaves: tuple[Leaf, ...]) -> Iterator[tuple[Leaf, Leaf]]:
    """Yield each value with that of the next item of the same list."""
    for one, other in pairwise(leaves):
        if _same_list(one, other):
            yield one, other


def exchanged_with_next(original: Original, leaves: tuple[Leaf, ...]) -> Drafts:
    """Exchange each value with that of the next item of the same list, where they differ."""
    for one, other in neighbours(leaves):
        if original.raw(one) != original.raw(other):
            yield exchanged(original, one, other)


def dropped(original: Original, block: Block) -> Draft:
    """Leave out whole lines."""
    shown = f"dropped: {short(original.text[block.start : block.end])}"
    return Draft(block.path, block.line, (Edit(block.start, block.end, ""),), shown)


def copied(original: Original, block: Block) -> Draft:
    """Have whole lines twice."""
    lines = original.text[block.start : block.end]
    return Draft(
        block.path, block.line, (Edit(block.end, block.end, lines),), f"twice: {short(lines)}"
    )


def without(original: Original, leaf: Leaf) -> Draft:
    """Leave out a value with its key.

    Raises:
        ValueError: it has no key.
    """
    if leaf.key is None:
        raise ValueError(f"{leaf.path} has no key")
    start, _ = original.extent(leaf.key)
    edit = _without(original.text, start, leaf.end)
    shown = f"dropped: {short(original.text[start : leaf.end])}"
    return Draft(leaf.path, leaf.line, (edit,), shown)


def short(text: str) -> str:
    """Return a text as the report shows it: on one line, and not long."""
    line = re.sub(r"\\?\n\s*", " ", text.strip())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _without(text: str, start: int, end: int) -> Edit:
    line = text.rindex("\n", 0, start) + 1
    before = text[line:start].strip()
    if not before:  # lines of its own
        return Edit(line, text.index("\n", end) + 1, "")
    if before == "-":  # the first key of an item: the next one takes its place
        rest = re.compile(r"\n *").match(text, end)
        return Edit(start, rest.end() if rest else end, "")
    if comma := re.compile(r", *").match(text, end):
        return Edit(start, comma.end(), "")
    left = re.compile(r",? *$").search(text, line, start)
    return Edit(left.start() if left else start, end, "")


def _where(one: Leaf, other: Leaf) -> str:
    return f"line {other.line}" if one.line != other.line else "same line"


def _same_list(one: Leaf, other: Leaf) -> bool:
    """Tell whether two values stand at the same key of two items of one list, or in one mapping."""
    if one.path[:-1] == other.path[:-1]:
        return True
    return one.path[:-2] == other.path[:-2] and one.path[-1:] == other.path[-1:]
