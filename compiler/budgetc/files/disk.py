"""The files of a folder on a disk."""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from sys import intern

from budgetc.files.port import (
    MAX_BYTES,
    FolderEntry,
    is_inside,
    no_file,
    no_folder,
    too_large,
    unreadable,
)
from budgetc.files.reasons import reason_of
from budgetc.frozen import frozen


def flags(*names: str) -> int:
    """Return the flags with which a file is opened, as far as the system has them."""
    return sum(getattr(os, f"O_{name}", 0) for name in names)


_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL})
"""What the system says of a name that nothing can stand under."""

_LINK = frozenset({errno.ELOOP, getattr(errno, "EMLINK", errno.ELOOP)})

# A pipe or a device is opened without waiting for anybody, and then refused.
_READ = flags("RDONLY", "NOFOLLOW", "NONBLOCK", "CLOEXEC", "BINARY", "NOCTTY")


@frozen()
class Disk:
    """The files under a folder; the way to the folder itself may lead through links."""

    root: Path

    def read(self, name: str) -> bytes | None:
        """Return the content of a file."""
        try:
            if not is_inside(name) or not self._has_folder(name.rpartition("/")[0]):
                return None
            path = f"{self.root}/{name}"
            about = os.lstat(path)
            if not stat.S_ISREG(about.st_mode):
                raise no_file(name)
            handle = os.open(path, _READ)
        except OSError as error:
            if error.errno in _ABSENT:
                return None
            raise (
                no_file(name) if error.errno in _LINK else unreadable(name, reason_of(error))
            ) from error
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(handle)  # what was looked at may have been replaced since
            if not stat.S_ISREG(about.st_mode):
                raise no_file(name)
            try:
                content = file.read(MAX_BYTES + 1)
            except OSError as error:
                raise unreadable(name, reason_of(error)) from error
        if len(content) > MAX_BYTES:
            raise too_large(name, max(about.st_size, len(content)))
        return content

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stands in a folder."""
        try:
            if not self._has_folder(folder):
                return ()
            with os.scandir(self.root / folder) as found:
                entries = [entry_of(one) for one in found if is_seen(one.name)]
        except OSError as error:
            if error.errno in _ABSENT:
                return ()
            raise unreadable(folder or self.root.name, reason_of(error)) from error
        return tuple(sorted(entries))

    def _has_folder(self, name: str) -> bool:
        """Tell whether a folder is there, and every folder on the way to it; no link is one."""
        root, here = str(self.root), ""  # texts: paths would take longer than the system
        for part in filter(None, name.split("/")):
            if not is_inside(part):
                return False
            here = f"{here}/{part}" if here else part
            mode = os.lstat(f"{root}/{here}").st_mode
            if stat.S_ISLNK(mode):
                raise no_folder(here)
            if not stat.S_ISDIR(mode):
                return False
        return True


def is_seen(name: str) -> bool:
    """Tell whether a folder shows an entry: nothing hidden, but what a year is in front of."""
    return not name.startswith(".") or _OF_A_YEAR.fullmatch(name) is not None


_OF_A_YEAR = re.compile(r"\.[0-9]{4}[^.]*\.ya?ml", re.IGNORECASE)
"""What is called as a source, and hidden by its first character: it is no file of a workspace."""


def entry_of(found: os.DirEntry[str]) -> FolderEntry:
    """Return what stands in a folder under a name."""
    is_file = is_folder = False
    if found.name.startswith("."):
        return FolderEntry(found.name, is_file, is_folder)
    with suppress(OSError):  # it went while we were looking
        is_file = found.is_file(follow_symlinks=False)
        is_folder = found.is_dir(follow_symlinks=False)
    return FolderEntry(intern(found.name), is_file, is_folder)  # that of many a source
