"""What changed in what was typed, by key and code, whatever line it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetc.diff.entries import pair_entries
from budgetc.diff.model import Act, Change, End
from budgetc.diff.typed import Typed
from budgetc.source.identity import CodeNames, Names, plain_code
from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence

MOVING = frozenset({"code", "function", "economic", "fund", "group"})
"""Keys of an entry that say what its money is for, or from."""

_CALLING = frozenset({"id", "name", "item", "term"})
"""Keys of an entry that say what it is called."""


@dataclass(frozen=True, slots=True, eq=False)
class _At:
    """A place in one of the two trees."""

    typed: Typed
    path: Path
    node: Node

    def end(self) -> End:
        return self.typed.end(self.path, self.node)

    def below(self, step: str | int, node: Node) -> _At:
        return _At(self.typed, (*self.path, step), node)


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """The innermost entry of a list that a place is in, in both trees, if it is in one."""

    before: _At
    after: _At
    depth: int


def changes_between(
    before: Typed | None, after: Typed | None, codes: CodeNames, first: int
) -> tuple[Change, ...]:
    """Return what changed between two states of one source.

    Args:
        before: the first state; nothing if the source was not there.
        after: the second state; nothing if it is there no more.
        codes: gives the names of codes.
        first: the number of the first change.
    """
    ends = [None if typed is None else _At(typed, (), typed.tree.root) for typed in (before, after)]
    names = {typed: Names(typed.tree, codes) for typed in (before, after) if typed is not None}
    found = _between(ends[0], ends[1], None)
    return tuple(
        Change(number, act, tuple(names[at.typed].steps(at.path)), old, new)
        for number, (act, at, old, new) in enumerate(found, start=first)
    )


_Found = tuple[Act, _At, End | None, End | None]
"""What was done, the place as it is now or was, and what stood and stands there."""


def _between(old: _At | None, new: _At | None, entry: _Entry | None) -> Iterator[_Found]:
    """Yield what differs at and below one place."""
    if old is None or new is None:
        if new is not None:
            yield Act.ADDED, new, None, new.end()
        elif old is not None:
            yield Act.REMOVED, old, old.end(), None
    elif isinstance(old.node, Mapping) and isinstance(new.node, Mapping):
        for key in dict.fromkeys((*_keys(old.node), *_keys(new.node))):
            yield from _between(_child(old, key), _child(new, key), entry)
    elif isinstance(old.node, Sequence) and isinstance(new.node, Sequence):
        yield from _lists(old, new, old.node, new.node)
    else:
        yield from _values(old, new, entry)


def _lists(old: _At, new: _At, before: Sequence, after: Sequence) -> Iterator[_Found]:
    pairing = pair_entries(before, after, new.typed.tree.shape.at(new.path).entry_keys)
    if pairing.reordered:
        yield Act.REORDERED, new, old.end(), new.end()
    for one, other in pairing.pairs:
        mine = None if one is None else old.below(one, before.items[one])
        theirs = None if other is None else new.below(other, after.items[other])
        inside = _Entry(mine, theirs, len(theirs.path)) if mine and theirs else None
        yield from _between(mine, theirs, inside)


def _values(old: _At, new: _At, entry: _Entry | None) -> Iterator[_Found]:
    before, after = old.end(), new.end()
    if _same(before, after):
        return
    key = new.path[-1] if new.path else ""
    if entry is None or len(new.path) != entry.depth + 1 or key not in MOVING | _CALLING:
        yield Act.CHANGED, new, before, after
        return
    act = Act.MOVED if key in MOVING else Act.RENAMED
    yield act, new, _with_money(before, entry.before), _with_money(after, entry.after)


def _with_money(end: End, entry: _At) -> End:
    """Return the end of a code or a name with the money of its entry."""
    spent = entry.typed.spent(entry.path, entry.node)
    return End(end.tree, end.path, end.node, end.text, end.values, spent, end.unit)


def _same(before: End, after: End) -> bool:
    if before.fen is not None and after.fen is not None:
        return before.fen == after.fen
    one, other = before.node, after.node
    return isinstance(one, Scalar) and isinstance(other, Scalar) and _alike(one, other, before.path)


def _alike(one: Scalar, other: Scalar, path: Path) -> bool:
    if path and path[-1] == "code":
        return plain_code(one.text) == plain_code(other.text)
    return one.text == other.text


def _keys(node: Node) -> tuple[str, ...]:
    return tuple(node.entries) if isinstance(node, Mapping) else ()


def _child(at: _At, key: str) -> _At | None:
    node = at.node.get(key) if isinstance(at.node, Mapping) else None
    return None if node is None else at.below(key, node)
