"""Files as they were when somebody looked, to be read where those files are not.

What was refused then is refused again, for the same reason. What nobody looked at is unknown, and
never "not there".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from budgetc.diagnostics import Diagnostic
from budgetc.files.port import FileRefusedError, Files, FolderEntry, is_inside

T = TypeVar("T")


class UnseenError(Exception):
    """A file or a folder was asked for that nobody looked at: a mistake of this compiler."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Some folders with all that is under them, and some single files.

    Attributes:
        files: the content of each file, or why it is refused; nothing where there is no such file.
        folders: what stands in each folder, or why it is refused.
    """

    files: Mapping[str, bytes | Diagnostic | None]
    folders: Mapping[str, tuple[FolderEntry, ...] | Diagnostic]

    def read(self, name: str) -> bytes | None:
        """Return the content of a file.

        Raises:
            UnseenError: nobody looked whether there is such a file.
        """
        if name in self.files:
            return _told(self.files[name])
        folder, _, last = name.rpartition("/")
        if any(entry.name == last for entry in self.entries(folder)) and is_inside(last):
            raise UnseenError(name)
        return None

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stands in a folder.

        Raises:
            UnseenError: nobody looked into it, nor whether there is such a folder.
        """
        if folder in self.folders:
            return _told(self.folders[folder])
        above, parted, last = folder.rpartition("/")
        if not parted:
            raise UnseenError(folder)
        if any(entry.name == last and not entry.is_file for entry in self.entries(above)):
            raise UnseenError(folder)
        return ()


def snapshot(
    files: Files,
    folders: Iterable[str],
    names: Iterable[str] = (),
    suffixes: tuple[str, ...] = ("",),
) -> Snapshot:
    """Look into folders, into all that are inside them, and at the files there.

    Args:
        files: of which they are.
        folders: that are looked into.
        names: of single files that are looked at besides.
        suffixes: of the files in the folders that are looked at.
    """
    contents: dict[str, bytes | Diagnostic | None] = {
        name: _looked(files.read, name) for name in names
    }
    seen: dict[str, tuple[FolderEntry, ...] | Diagnostic] = {}
    waiting = [*folders]
    while waiting:
        folder = waiting.pop()
        found = seen[folder] = _looked(files.entries, folder)
        for entry in found if isinstance(found, tuple) else ():
            name = f"{folder}/{entry.name}"
            if name.endswith(suffixes) or not entry.is_file:
                contents[name] = _looked(files.read, name)
            if not entry.is_file:
                waiting.append(name)
    return Snapshot(contents, seen)


def _looked(look: Callable[[str], T], name: str) -> T | Diagnostic:
    try:
        return look(name)
    except FileRefusedError as error:
        return error.diagnostic


def _told(found: T | Diagnostic) -> T:
    if isinstance(found, Diagnostic):
        raise FileRefusedError(found)
    return found
