"""Documents in an output folder that are not what their sources become now.

The folder may be a stranger's commit: no link in it is followed, no more of a file is read than it
could rightly have, and what is shown of it cannot steer a terminal.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from pathlib import Path

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.diagnostics.messages import msg
from budgetc.files.writing import leftovers
from budgetc.frozen import frozen
from budgetc.render.suffixes import suffix_of

_TEXTS = frozenset({".md", ".tex", ".json"})
"""The suffixes of files whose difference can be read."""

_SLACK = 64 * 1024
"""Bytes by which an outdated file may be larger than twice the new one and still be shown."""


class Staleness(Enum):
    """In what way a file of the output folder is stale, in words."""

    MISSING = msg("the file is missing")
    OTHER = msg("out of date")
    LINE_ENDS = msg(
        "only its line ends differ: git changed them; write *.md *.tex *.json -text to "
        ".gitattributes"
    )
    NO_FILE = msg("a link or a folder, where a build writes a file")
    SUPERFLUOUS = msg("of no source: delete it")
    LEFTOVER = msg("left by a run that was killed; the next build removes it")


@frozen()
class Stale:
    """One file that is not what a build would make of it.

    Attributes:
        difference: a unified diff from what is there to what would be written; empty where there
            is nothing to read.
    """

    path: Path
    fault: Staleness
    difference: tuple[str, ...] = ()


def stale_files(
    files: Mapping[Path, bytes], others: Collection[Path], fresh: Collection[Path]
) -> tuple[Stale, ...]:
    """Return what a build would change in an output folder, sorted by path.

    Args:
        files: what would be written; no link leads out of the folder on the way to one.
        others: files of the folder that the build would not write, and that should not be there.
        fresh: files that are known to be what they should be.
    """
    found = [_compared(path, content) for path, content in files.items()]
    found += [Stale(path, Staleness.SUPERFLUOUS) for path in others]
    folders = {path.parent for path in (*files, *fresh)}
    found += [Stale(path, Staleness.LEFTOVER) for folder in folders for path in leftovers(folder)]
    return tuple(sorted(filter(None, found), key=lambda one: one.path))


def documents_in(
    folder: Path, suffixes: Collection[str], but: Collection[str] = ()
) -> Iterator[Path]:
    """Yield what stands in the folders of departments and has one of some suffixes.

    Args:
        folder: that of all documents.
        suffixes: of what is asked for.
        but: its folders that are not looked into.
    """
    for place, folders, names in os.walk(folder):
        if Path(place) == folder:
            folders[:] = [name for name in folders if name not in but]
        for name in names:
            path = Path(place) / name
            if suffix_of(name) in suffixes and path.parent != folder:
                yield path


def _compared(path: Path, content: bytes) -> Stale | None:
    if path.is_symlink():
        return Stale(path, Staleness.NO_FILE)
    if not path.exists():
        return Stale(path, Staleness.MISSING)
    if not path.is_file():
        return Stale(path, Staleness.NO_FILE)
    bound = 2 * len(content) + _SLACK
    with path.open("rb") as file:
        old = file.read(bound + 1)
    if old == content:
        return None
    if old.replace(b"\r\n", b"\n") == content:
        return Stale(path, Staleness.LINE_ENDS)
    readable = path.suffix in _TEXTS and len(old) <= bound
    return Stale(path, Staleness.OTHER, _difference(path, old, content) if readable else ())


def _difference(path: Path, old: bytes, new: bytes) -> tuple[str, ...]:
    name = path.as_posix()
    lines = difflib.unified_diff(_lines(old), _lines(new), name, name, lineterm="", n=1)
    return tuple(FORBIDDEN.sub("�", line) for line in lines)


def _lines(text: bytes) -> list[str]:
    return text.decode("utf-8", errors="replace").replace("\r", "�").split("\n")
