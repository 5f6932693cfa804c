"""What a saved file touches, and the files as they are saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from budgetc.files.data import OVERRIDABLE
from budgetc.files.workspace import FOLDERS, Source

_WAKE = 200
"""Milliseconds after which the watcher looks whether it still watches all that there is."""
_STEP = 50
"""Milliseconds without another saved file after which those that were saved are one change."""


def watched_folders(root: Path, sources: Iterable[Source]) -> Sequence[Path]:
    """Return the folders that hold what documents are made of, as far as they are there.

    Args:
        root: of the workspace.
        sources: some may stand outside of it.
    """
    inside = [root / name for name in FOLDERS]
    outside = [
        source.path.parent
        for source in sources
        if not any(source.path.is_relative_to(folder) for folder in inside)
    ]
    return [folder for folder in dict.fromkeys((*inside, *outside)) if folder.is_dir()]


def names_in(saved: Collection[Path], home: Path) -> frozenset[str]:
    """Return the names that saved files have in a folder."""
    root = home.resolve()
    real = (path.parent.resolve() / path.name for path in saved)
    return frozenset(one.relative_to(root).as_posix() for one in real if one.is_relative_to(root))


def touches_data(names: Iterable[str]) -> bool:
    """Tell whether a data file is among names of files of a workspace."""
    return any(name.split("/")[0] in OVERRIDABLE for name in names)


def saved_files(
    folders: Callable[[], Sequence[Path]], step: int = _STEP
) -> Iterator[frozenset[Path]]:
    """Yield the files that were saved, moved or deleted, together where they come together.

    The first that is yielded is empty: from then on nothing is missed, however long the caller
    takes over it. A folder that appears is watched from then on, and yielded itself.

    Args:
        folders: those that are there to be watched now.
        step: the milliseconds without another after which saved files are one change.
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
            *now, watch_filter=counts, step=step, rust_timeout=_WAKE, yield_on_timeout=True
        )
        next(changes)  # it watches now; whatever was saved before is in what is built next
        yield frozenset({*now} ^ {*watched}) if watched else frozenset()
        watched = now
        for change in changes:
            if change:
                yield frozenset(Path(path) for _, path in change)
            if tuple(folders()) != watched:
                break
