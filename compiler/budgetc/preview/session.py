"""What a preview shows: sources as they were compiled last, and what the last save changed.

Whoever serves it asks from threads of their own, so one lock stands around all of it: a source is
compiled by whoever needs it first. Nothing is written, and nothing of the workspace is kept that is
not shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import RLock

from budgetc.diagnostics import Counts, Diagnostic, has_errors
from budgetc.files.record import ReadSet
from budgetc.files.workspace import Listing, Source, Workspace
from budgetc.frozen import frozen
from budgetc.pipeline import Compilation, compile_source
from budgetc.preview.changes import NONE, Changes, Printed, changes, printed
from budgetc.publish.checked_source import CheckedSource, checked
from budgetc.publish.documents import documents_of
from budgetc.publish.watch import names_in, touches_data, watched_folders
from budgetc.render.look import Look

_PAUSE = 0.005
"""Seconds between two sources that nobody waits for: who waits for another gets in."""
_FORMAT = "html"
_SHOWN = 3
"""How many documents stay at hand: three megabytes each."""


@frozen(eq=False)
class Shown:
    """A document at hand.

    Attributes:
        compilation: the last one that had a document.
        printed: what that document prints.
        changes: what the last save changed in it.
        version: another for another document.
        is_old: whether the source has been saved with errors since.
        milliseconds: what its last compilation took.
    """

    compilation: Compilation
    printed: Printed
    changes: Changes
    version: int
    is_old: bool
    milliseconds: int


@frozen(eq=False)
class Seen:
    """A source that was compiled: what was found, and what it depends on."""

    checked: CheckedSource
    record: ReadSet
    counts: Counts


@frozen(eq=False)
class State:
    """What is to be told of a workspace and of one of its sources.

    Attributes:
        sources: all of them.
        seen: those that were compiled, by name.
        others: what was found of no source.
        chosen: the source that is looked at, if there is one.
        shown: its last document, if there was any.
    """

    version: int
    sources: tuple[Source, ...]
    seen: dict[str, Seen]
    others: tuple[Diagnostic, ...]
    chosen: Source | None
    shown: Shown | None


class Session:
    """A workspace that is looked at while people work on it."""

    def __init__(self, workspace: Workspace, named: Source | None, *, draws: bool) -> None:
        """Look which sources there are; none is compiled yet.

        Args:
            workspace: whose sources are shown.
            named: a source that is shown first, be it one of another folder.
            draws: whether charts can be drawn.
        """
        self._workspace = workspace
        self._named = named
        self._look_of_pages = Look(summary=draws)
        self._lock = RLock()
        self._resources = workspace.resources()
        self._listing = Listing((), ())
        self._seen: dict[str, Seen] = {}
        self._shown: dict[str, Shown] = {}
        self._version = 0
        self._listeners: set[Callable[[], None]] = set()
        self.is_closed = False
        self._list()

    # What is asked from outside

    def folders(self) -> Sequence[Path]:
        """Return the folders to be watched."""
        return watched_folders(self._workspace.root, self._listing.sources)

    def listen(self, listener: Callable[[], None]) -> None:
        """Have somebody called whenever something else is to be shown."""
        self._listeners.add(listener)

    def leave(self, listener: Callable[[], None]) -> None:
        """Call somebody no more."""
        self._listeners.discard(listener)

    def close(self) -> None:
        """Tell everybody who listens that nothing more will come."""
        self.is_closed = True
        self._tell()

    @property
    def version(self) -> int:
        """Another whenever something else is to be shown."""
        return self._version

    def state(self, name: str) -> State:
        """Return what is to be shown of a source, compiled if it was not; of none, the first."""
        with self._lock:
            sources = self._listing.sources
            named = self._named.name if self._named else ""
            chosen = next((one for one in sources if one.name == (name or named)), None)
            if chosen is None and not name and sources:
                chosen = sources[0]
            if chosen is not None and self._may_have_a_document(chosen):
                self._look(chosen)
            shown = self._shown.get(chosen.name) if chosen else None
            others = self._listing.findings
            return State(self._version, sources, {**self._seen}, others, chosen, shown)

    def document(self, name: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        """Return the last document of a source as a page; nothing where there was none."""
        with self._lock:
            shown = self._shown.get(name)
            if shown is None:
                return None, ()
            made, problems = documents_of(
                shown.compilation, (_FORMAT,), self._look_of_pages, self._resources
            )
            return made.get(_FORMAT), problems

    # What happens meanwhile

    def look_at_all(self) -> None:
        """Compile, one after the other, what was not compiled yet, and tell of each."""
        for source in self._listing.sources:
            if self.is_closed:
                return
            with self._lock:
                if source.name in self._seen:
                    continue
                self._compile(source)
            self._tell()
            time.sleep(_PAUSE)

    def save(self, saved: Collection[Path]) -> None:
        """Compile what saved files touch, first what is looked at, and tell of it."""
        with self._lock:
            before = self._listing
            self._list()
            if touches_data(names_in(saved, self._workspace.root)):
                self._resources = self._resources.renewed()
            touched = [one for one in self._listing.sources if self._is_touched(one, saved)]
            for gone in self._seen.keys() - {one.name for one in self._listing.sources}:
                self._seen.pop(gone)
                self._shown.pop(gone, None)
            for source in touched:
                if source.name in self._shown:
                    self._look(source)
                else:
                    self._seen.pop(source.name, None)
            if touched or before != self._listing:
                self._tell()
        self.look_at_all()

    def _list(self) -> None:
        """Look which sources there are now."""
        found = self._workspace.listing()
        if self._named is not None and self._named not in found.sources:
            found = Listing((self._named, *found.sources), found.findings)
        self._listing = found

    def _may_have_a_document(self, source: Source) -> bool:
        """Tell whether a source has no document at hand, and is not known to have none."""
        seen = self._seen.get(source.name)
        return source.name not in self._shown and (
            seen is None or not has_errors(seen.checked.findings)
        )

    def _is_touched(self, source: Source, saved: Collection[Path]) -> bool:
        seen = self._seen.get(source.name)
        return seen is None or seen.record.mentions(names_in(saved, source.home))

    def _compile(self, source: Source) -> Compilation:
        compilation = compile_source(source, self._resources, date.today())
        one = checked(compilation, self._resources)
        counts = Counts.of(one.findings)
        self._seen[source.name] = Seen(one, compilation.inputs.record, counts)
        return compilation

    def _look(self, source: Source) -> None:
        """Compile a source whose document is wanted, and keep it at hand."""
        begun = time.perf_counter()
        compilation = self._compile(source)
        before = self._shown.pop(source.name, None)
        took = round(1000 * (time.perf_counter() - begun))
        document = compilation.document
        if document is None:
            if before is not None:
                self._shown[source.name] = replace(
                    before, is_old=has_errors(compilation.findings), milliseconds=took
                )
            return
        now = printed(document)
        changed = NONE if before is None else changes(before.printed, now)
        self._version += 1
        self._shown[source.name] = Shown(
            compilation, now, changed, self._version, is_old=False, milliseconds=took
        )
        while len(self._shown) > _SHOWN:
            self._shown.pop(next(iter(self._shown)))

    def _tell(self) -> None:
        self._version += 1
        for listener in tuple(self._listeners):
            listener()
