"""Which source of the second state is which of the first, and which of them may differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

from budgetc.diff.snapshots import Snapshot, sources_of
from budgetc.files.workspace import BUDGETS
from budgetc.frozen import frozen

_ALIKE = 0.6
"""The share of lines that two files of different names must share to be one that was renamed."""

_MOST = 2_500
"""How many pairs of files are weighed at most for a renaming."""


@frozen()
class SourcePair:
    """A source in two states, by its names; `None` where a state does not have it."""

    before: str | None
    after: str | None

    @property
    def name(self) -> str:
        """What it is called now, or was called."""
        return self.after or self.before or ""


def pair_sources(before: Snapshot, after: Snapshot) -> tuple[SourcePair, ...]:
    """Return all sources of two states, those that were renamed as one."""
    olds, news = set(sources_of(before)), set(sources_of(after))
    renamed = dict(_renamed(before, after, sorted(olds - news), sorted(news - olds)))
    gone = olds - news - set(renamed.values())
    pairs = [SourcePair(renamed.get(name, name if name in olds else None), name) for name in news]
    return tuple(
        sorted([*pairs, *(SourcePair(name, None) for name in gone)], key=lambda pair: pair.name)
    )


def _renamed(
    before: Snapshot, after: Snapshot, gone: Sequence[str], come: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the new and the old name of files that were renamed."""
    if not gone or not come or len(gone) * len(come) > _MOST:
        return
    old_lines = {name: Counter(before.read(name).splitlines()) for name in gone}
    new_lines = {name: Counter(after.read(name).splitlines()) for name in come}
    weighed = sorted(
        (-_share(old_lines[old], new_lines[new]), _stem(old) != _stem(new), old, new)
        for old in gone
        for new in come
    )
    for share, _, old, new in weighed:
        if -share >= _ALIKE and old in old_lines and new in new_lines:
            del old_lines[old], new_lines[new]
            yield new, old


def _share(one: Counter[bytes], other: Counter[bytes]) -> float:
    whole = max(one.total(), other.total())
    return (one & other).total() / whole if whole else 1.0


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def changed_names(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """Return the names of the files that are not the same in two states."""
    names = {*before.ids, *after.ids}
    return frozenset(name for name in names if before.ids.get(name) != after.ids.get(name))


def may_concern(name: str, changed: Collection[str]) -> bool:
    """Tell whether one of some files may have been read for a source.

    A source reads nothing in other departments' folders; whether it did read a file, its record
    says.
    """
    homes = {_home(one) for one in changed}
    return "" in homes or _home(name) in homes


def _home(name: str) -> str:
    """Return the department's folder that a file is in; nothing of what all departments share."""
    parts = PurePosixPath(name).parts
    return parts[1] if parts[0] == BUDGETS and len(parts) > len((BUDGETS, name)) else ""
