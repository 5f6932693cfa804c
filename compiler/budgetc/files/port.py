"""The one way to the outside: regular files under a root, by name.

A workspace may come from a stranger. Whatever stands behind a name, a disk, a commit or memory,
the same holds of it: a file is a regular file, inside the root, behind no link, below a bound, and
never hidden; what is there and cannot be looked at is an error, and never "not there".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple

MAX_BYTES = 10 * 1024 * 1024
"""Size of one file. The largest real budget is under 100 KB; five thousand projects are 8 MB."""


class FileRefusedError(Exception):
    """A file, or a folder, that is there and is not opened; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


class FolderEntry(NamedTuple):
    """What stands in a folder; a link, a pipe or a device is neither a file nor a folder."""

    name: str
    is_file: bool
    is_folder: bool


class Files(Protocol):
    """Regular files under a root. Names are relative, with forward slashes."""

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; nothing where there is none of that name.

        Raises:
            FileRefusedError: something is there that may not or cannot be read.
        """

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stands in a folder, sorted by name; nothing where there is no such folder.

        Raises:
            FileRefusedError: the folder cannot be looked into, or is behind a link.
        """


def is_inside(name: str) -> bool:
    """Tell whether a name stays inside a root, and is not hidden there: `.git` is nobody's data."""
    sane = "\\" not in name and "\0" not in name
    return sane and all(part and not part.startswith(".") for part in name.split("/"))


def all_names(files: Files, folder: str) -> tuple[str, ...]:
    """Return the names of all regular files under a folder, sorted within each folder.

    Raises:
        FileRefusedError: a folder cannot be looked into, or what stands there is neither a file
            nor a folder: it was put there for one, and passing it over would say nothing of it.
    """
    names: list[str] = []
    for name, entry in walked(files, folder):
        if not entry.is_file and not entry.is_folder:
            raise no_file(name)
        if entry.is_file:
            names.append(name)
    return tuple(names)


def walked(files: Files, folder: str) -> Iterator[tuple[str, FolderEntry]]:
    """Yield all that stands under a folder, links and pipes too, sorted within each folder.

    Raises:
        FileRefusedError: a folder cannot be looked into.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        entries = files.entries(here)
        yield from ((f"{here}/{entry.name}", entry) for entry in entries)
        waiting += (f"{here}/{entry.name}" for entry in reversed(entries) if entry.is_folder)


def no_file(name: str) -> FileRefusedError:
    """Return the refusal of what is a link, or anything else that is no file."""
    return _refused(
        "SYN012",
        name,
        msg("{file} is a link, a folder or a pipe, and no file", file=printable(name)),
        msg("put the file itself there"),
    )


def no_folder(name: str) -> FileRefusedError:
    """Return the refusal of a folder that is a link."""
    return _refused(
        "SYN012",
        name,
        msg("{folder} is a link, and no folder", folder=printable(name)),
        msg("put the folder itself there"),
    )


def unreadable(name: str, reason: Message | str) -> FileRefusedError:
    """Return the refusal of what the system does not let us read."""
    return _refused(
        "SYN012",
        name,
        msg("cannot read {file}: {reason}", file=printable(name), reason=reason),
        msg("look at the access rights of the file and of its folder"),
    )


def too_large(name: str, size: int) -> FileRefusedError:
    """Return the refusal of a file over the bound."""
    return _refused(
        "SYN010",
        name,
        msg("the file has {size} bytes; at most {limit} are read", size=size, limit=MAX_BYTES),
        msg("split the department into units, one file each"),
    )


def _refused(code: str, name: str, problem: Message, hint: Message) -> FileRefusedError:
    return FileRefusedError(finding(code, problem, Span.point(name), hint=hint))
