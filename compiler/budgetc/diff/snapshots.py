"""The two states of a workspace that are compared: their files, by the ids git gives contents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from budgetc.files.commit import CommitFiles
from budgetc.files.data import OVERRIDABLE, Resources, shipped_folder
from budgetc.files.disk import Disk
from budgetc.files.memory import Layered
from budgetc.files.port import FileRefusedError, Files, walked
from budgetc.files.workspace import (
    BASELINE,
    BUDGETS,
    FOLDERS,
    LOCAL_RULES,
    SUFFIXES,
    Workspace,
    is_source_name,
)
from budgetc.frozen import frozen

_SHA1 = 40
"""Length of an id in a repository that counts in SHA-1; in others it is SHA-256."""

_DEEPEST = 4
"""Parts of the longest name of a source: `budgets/<department>/<unit>/<year>.yaml`."""

_DATA = (LOCAL_RULES, *OVERRIDABLE)


@frozen(eq=False)
class Snapshot:
    """One state of a workspace: of a commit, or as its files are now.

    Attributes:
        label: what reports call it.
        ids: the files of budgets and of data by name, each with the id of its content.
    """

    label: str
    workspace: Workspace
    resources: Resources
    ids: Mapping[str, str]

    def read(self, name: str) -> bytes:
        """Return the content of a file; of one that is refused, nothing.

        Raises:
            GitError: git fails.
        """
        return _bytes(self.workspace.files, name)


def committed(root: Path, commit: str, label: str) -> Snapshot:
    """Return a workspace as it is in a commit.

    Args:
        root: of the workspace.
        commit: its id.
        label: what reports call it.

    Raises:
        GitError: git fails.
    """
    files = CommitFiles(root, commit, FOLDERS)
    shipped = Disk(shipped_folder())
    # Where data ships from the workspace itself, what a commit of it lacks is today's.
    is_home = root.resolve() == shipped.root.resolve()
    roots: tuple[Files, ...] = (Layered((files, shipped)),) if is_home else (files, shipped)
    ids = {name: blob for name, blob in files.ids.items() if _matters(name)}
    return Snapshot(label, Workspace(root, files), Resources(roots), ids)


def on_disk(root: Path, label: str, id_length: int = _SHA1) -> Snapshot:
    """Return a workspace as its files are now.

    Args:
        root: of the workspace.
        label: what reports call it.
        id_length: of the ids of its repository, which tells how git makes them.
    """
    workspace = Workspace.on_disk(root)
    ids = {
        name: _id(_bytes(workspace.files, name), id_length)
        for folder in FOLDERS
        for name in _names(workspace.files, folder)
        if _matters(name)
    }
    return Snapshot(label, workspace, workspace.resources(), ids)


def sources_of(snapshot: Snapshot) -> Iterator[str]:
    """Yield the names of the sources of a snapshot, sorted."""
    return (name for name in sorted(snapshot.ids) if is_source_name(name))


def data_of(snapshot: Snapshot) -> Mapping[str, str]:
    """Return the files of data that a workspace has of its own."""
    return {name: blob for name, blob in snapshot.ids.items() if name.split("/")[0] in _DATA}


def _matters(name: str) -> bool:
    """Tell whether a file is one that a budget may be compiled from."""
    path = PurePosixPath(name)
    if ":" in name:
        return False
    if path.parts[0] != BUDGETS:
        return True
    return path.suffix in SUFFIXES and len(path.parts) <= _DEEPEST and name != BASELINE


def _names(files: Files, folder: str) -> tuple[str, ...]:
    """Return the files in a folder; of one that is refused none: compiling tells of it.

    A link beside them is no file, and hides none.
    """
    try:
        return tuple(name for name, entry in walked(files, folder) if entry.is_file)
    except FileRefusedError:
        return ()


def _bytes(files: Files, name: str) -> bytes:
    try:
        return files.read(name) or b""
    except FileRefusedError as error:
        return error.diagnostic.code.encode()


def _id(content: bytes, length: int) -> str:
    """Return the id that git gives a content that no filter changes."""
    head = b"blob %d\0" % len(content)
    if length == _SHA1:
        return hashlib.sha1(head + content, usedforsecurity=False).hexdigest()
    return hashlib.sha256(head + content).hexdigest()
