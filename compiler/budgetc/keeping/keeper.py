"""Decides which sources need not be made again, and keeps those that were made."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from budgetc.diagnostics import Counts
from budgetc.files.names import unusable
from budgetc.files.record import ReadSet, digest_of_text
from budgetc.files.scan import sign_of
from budgetc.files.workspace import Source
from budgetc.frozen import NamedTuple
from budgetc.keeping.compiler import compiler_id
from budgetc.keeping.kept import Document, Kept, Result, Told
from budgetc.keeping.line import Line, kept_of, line_of
from budgetc.keeping.lost import BusyError, LostError
from budgetc.keeping.state import State, signed_file, stands

if TYPE_CHECKING:
    from budgetc.keeping.store import Store

_TOGETHER = 50
"""How many results are kept in one step, for it is the steps that cost."""


class Wanted(NamedTuple):
    """What is wanted of a source.

    Attributes:
        makers: what makes each format; asked only of a source that is as it was, for some take long
            to tell.
        places: the file of each format.
        book: the region book that wants to add it up; nothing where none does.
    """

    makers: Mapping[str, str]
    places: Mapping[str, Path]
    book: str


_NOTHING_WANTED = Wanted({}, {}, "")
"""Of who only looks."""


_BOOKS = "region books of "
"""What the keys of region books begin with; no source is called so."""


class Keeper:
    """What is kept of one workspace, in one run; without a store all is made, and nothing kept.

    Whatever is kept is known by what it was made of. So the order is this: look at the workspace,
    make, write the documents, and then say that they are written. Who is killed on the way has done
    work for nothing, and never said what is not so.
    """

    def __init__(self, root: Path, store: Store | None, today: date) -> None:
        self.state = State(root)
        self._root = root
        self._store = store
        self._day = today.isoformat()
        self._names: dict[str, tuple[str, ...]] = {}
        self._ahead: dict[str, Line] = {}
        """What was read of the store at once, each until it is asked for."""
        self._made: dict[str, str] = {}
        """Of the sources that were made, the digests of what was kept of them."""
        self._held: dict[str, Result] = {}
        self._waiting: list[Result] = []
        self.state.own_data()  # before anything is made of it
        if store is not None:
            self._names = dict(store.data_names())
            self._ahead = store.lines()

    def forget(self) -> None:
        """Keep nothing of what was made before."""
        self._ahead = {}
        if self._store is not None:
            self._store.forget_all()

    def fresh(self, sources: Iterable[tuple[Source, Wanted]]) -> Mapping[Source, Told]:
        """Return what is told of the sources that need not be made again."""
        fresh: dict[Source, Told] = {}
        renewed: list[Kept] = []
        for source, wanted in sources:
            kept = self._kept(source.name)
            if kept is not None and self._is_ours(source) and self._is_fresh(kept, wanted):
                fresh[source] = kept.told
                if (anew := self._renewed(kept)) is not None:
                    renewed.append(anew)
                if len(renewed) == _TOGETHER:
                    self._sign(renewed)
                    renewed = []
        if renewed:
            self._sign(renewed)
        return fresh

    def _kept(self, name: str) -> Kept | None:
        """Return what is kept of a source; nothing where it is not kept."""
        line = self._ahead.pop(name, None)
        if line is None and self._store is not None:
            line = self._store.line(name)
        return None if line is None else kept_of(name, line)

    def _sign(self, renewed: Iterable[Kept]) -> None:
        """Keep new signs of sources, but of what another run has kept of them since."""
        if self._store is None:
            return
        with self._store.writing():
            for kept in renewed:
                line = self._store.line(kept.name)
                if line is not None and _made_of(kept_of(kept.name, line)) == _made_of(kept):
                    self._store.sign(kept.name, line_of(kept))

    def lost_sums(self, sources: Iterable[str]) -> Sequence[str]:
        """Return the sources of which nothing is known any more that a region could add up.

        They were fresh or made, and another run has seen them change since.
        """
        told = self.digests_of_sums(sources)
        return [name for name, digest in told.items() if not digest and name not in self._held]

    def digests_of_sums(self, sources: Iterable[str]) -> Mapping[str, str]:
        """Return what tells apart what a region keeps of sources; empty where nothing is kept."""
        known = self._store.digests_of_sums() if self._store is not None else {}
        return {name: known.get(name, "") for name in sources}

    def key_of_books(self, declared: str, sums: Mapping[str, str]) -> str:
        """Return what the region books of some sources are kept under: it tells them from others.

        It is empty where one of these sources is not kept: then nor are they.

        Args:
            declared: the book that declares them.
            sums: what tells apart what the region keeps of each source, by their names.
        """
        if self._store is None or not all(sums.values()) or not self._held.keys().isdisjoint(sums):
            return ""
        told = (f"{name}\n{digest}" for name, digest in sums.items())
        return _BOOKS + digest_of_text("\n".join((declared, *told)))

    def fresh_books(self, key: str, makers: Sequence[str], folder: Path) -> Kept | None:
        """Return what is kept of region books, if they need not be made again.

        Args:
            key: of them.
            makers: what has to have made a document of each.
            folder: of these documents.
        """
        kept = self._kept(key) if key else None
        if kept is None or not self._is_fresh(kept, _NOTHING_WANTED):
            return None
        known = {(one.maker, one.path): one for one in kept.documents}
        wanted = [one for one in kept.places if one[0] in makers and _is_in(one[1], folder)]
        mine = [known[one] for one in wanted if one in known]
        made_by = {one.maker for one in mine}
        if len(mine) < len(wanted) or made_by != {*makers} or not all(map(stands, mine)):
            return None
        return replace(kept, documents=tuple(mine))

    def put_books(
        self, key: str, record: ReadSet, found: bytes, documents: Iterable[tuple[str, Path]]
    ) -> None:
        """Keep region books.

        Args:
            key: of them; without one, nothing is kept.
            record: what was read for them besides what the region keeps of their sources.
            found: what was found when they were made, as `unpacked_source` takes it.
            documents: all that they have, and what made each; none is written yet.
        """
        files = self.state.signed(record)
        if self._store is None or files is None or not key:
            return
        places = tuple((maker, _absolute(path)) for maker, path in documents)
        with self._store.writing():
            self._store.forget(self._store.names(_BOOKS))
            kept = Kept(
                name=key,
                files=files,
                folders=record.folders,
                data=self._put_data(tuple(sorted(record.data)), self._store),
                day="",
                told=Told(failed=False, counts=Counts(), elsewhere=True),
                places=places,
            )
            self._store.put_found(key, self._line_of(kept), found)

    def missing(self, sources: Sequence[Source]) -> Sequence[Source]:
        """Return the sources that have to be made before it is known what is found in them."""
        fresh = self.fresh((one, _NOTHING_WANTED) for one in sources)
        return [one for one in sources if one not in fresh]

    def found(self, name: str) -> bytes:
        """Return what was found in a source that is fresh, or was put or held."""
        if (held := self._held.get(name)) is not None:
            return held.found
        return _there(self._store.found(name) if self._store else None)

    def rules(self, name: str) -> bytes:
        """Return what became of the rules over it."""
        if (held := self._held.get(name)) is not None:
            return held.rules
        return _there(self._store.rules(name) if self._store else None)

    def sums(self, name: str) -> bytes:
        """Return what a region keeps of it.

        Raises:
            BusyError: another run has seen the source change.
        """
        if (held := self._held.get(name)) is not None:
            return _there(held.sums)
        sums = self._store.sums(name) if self._store else None
        if sums is None:
            raise BusyError
        return sums

    def hold(self, result: Result) -> None:
        """Have a result at hand in this run, and keep nothing of it."""
        self._held[result.name] = result
        if self._kept(result.name) is not None:
            self._forget((result.name,))

    def put(self, source: Source, result: Result) -> None:
        """Keep a result whose documents, if there are any, are not written yet."""
        self._held[result.name] = result
        if self._store is not None and self._is_ours(source):
            self._waiting.append(result)
            if len(self._waiting) == _TOGETHER:
                self.flush()

    def flush(self) -> None:
        """Keep what waits for it."""
        if self._store is None or not self._waiting:
            return
        with self._store.writing():
            for result in self._waiting:
                self._keep(result, self._store)
        self._waiting = []

    def _keep(self, result: Result, store: Store) -> None:
        files = self.state.signed(result.record)
        if files is None:  # somebody saved it meanwhile: which of the two was it made of?
            self._let_go((result.name,), store)
            return
        data = self._put_data(tuple(sorted(result.record.data)), store)
        kept = Kept(result.name, files, result.record.folders, data, result.day, result.told)
        # What another format was written in is still what it was.
        before = self._kept(result.name)
        if before is not None and _made_of(before) == _made_of(kept):
            kept = replace(kept, documents=before.documents)
        store.put(self._line_of(kept), result)
        del self._held[result.name]

    def _line_of(self, kept: Kept) -> Line:
        """Return what is kept of a source that was made, as the store will have it."""
        line = line_of(kept)
        self._made[kept.name] = digest_of_text(line.body)
        return line

    def _put_data(self, names: tuple[str, ...], store: Store) -> tuple[str, str]:
        key = store.put_data(names)
        self._names[key] = names
        return key, self.state.data(names)

    def written(self, documents: Mapping[str, Iterable[tuple[str, Path, str]]]) -> None:
        """Keep that documents were written; where that fails, they are made again some day.

        Args:
            documents: by source, of each file what made it, where it is, and its digest.
        """
        if self._store is None:
            return
        with suppress(LostError):
            self._forget_if_data_changed()
            with self._store.writing():
                for source, files in documents.items():
                    line = self._store.line(source) if source in self._made else None
                    # What another run has kept since is not what these documents were made of.
                    if line is not None and digest_of_text(line.body) == self._made[source]:
                        kept = _with_documents(kept_of(source, line), files)
                        self._store.sign(source, line_of(kept))

    def close(self) -> None:
        """Let go of the store; keep nothing that was made of changing data."""
        if self._store is not None:
            with suppress(LostError):
                self._forget_if_data_changed()
            self._store.close()

    def _is_ours(self, source: Source) -> bool:
        """Tell whether a source is of the workspace, under a name that every system has."""
        return source.home == self._root and unusable(source.name) is None

    def _is_fresh(self, kept: Kept, wanted: Wanted) -> bool:
        names = self._names.get(kept.data[0])
        if names is None or not self.state.holds(kept, names, self._day):
            return False
        if wanted.book and not self._has_sums(kept.name, wanted.book):
            return False
        written = {(one.maker, one.path): one for one in kept.documents}
        places = () if kept.told.failed else wanted.places.items()
        there = (written.get((wanted.makers[form], _absolute(path))) for form, path in places)
        return all(one is not None and stands(one) for one in there)

    def _has_sums(self, name: str, book: str) -> bool:
        return self._store is not None and self._store.has_sums(name, book)

    def _renewed(self, kept: Kept) -> Kept | None:
        """Return what is kept of a fresh source with new signs, if some tell nothing any more."""
        files = self.state.renewed(kept.files)
        documents = tuple(
            one
            if (one.signed[0] is not None and sign_of(one.path) == one.signed[0])
            or not stands(one)  # what became of it since is no business of this run
            else one._replace(signed=signed_file(Path(one.path), one.signed[1]))
            for one in kept.documents
        )
        if files == kept.files and documents == kept.documents:
            return None
        return replace(kept, files=files, documents=documents)

    def _forget_if_data_changed(self) -> None:
        """Forget what was made if data files became others meanwhile: nobody knows which it saw."""
        if self._store is None or not self._made:
            return
        if not self.state.own_data_stands():
            self._forget(self._made)

    def _forget(self, names: Iterable[str]) -> None:
        if self._store is not None:
            with self._store.writing():
                self._let_go(tuple(names), self._store)

    def _let_go(self, names: Iterable[str], store: Store) -> None:
        """Know nothing of some sources any more, here as in the store."""
        for name in names:
            self._ahead.pop(name, None)
            self._made.pop(name, None)
            store.forget((name,))


def open_keeper(root: Path, folder: Path | None, today: date) -> Keeper:
    """Return what is kept of a workspace.

    Args:
        root: of the workspace, on the disk.
        folder: the user's own for its results; where there is none, nothing is kept.
        today: the day of the run.
    """
    if folder is None:
        return Keeper(root, None, today)
    from budgetc.keeping.store import open_store  # noqa: PLC0415  # with it comes SQLite

    return Keeper(root, open_store(folder, root, compiler_id(root)), today)


def _is_in(path: str, folder: Path) -> bool:
    return path.startswith(f"{_absolute(folder)}{os.sep}")


def _there(kept: bytes | None) -> bytes:
    """Return what is kept.

    Raises:
        LostError: it is there no more.
    """
    if kept is None:
        raise LostError
    return kept


def _with_documents(kept: Kept, files: Iterable[tuple[str, Path, str]]) -> Kept:
    mine = tuple(
        Document(maker, _absolute(path), signed_file(path, digest)) for maker, path, digest in files
    )
    # Of two makers that write to one place, the file is of the last.
    places = {one.path for one in mine}
    others = (one for one in kept.documents if one.path not in places)
    return replace(kept, documents=(*mine, *others))


def _made_of(kept: Kept) -> object:
    files = {name: digest for name, (_, digest) in kept.files.items()}
    return files, kept.folders, kept.data, kept.day


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  # faster, and links on the way stay what they are
