"""What a saved file touches, and the files as they are saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

_WAKE = 200
"""Milliseconds after which the watcher looks whether it still watches all that there is."""
_STEP = 50
"""Milliseconds without another saved file after which those that were saved are one change."""


def saved_files(folders: Callable[[], Sequence[Path]]) -> Iterator[frozenset[Path]]:
    """Yield the files that were saved, moved or deleted, together where they come together.

    The first that is yielded is empty: from then on nothing is missed, however long the caller
    takes over it. A folder that appears is watched from then on, and yielded itself.

    Args:
        folders: those that are there to be watched now.
    """
    from watchfiles import Change, DefaultFilter, watch  # noqa: PLC0415  # for who watches

    usual = DefaultFilter()

    def counts(change: Change, path: str) -> bool:
        """Tell whether a file is somebody's; editors write hidden ones beside it for a moment."""
        return usual(change, path) and not Path(path).name.startswith(".")

    watched: tuple[Path, ...] = ()
    while True:
        now = tuple(folders())
        changes = watch(
            *now, watch_filter=counts, step=_STEP, rust_timeout=_WAKE, yield_on_timeout=True
        )
        next(changes)  # it watches now; whatever was saved before is in what is built next
        yield frozenset({*now} ^ {*watched}) if watched else frozenset()
        watched = now
        for change in changes:
            if change:
                yield frozenset(Path(path) for _, path in change)
            if tuple(folders()) != watched:
                break
