"""How a workspace is now, asked by who wants to know whether something is as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from budgetc.files.data import OVERRIDABLE
from budgetc.files.port import FileRefusedError
from budgetc.files.record import (
    NOTHING,
    REFUSED,
    ReadSet,
    digest_of,
    digest_of_entries,
    digest_of_text,
)
from budgetc.files.scan import Scan, digest_at, now, sign_of
from budgetc.keeping.kept import Document, Kept, Signed


class State:
    """One look at a workspace. A file is read only where its sign does not tell."""

    def __init__(self, root: Path, known: Mapping[str, Signed] = MappingProxyType({})) -> None:
        """Begin with nothing looked at.

        Args:
            root: of the workspace.
            known: files by name, as they were seen before.
        """
        self.root = root
        self._known = known
        self.scan = Scan(root)
        self._digests: dict[str, str] = {}
        self._listings: dict[str, str] = {}
        self._own: Mapping[str, str] | None = None
        self._own_signed: dict[str, Signed] = {}
        self._of_names: dict[tuple[str, ...], str] = {}

    def holds(self, kept: Kept, names: tuple[str, ...], day: str) -> bool:
        """Tell whether a source would be made of the same again.

        Args:
            kept: what is known of it.
            names: of the data files that it was made of.
            day: today.
        """
        return (
            kept.day in ("", day)
            and all(self._is(name, signed) for name, signed in kept.files.items())
            and all(self._listed(folder) == known for folder, known in kept.folders.items())
            and self.data(names) == kept.data[1]
        )

    def signed(self, record: ReadSet) -> Mapping[str, Signed] | None:
        """Return the files of a record with their signs.

        There is nothing if a file, or a folder, is not what was read of it any more.
        """
        signs: dict[str, Signed] = {}
        for name, digest in record.files.items():
            signs[name] = signed_file(self.root / name, digest)
            if self._read(name) != digest:
                return None
        unlike = (self._listed(name) != digest for name, digest in record.folders.items())
        return None if any(unlike) else signs

    def renewed(self, files: Mapping[str, Signed]) -> Mapping[str, Signed]:
        """Return files that are as they were with the signs that they have now."""
        return {
            name: signed
            if signed[1] == NOTHING or (signed[0] and self.scan.sign(name) == signed[0])
            else signed_file(self.root / name, signed[1])
            for name, signed in files.items()
        }

    def data(self, names: tuple[str, ...]) -> str:
        """Return the digest of what a workspace has under names of data files and their folders."""
        if names not in self._of_names:
            own = self.own_data()
            told = (f"{name}\n{_datum(name, own)}" for name in names) if own else ()
            self._of_names[names] = digest_of_text("\n".join(told))
        return self._of_names[names]

    def own_data(self) -> Mapping[str, str]:
        """Return the data files of the workspace, by name, each with its digest."""
        if self._own is None:
            self._own = dict(self._data_in(OVERRIDABLE))
        return self._own

    def own_data_stands(self) -> bool:
        """Tell whether the data files still are what they were when they were looked at."""
        own = self.own_data()
        return State(self.root, self._own_signed).own_data() == own

    def _data_in(self, folders: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield what stands in folders of data: files, folders with a slash, and what is neither.

        A link or a pipe in the place of a file is refused where it is asked for: it is not nothing.
        """
        for folder in folders:
            try:
                entries = self.scan.entries(folder)
            except FileRefusedError:
                yield folder, REFUSED
                continue
            for entry in entries:
                name = f"{folder}/{entry.name}"
                if entry.is_folder:
                    yield f"{name}/", ""
                    yield from self._data_in((name,))
                else:
                    yield name, self._signed_datum(name) if entry.is_file else REFUSED

    def _signed_datum(self, name: str) -> str:
        """Return the digest of a data file, read if its sign does not tell it."""
        before, sign = now(), self.scan.sign(name)
        known, digest = self._known.get(name, (None, ""))
        if sign is None or sign != known:
            digest = self._read(name)
        settled = sign if sign is not None and sign.is_settled(before) else None
        self._own_signed[name] = settled, digest
        return digest

    def _is(self, name: str, signed: Signed) -> bool:
        sign, digest = signed
        if sign is not None and self.scan.sign(name) == sign:
            return True
        if digest == NOTHING and self.scan.is_absent(name):
            return True
        if name not in self._digests:
            self._digests[name] = self._read(name)
        return self._digests[name] == digest

    def _listed(self, folder: str) -> str:
        if folder not in self._listings:
            try:
                self._listings[folder] = digest_of_entries(self.scan.entries(folder))
            except FileRefusedError:
                self._listings[folder] = REFUSED
        return self._listings[folder]

    def _read(self, name: str) -> str:
        try:
            return digest_of(self.scan.read(name))
        except FileRefusedError:
            return REFUSED


def stands(document: Document) -> bool:
    """Tell whether a file is as it was written."""
    sign, digest = document.signed
    there = sign_of(document.path)
    return there is not None and (there == sign or digest_at(document.path) == digest)


def signed_file(path: Path, digest: str) -> Signed:
    """Return a file of a known content with its sign, if that will tell a change."""
    before, sign = now(), sign_of(path)
    return (sign if sign is not None and sign.is_settled(before) else None), digest


def _datum(name: str, own: Mapping[str, str]) -> str:
    """Return the digest of a data file, or of the names in a folder of data."""
    if name in own:
        return own[name]
    if any(own.get(above) == REFUSED for above in _above(name)):
        return REFUSED
    told = (one + REFUSED * (own[one] == REFUSED) for one in own if one.startswith(f"{name}/"))
    return digest_of_text("\n".join(told))


def _above(name: str) -> Iterator[str]:
    """Yield the folders that a file is in."""
    while name := name.rpartition("/")[0]:
        yield name
