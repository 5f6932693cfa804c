"""The files of a workspace as they are in a commit; nothing is checked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from budgetc.files.git import Blob, contents, files_of, prefix
from budgetc.files.memory import entries_of
from budgetc.files.port import MAX_BYTES, FolderEntry, is_inside, no_file, too_large


class CommitFiles:
    """The files of some folders of a workspace in a commit."""

    def __init__(self, root: Path, commit: str, folders: Iterable[str]) -> None:
        """List the files.

        Args:
            root: of the workspace.
            commit: its id.
            folders: those of the workspace that are looked at.

        Raises:
            GitError: git fails.
        """
        above = prefix(root)
        found = files_of(root, commit, (f"{above}{folder}" for folder in folders))
        self._root = root
        self._blobs: Mapping[str, Blob] = {b.path.removeprefix(above): b for b in found}
        self._fetched: dict[str, bytes] = {}

    @property
    def ids(self) -> Mapping[str, str]:
        """The regular files by name, each with the id that git gives its content."""
        return {n: b.id for n, b in self._blobs.items() if b.is_file and is_inside(n)}

    def read(self, name: str) -> bytes | None:
        """Return the content of a file as it is stored; no filter of the repository runs.

        Raises:
            FileRefusedError: it is a link, or too large.
            GitError: git fails.
        """
        blob = self._blobs.get(name) if is_inside(name) else None
        if blob is None:
            return None
        if not blob.is_file:
            raise no_file(name)
        if blob.size > MAX_BYTES:
            raise too_large(name, blob.size)
        if blob.id not in self._fetched:
            self._fetch(_neighbourhood(name))
        return self._fetched[blob.id]

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stands in a folder; a link is there, and is neither file nor folder."""
        return entries_of({name: blob.is_file for name, blob in self._blobs.items()}, folder)

    def _fetch(self, neighbourhood: str) -> None:
        """Fetch what stands near one another at once: git is started once for a department."""
        wanted = [
            blob.id
            for name, blob in self._blobs.items()
            if blob.is_file and blob.size <= MAX_BYTES and _neighbourhood(name) == neighbourhood
        ]
        self._fetched.update(contents(self._root, wanted))


def _neighbourhood(name: str) -> str:
    return "/".join(name.split("/")[:2])
