"""What was read: what a budget depends on is written down once, by reading it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import blake2b

from budgetc.files.port import Entry, Files

_ABSENT = "absent"
_REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Record:
    """Names of files and folders that were asked for, there or not.

    Attributes:
        files: each file with the digest of its content, or why it has none.
        folders: each folder that was looked into, with the digest of what stood there.
        data: the data files and folders of data that were asked for, in the workspace or not.
    """

    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
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
        self.record = Record()

    def read(self, name: str) -> bytes | None:
        """Return the content of a file."""
        self.record.files[name] = _REFUSED
        content = self._files.read(name)
        self.record.files[name] = _ABSENT if content is None else _digest(content)
        return content

    def entries(self, folder: str) -> tuple[Entry, ...]:
        """Return what stands in a folder."""
        self.record.folders[folder] = _REFUSED
        entries = self._files.entries(folder)
        self.record.folders[folder] = _digest(repr(entries).encode("utf-8", "surrogateescape"))
        return entries


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
