"""What a saved file touches, and the files as they are saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from budgetc.files.data import OVERRIDABLE
from budgetc.files.workspace import BUDGETS, CONTROL_TOTALS, REGION, SUFFIXES, Source, Workspace
from budgetc.jurisdiction.load import jurisdictions

_WAKE = 200
"""Milliseconds after which the watcher looks whether it still watches all that there is."""
_STEP = 50
"""Milliseconds without another saved file after which those that were saved are one change."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What has to be made anew.

    Attributes:
        sources: those whose documents may become others.
        data: whether templates, layouts or code lists may have become others.
        region: whether what the region is called may have become something else.
    """

    sources: tuple[Source, ...]
    data: bool
    region: bool

    def __bool__(self) -> bool:
        return bool(self.sources) or self.data or self.region


def touched(
    saved: Collection[Path],
    sources: Sequence[Source],
    workspace: Workspace,
    jurisdiction_of: Callable[[Source], str | None],
) -> Touched:
    """Return what saved files touch.

    A source touches itself, the department that it is a unit of, and next year's source. A template
    touches the sources of its jurisdiction; what all jurisdictions share, and the approved figures,
    touch all sources.

    Args:
        saved: the files that were saved, moved or deleted.
        sources: all that are built.
        workspace: their folder.
        jurisdiction_of: the jurisdiction of a source; nothing where it could not be read.
    """
    names = frozenset(_name(path, workspace) for path in saved)
    data = frozenset(name for name in names if name.split("/")[0] in OVERRIDABLE)
    named = frozenset(jurisdictions(workspace.resources()))
    owners = frozenset(_owner(name, named) for name in data)
    whole = None in owners or CONTROL_TOTALS in names
    files = {path.resolve() for path in saved}
    chosen = [
        source
        for source in sources
        if whole or (owners and jurisdiction_of(source) in {*owners, None})
    ]
    files |= {source.path.resolve() for source in chosen}
    while further := [s for s in sources if s not in chosen and _reads(s, files)]:
        chosen += further
        files |= {source.path.resolve() for source in further}
    region = f"{BUDGETS}/{REGION}.yaml" in names
    return Touched(tuple(s for s in sources if s in chosen), bool(data), region)


def _name(path: Path, workspace: Workspace) -> str:
    """Return the name of a file in the workspace; nothing of one outside."""
    try:
        return path.resolve().relative_to(workspace.root.resolve()).as_posix()
    except ValueError:
        return ""


def _owner(name: str, known: Collection[str]) -> str | None:
    """Return the jurisdiction that a data file belongs to; nothing where it belongs to all."""
    folder, _, rest = name.partition("/")
    owner = rest.split("/")[0]
    return owner if folder == "templates" and owner in known else None


def _reads(source: Source, files: Collection[Path]) -> bool:
    """Tell whether a source is made of one of some files, gone ones too.

    It is made of itself, of its units, and of last year's source.
    """
    path = source.path.resolve()
    units = (file for file in files if file.name == path.name)
    return (
        path in files
        or any(file.parent.parent == path.parent for file in units)
        or any(path.with_name(name) in files for name in _names_of_last_year(source))
    )


def _names_of_last_year(source: Source) -> tuple[str, ...]:
    if not (source.edition.isascii() and source.edition.isdecimal()):
        return ()
    return tuple(f"{int(source.edition) - 1}{suffix}" for suffix in SUFFIXES)


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
