"""The two states of a workspace that are compared: their files, by the ids git gives contents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from budgetc.files.data import OVERRIDABLE
from budgetc.files.git import Blob, contents, files_of, prefix
from budgetc.files.workspace import BASELINE, BUDGETS, SUFFIXES
from budgetc.source.bounds import MAX_BYTES

_SHA1 = 40
"""Length of an id in a repository that counts in SHA-1; in others it is SHA-256."""

_DEEPEST = 4
"""Parts of the longest name of a source: `budgets/<department>/<unit>/<year>.yaml`."""

_SHALLOWEST = 3
"""Parts of the shortest."""


class Side(Protocol):
    """One state of a workspace."""

    @property
    def label(self) -> str:
        """What reports call it."""

    @property
    def files(self) -> Mapping[str, str]:
        """The files of budgets and of data by name, each with the id of its content."""

    def read(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Return the contents of files.

        Raises:
            GitError: git fails.
        """


@dataclass(frozen=True, slots=True)
class Committed:
    """A workspace as it is in a commit."""

    label: str
    root: Path
    files: Mapping[str, str]
    sizes: Mapping[str, int] = field(repr=False)

    def read(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Return the contents of files as they are stored; of one too large to be used, blanks."""
        wanted = {name: self.files[name] for name in names}
        small = (blob for name, blob in wanted.items() if self.sizes[name] <= MAX_BYTES)
        found = contents(self.root, small)
        return {name: found.get(blob, b" " * (MAX_BYTES + 1)) for name, blob in wanted.items()}


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A workspace as its files are now, committed or not."""

    label: str
    root: Path
    files: Mapping[str, str]

    def read(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Return the contents of files; one that cannot be read is empty."""
        return {name: _bytes(self.root / name) for name in names}


def committed(root: Path, commit: str, label: str) -> Committed:
    """Return a workspace as it is in a commit.

    Args:
        root: of the workspace.
        commit: its id.
        label: what reports call it.

    Raises:
        GitError: git fails.
    """
    above = prefix(root)
    folders = (f"{above}{folder}" for folder in (BUDGETS, *OVERRIDABLE))
    blobs = {
        blob.path.removeprefix(above): blob
        for blob in files_of(root, commit, folders)
        if _matters(blob.path.removeprefix(above))
    }
    return Committed(label, root, _ids(blobs), {n: blob.size for n, blob in blobs.items()})


def _ids(blobs: Mapping[str, Blob]) -> Mapping[str, str]:
    return {name: blob.id for name, blob in blobs.items()}


def on_disk(root: Path, label: str, id_length: int = _SHA1) -> OnDisk:
    """Return a workspace as its files are now.

    Args:
        root: of the workspace.
        label: what reports call it.
        id_length: of the ids of its repository, which tells how git makes them.
    """
    files = {}
    for folder in (BUDGETS, *OVERRIDABLE):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            inside = path.is_file() and path.resolve().is_relative_to(root.resolve())
            if inside and not path.is_symlink() and _matters(name):
                files[name] = _id(_bytes(path), id_length)
    return OnDisk(label, root, files)


def sources_of(side: Side) -> Iterator[str]:
    """Yield the names of the sources of a side, sorted."""
    return (name for name in sorted(side.files) if is_source(name))


def is_source(name: str) -> bool:
    """Tell whether a name is that of a source."""
    path = PurePosixPath(name)
    return path.parts[0] == BUDGETS and _SHALLOWEST <= len(path.parts) <= _DEEPEST


def data_of(side: Side) -> Mapping[str, str]:
    """Return the files of data that a workspace has of its own."""
    return {name: blob for name, blob in side.files.items() if name.split("/")[0] in OVERRIDABLE}


def _matters(name: str) -> bool:
    """Tell whether a file is one that a budget is compiled from, by a name that stays inside."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        return False
    if path.parts[0] != BUDGETS:
        return True
    return path.suffix in SUFFIXES and len(path.parts) <= _DEEPEST and name != BASELINE


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _id(content: bytes, length: int) -> str:
    """Return the id that git gives a content that no filter changes."""
    head = b"blob %d\0" % len(content)
    if length == _SHA1:
        return hashlib.sha1(head + content, usedforsecurity=False).hexdigest()
    return hashlib.sha256(head + content).hexdigest()
