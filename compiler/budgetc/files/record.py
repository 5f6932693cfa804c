"""What was read: what a budget depends on is written down once, by reading it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field

from budgetc.files.port import Files, FolderEntry
from budgetc.frozen import frozen


@frozen()
class ReadSet:
    """Names of files and folders that were asked for, there or not.

    Attributes:
        files: each file, whatever became of it.
        folders: each folder that was looked into.
        data: the data files and folders of data that were asked for, in the workspace or not.
    """

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    data: frozenset[str] = frozenset()

    def mentions(self, names: Collection[str]) -> bool:
        """Tell whether another content under one of some names could have been noticed."""
        last = {name.rpartition("/")[2] for name in self.files}
        return any(self._mentions(name, last) for name in names)

    def _mentions(self, name: str, last: Collection[str]) -> bool:
        folder, _, file = name.rpartition("/")
        if name in self.files or name in self.data or folder in self.data:
            return True
        # A folder is looked into for files that are called as one that was read.
        return file in last and not {folder, folder.rpartition("/")[0]}.isdisjoint(self.folders)


class Recorder:
    """Hands on files, and remembers what was asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.record = ReadSet()

    def read(self, name: str) -> bytes | None:
        """Return the content of a file."""
        self.record.files.add(name)
        return self._files.read(name)

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stands in a folder."""
        self.record.folders.add(folder)
        return self._files.entries(folder)
