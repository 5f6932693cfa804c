"""What changed in what was typed, by key and code, whatever line it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetc.diff.entries import pair_entries
from budgetc.diff.model import Operation, TypedChange
from budgetc.diff.typed import TypedValue
from budgetc.ledger import Period
from budgetc.source.identity import CodeNames, names_of_files, plain_code
from budgetc.source.nodes import Mapping, Sequence

MOVING = frozenset({"code", "function", "economic", "fund", "group"})
"""Keys of an entry that say what its money is for, or from."""

_CALLING = frozenset({"id", "name", "item", "term"})
"""Keys of an entry that say what it is called."""

_Entry = tuple[TypedValue, TypedValue] | None
"""The innermost entry of a list that a place is in, in both states, if it is in one."""

_Found = tuple[Operation, TypedValue, TypedValue | None, TypedValue | None]
"""What was done, what stands or stood at the place, and what stood and stands there."""


def changes_between(
    before: TypedValue | None, after: TypedValue | None, codes: CodeNames, first: int
) -> tuple[TypedChange, ...]:
    """Return what changed between two states of one source.

    Args:
        before: the root of the first state; nothing if the source was not there.
        after: that of the second state; nothing if it is there no more.
        codes: gives the names of codes.
        first: the number of the first change.
    """
    names = names_of_files(codes)
    found = enumerate(_between(before, after, None), start=first)
    return tuple(
        TypedChange(number, operation, names(there.tree).address(there.path), old, new)
        for number, (operation, there, old, new) in found
    )


def _between(old: TypedValue | None, new: TypedValue | None, entry: _Entry) -> Iterator[_Found]:
    """Yield what differs at and below one place."""
    if old is None or new is None:
        if new is not None:
            yield Operation.ADDED, new, None, new
        elif old is not None:
            yield Operation.REMOVED, old, old, None
    elif isinstance(old.node, Mapping) and isinstance(new.node, Mapping):
        mine, theirs = _by_fact(old), _by_fact(new)
        for key in dict.fromkeys((*mine, *theirs)):
            yield from _between(mine.get(key), theirs.get(key), entry)
    elif isinstance(old.node, Sequence) and isinstance(new.node, Sequence):
        yield from _lists(old, new, old.node, new.node)
    elif not _same(old, new):
        yield _changed(old, new, entry)


def _by_fact(typed: TypedValue) -> dict[str | int, TypedValue]:
    """Return what stands in a mapping by its keys, an amount of last year by what it tells."""
    written = typed.tree.shape.at(typed.path).written
    return {
        written(Period.PRIOR) if step == Period.PRIOR else step: value
        for step, value in typed.below()
    }


def _lists(old: TypedValue, new: TypedValue, before: Sequence, after: Sequence) -> Iterator[_Found]:
    pairs = pair_entries(before, after, new.tree.shape.at(new.path))
    order = [one for one, other in pairs if one is not None and other is not None]
    if order != sorted(order):
        yield Operation.REORDERED, new, old, new
    olds, news = ([item for _, item in typed.below()] for typed in (old, new))
    for one, other in pairs:
        mine = None if one is None else olds[one]
        theirs = None if other is None else news[other]
        yield from _between(mine, theirs, (mine, theirs) if mine and theirs else None)


def _changed(old: TypedValue, new: TypedValue, entry: _Entry) -> _Found:
    key = new.path[-1] if new.path else ""
    if entry is None or new.path[:-1] != entry[1].path or key not in MOVING | _CALLING:
        return Operation.CHANGED, new, old, new
    if key in _CALLING:
        return Operation.RENAMED, new, old, new
    return Operation.MOVED, new, replace(old, entry=entry[0]), replace(new, entry=entry[1])


def _same(before: TypedValue, after: TypedValue) -> bool:
    if before.fen is not None and after.fen is not None:
        return before.fen == after.fen
    if before.text is None or after.text is None:
        return False
    texts = (before.text, after.text)
    one, other = map(plain_code, texts) if before.path[-1:] == ("code",) else texts
    return one == other
