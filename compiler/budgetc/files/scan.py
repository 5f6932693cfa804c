"""One look at the files of a folder: each folder in it is listed once, and each file is signed.

A file that still has the sign it had is the file it was: the system changes `changed` whenever it
changes anything of a file, and lets nobody set it.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from budgetc.files.disk import Disk, entry_of, is_seen
from budgetc.files.port import FolderEntry
from budgetc.files.record import REFUSED, digest_of
from budgetc.frozen import NamedTuple

_TICK = 50_000_000
"""Nanoseconds within which a file may be changed twice under one time of a usual file system."""

_COARSE_TICK = 3_000_000_000
"""The same of one that counts in seconds."""

_SECOND = 1_000_000_000


class Sign(NamedTuple):
    """What the system says of a file: its size, its times in nanoseconds, and its number."""

    size: int
    modified: int
    changed: int
    number: int

    def is_settled(self, now: int) -> bool:
        """Tell whether a later change would give the file another sign.

        Args:
            now: nanoseconds, no later than when the file was signed.
        """
        coarse = self.changed % _SECOND == 0 and self.modified % _SECOND == 0
        return now - max(self.modified, self.changed) > (_COARSE_TICK if coarse else _TICK)


def sign_of(path: Path | str) -> Sign | None:
    """Return the sign of a regular file; nothing of anything else."""
    try:
        about = os.lstat(path)
    except (OSError, ValueError):
        return None
    return _sign(about) if stat.S_ISREG(about.st_mode) else None


def digest_at(path: Path | str) -> str:
    """Return the digest of a file of the output folder, or of none that could be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # a path that may be a text
            return digest_of(file.read())
    except OSError:
        return REFUSED


def now() -> int:
    """Return the time by which signs are judged, in nanoseconds."""
    return time.time_ns()


def _sign(about: os.stat_result) -> Sign:
    return Sign(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)


_FEW = 8
"""Of how many entries no set of their names is held: there are as many folders as departments."""


class Scan:
    """The files of a folder on a disk, as one look at them found them."""

    def __init__(self, root: Path) -> None:
        """Begin with nothing looked at."""
        self._disk = Disk(root)
        self._root = str(root)
        self._entries: dict[str, tuple[FolderEntry, ...]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._signs: dict[str, Sign] = {}
        self._folders: set[str] = set()

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, as it is now."""
        return self._disk.read(name)

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stood in a folder when it was first looked into."""
        if folder not in self._entries:
            self._entries[folder] = self._look(folder)
        return self._entries[folder]

    def sign(self, name: str) -> Sign | None:
        """Return the sign of a file; nothing where no regular file stands."""
        if name not in self._signs:
            return None if self.is_absent(name) else sign_of(f"{self._root}/{name}")
        return self._signs[name]

    def is_absent(self, name: str) -> bool:
        """Tell whether the folder of a file was looked into, and nothing stood there."""
        folder, _, last = name.rpartition("/")
        if folder not in self._entries:
            return False
        entries = self._entries[folder]
        if len(entries) <= _FEW:
            return all(one.name != last for one in entries)
        if folder not in self._names:  # that of all departments has thousands
            self._names[folder] = frozenset(one.name for one in entries)
        return last not in self._names[folder]

    def _look(self, folder: str) -> tuple[FolderEntry, ...]:
        found = self._signed(folder) if folder in self._folders else None
        if found is None:  # nobody has told that it is a folder, or it is none any more
            found = self._disk.entries(folder)
        self._folders.update(f"{folder}/{one.name}" for one in found if one.is_folder)
        return found

    def _signed(self, folder: str) -> tuple[FolderEntry, ...] | None:
        """Return what stands in a folder, with its files signed; nothing where that fails."""
        entries = []
        try:
            with os.scandir(f"{self._root}/{folder}") as found:
                for one in found:
                    if not is_seen(one.name):
                        continue
                    entry = entry_of(one)
                    if entry.is_file:
                        self._signs[f"{folder}/{one.name}"] = _sign(one.stat(follow_symlinks=False))
                    entries.append(entry)
        except OSError:
            return None
        return tuple(sorted(entries))
