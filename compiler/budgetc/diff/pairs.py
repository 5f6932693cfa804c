"""Which source of the second state is which of the first, and which of them have to be compiled."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from budgetc.diff.sides import Side, data_of, is_source, sources_of
from budgetc.files.workspace import CONTROL_TOTALS

_ALIKE = 0.6
"""The share of lines that two files of different names must share to be one that was renamed."""

_MOST = 2_500
"""How many pairs of files are weighed at most for a renaming."""

_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A source in two states, by its names; `None` where a state does not have it."""

    before: str | None
    after: str | None

    @property
    def name(self) -> str:
        """What it is called now, or was called."""
        return self.after or self.before or ""


def pair_sources(before: Side, after: Side) -> tuple[Pair, ...]:
    """Return all sources of two states, those that were renamed as one."""
    olds, news = set(sources_of(before)), set(sources_of(after))
    renamed = dict(_renamed(before, after, sorted(olds - news), sorted(news - olds)))
    gone = olds - news - set(renamed.values())
    pairs = [Pair(renamed.get(name, name if name in olds else None), name) for name in news]
    return tuple(sorted([*pairs, *(Pair(name, None) for name in gone)], key=lambda pair: pair.name))


def _renamed(
    before: Side, after: Side, gone: Sequence[str], come: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the new and the old name of files that were renamed."""
    if not gone or not come or len(gone) * len(come) > _MOST:
        return
    olds, news = before.read(gone), after.read(come)
    old_lines = {name: Counter(text.splitlines()) for name, text in olds.items()}
    new_lines = {name: Counter(text.splitlines()) for name, text in news.items()}
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


def affected(pairs: Sequence[Pair], before: Side, after: Side) -> tuple[Pair, ...]:
    """Return the pairs whose documents can differ.

    Those whose own file changed, or a unit's, or last year's, the approved figures, or, for all of
    them, a file of data of the workspace.
    """
    if data_of(before) != data_of(after):
        return tuple(pairs)
    olds, newer = _Surroundings(before), _Surroundings(after)
    return tuple(
        pair
        for pair in pairs
        if pair.before != pair.after or olds.of(pair.name) != newer.of(pair.name)
    )


def needed(names: Sequence[str], side: Side) -> frozenset[str]:
    """Return the files that sources are compiled from: theirs, and what is around them."""
    around = _Surroundings(side)
    return frozenset(found for name in names for found in around.of(name))


class _Surroundings:
    """Knows, of one state, which files bear on the document of a source."""

    def __init__(self, side: Side) -> None:
        self._files = side.files
        self._folders: dict[str, list[str]] = defaultdict(list)
        for name in filter(is_source, side.files):
            folder = PurePosixPath(name).parent
            self._folders[str(folder)].append(name)
            self._folders[str(folder.parent)].append(name)

    def of(self, name: str) -> Mapping[str, str]:
        """Return the files by name, each with the id of its content."""
        editions = _editions(_stem(name))
        near = (
            file
            for file in self._folders.get(str(PurePosixPath(name).parent), ())
            if not editions or _stem(file) in editions
        )
        return {file: self._files[file] for file in (*near, CONTROL_TOTALS) if file in self._files}


def _editions(edition: str) -> tuple[str, ...]:
    """Return which files of its folder can bear on an edition: none of a year, all of another."""
    return (edition, str(int(edition) - 1)) if _YEAR.fullmatch(edition) else ()
