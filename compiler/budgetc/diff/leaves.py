"""What changed in what was typed, by key and code, whatever line it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetc.classification import Catalogue
from budgetc.diff.identity import pair_entries
from budgetc.diff.model import Act, Change, End, Step
from budgetc.diff.names import EntryNames, key_step
from budgetc.diff.typed import Typed
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
    before: Typed | None, after: Typed | None, catalogue: Catalogue | None, first: int
) -> tuple[Change, ...]:
    """Return what changed between two states of one source.

    Args:
        before: the first state; nothing if the source was not there.
        after: the second state; nothing if it is there no more.
        catalogue: for the names of codes, if it can be read.
        first: the number of the first change.
    """
    ends = [None if typed is None else _At(typed, (), typed.tree.root) for typed in (before, after)]
    found = _Walk(catalogue).between(ends[0], ends[1], None)
    return tuple(
        Change(number, act, steps, old, new)
        for number, (act, steps, old, new) in enumerate(found, start=first)
    )


_Found = tuple[Act, tuple[Step, ...], End | None, End | None]


class _Walk:
    """One run down two trees; each step of the way is named where something below it changed."""

    def __init__(self, catalogue: Catalogue | None) -> None:
        self._catalogue = catalogue

    def between(self, old: _At | None, new: _At | None, entry: _Entry | None) -> Iterator[_Found]:
        """Yield what differs at and below one place, by the way from there."""
        if old is None or new is None:
            if new is not None:
                yield Act.ADDED, (), None, new.end()
            elif old is not None:
                yield Act.REMOVED, (), old.end(), None
        elif isinstance(old.node, Mapping) and isinstance(new.node, Mapping):
            yield from self._mappings(old, new, entry)
        elif isinstance(old.node, Sequence) and isinstance(new.node, Sequence):
            yield from self._lists(old, new, old.node, new.node)
        else:
            yield from self._values(old, new, entry)

    def _mappings(self, old: _At, new: _At, entry: _Entry | None) -> Iterator[_Found]:
        for key in dict.fromkeys((*_keys(old.node), *_keys(new.node))):
            for act, steps, before, after in self.between(
                _child(old, key), _child(new, key), entry
            ):
                yield act, (key_step(new.path, key, self._catalogue), *steps), before, after

    def _lists(self, old: _At, new: _At, before: Sequence, after: Sequence) -> Iterator[_Found]:
        pairing = pair_entries(before, after)
        if pairing.reordered:
            yield Act.REORDERED, (), old.end(), new.end()
        names = EntryNames(new.path, after, self._catalogue)
        old_names = EntryNames(old.path, before, self._catalogue)
        for one, other in pairing.pairs:
            mine = None if one is None else old.below(one, before.items[one])
            theirs = None if other is None else new.below(other, after.items[other])
            inside = _Entry(mine, theirs, len(theirs.path)) if mine and theirs else None
            for act, steps, was, now in self.between(mine, theirs, inside):
                step = names.step(other) if other is not None else old_names.step(one or 0)
                yield act, (step, *steps), was, now

    def _values(self, old: _At, new: _At, entry: _Entry | None) -> Iterator[_Found]:
        before, after = old.end(), new.end()
        if _same(before, after):
            return
        key = new.path[-1] if new.path else ""
        if entry is None or len(new.path) != entry.depth + 1 or key not in MOVING | _CALLING:
            yield Act.CHANGED, (), before, after
            return
        act = Act.MOVED if key in MOVING else Act.RENAMED
        yield act, (), _with_money(before, entry.before), _with_money(after, entry.after)


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
        return one.text.replace("-", "") == other.text.replace("-", "")
    return one.text == other.text


def _keys(node: Node) -> tuple[str, ...]:
    return tuple(node.entries) if isinstance(node, Mapping) else ()


def _child(at: _At, key: str) -> _At | None:
    node = at.node.get(key) if isinstance(at.node, Mapping) else None
    return None if node is None else at.below(key, node)
