"""What was read: what a budget depends on is written down once, by reading it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import field

from budgetc.files.port import Files, FolderEntry
from budgetc.frozen import frozen

NOTHING = ""
"""The digest of a file that is not there."""

REFUSED = "refused"
"""That of what is there and may not or cannot be read."""


def begun_digest() -> hashlib.blake2b:
    """Return the digest of a content that is taken in parts, of which none was taken yet."""
    return hashlib.blake2b(digest_size=16)


def digest_of(content: bytes | None) -> str:
    """Return what tells one content from another; `NOTHING` where there is none."""
    return NOTHING if content is None else hashlib.blake2b(content, digest_size=16).hexdigest()


def digest_of_text(text: str) -> str:
    """Return the same of a text, be it of names that are no text."""
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of_entries(entries: Iterable[FolderEntry]) -> str:
    """Return what tells one folder from another that other names stand in."""
    names = (f"{one.name}/{one.is_file:d}{one.is_folder:d}" for one in entries)
    return digest_of_text("\n".join(names))


@frozen()
class ReadSet:
    """Names of files and folders that were asked for, there or not.

    Attributes:
        files: each file, whatever became of it, with the digest of its content.
        folders: each folder that was looked into, with the digest of its entries.
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
        self.record = ReadSet()

    def read(self, name: str) -> bytes | None:
        """Return the content of a file."""
        self.record.files[name] = REFUSED
        content = self._files.read(name)
        self.record.files[name] = digest_of(content)
        return content

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stands in a folder."""
        self.record.folders[folder] = REFUSED
        entries = self._files.entries(folder)
        self.record.folders[folder] = digest_of_entries(entries)
        return entries
