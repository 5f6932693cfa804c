"""What stands in a folder that came from anybody: each file with its size and its SHA-256."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from operator import itemgetter
from pathlib import Path

from budgetc.diagnostics.messages import Message, msg
from budgetc.files.disk import flags
from budgetc.files.reasons import reason_of
from budgetc.frozen import frozen

_MOST_FILES = 1_000
"""How many names are looked at; a published folder has a dozen."""

MOST_BYTES = 512 * 1024 * 1024
"""Size of a file that is still read."""

_CHUNK = 1 << 20
_READ = flags("RDONLY", "NOFOLLOW", "NONBLOCK", "CLOEXEC", "BINARY", "NOCTTY")


@frozen()
class Content:
    """What a file holds.

    Attributes:
        size: in bytes.
        sha256: of them.
    """

    size: int
    sha256: str


class CrowdedError(Exception):
    """A folder has more in it than is looked at."""


def digests_in(folder: Path) -> Mapping[str, Content | Message]:
    """Return what every file in a folder and below it holds, or why that cannot be told.

    A link is followed nowhere, and a pipe or a device is not read. A hidden file is one too.

    Args:
        folder: the way to it may lead through links.

    Raises:
        CrowdedError: there are too many.
        OSError: the folder cannot be looked into.
    """
    return dict(sorted(_walk(folder), key=itemgetter(0)))


def _walk(folder: Path) -> Iterator[tuple[str, Content | Message]]:
    waiting = [""]
    seen = 0
    while waiting:
        here = waiting.pop()
        try:
            names = _names(folder / here)
        except OSError as error:
            if not here:
                raise
            yield here, _unreadable(error)
            continue
        for name, is_folder in names:
            seen += 1
            if seen > _MOST_FILES:
                raise CrowdedError
            way = f"{here}/{name}" if here else name
            if is_folder:
                waiting.append(way)
            else:
                yield way, _content(folder / way)


def _names(folder: Path) -> list[tuple[str, bool]]:
    names: list[tuple[str, bool]] = []
    with os.scandir(folder) as found:
        for one in found:
            if len(names) > _MOST_FILES:
                raise CrowdedError
            names.append((one.name, one.is_dir(follow_symlinks=False)))
    return sorted(names)


def _content(path: Path) -> Content | Message:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return msg("it is a link, a pipe or a device, and no file")
        with os.fdopen(os.open(path, _READ), "rb") as file:
            about = os.fstat(file.fileno())  # what was looked at may have been replaced since
            if not stat.S_ISREG(about.st_mode):
                return msg("it is a link, a pipe or a device, and no file")
            if about.st_size > MOST_BYTES:
                return msg("it has {size} bytes; at most {limit} are read",
                           size=about.st_size, limit=MOST_BYTES)  # fmt: skip
            digest, size = hashlib.sha256(), 0
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
            return Content(size, digest.hexdigest())
    except OSError as error:
        return _unreadable(error)


def _unreadable(error: OSError) -> Message:
    return msg("it cannot be read: {reason}", reason=reason_of(error))
