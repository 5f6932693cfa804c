"""One build of a workspace at a time: two at once would write over each other's documents."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from budgetc.files.disk import flags

if sys.platform != "win32":
    import fcntl


_HELD = flags("RDWR", "CREAT", "NOFOLLOW", "NONBLOCK", "CLOEXEC", "NOCTTY")

_MOST = 1 << 20
"""Bytes of the file that are read: it names a few folders."""


@contextmanager
def alone(folder: Path | None, output: Path, wait: Callable[[], None]) -> Iterator[bool]:
    """Hold a workspace until it is built; whoever else builds it waits.

    So what stands in the output folder in the end is of the sources as the last build read them.
    Yields whether a build that was killed, or failed, may have left something in that folder.

    Args:
        folder: of its kept results; where there is none, nobody waits.
        output: the folder that is built into.
        wait: is called before this run has to wait.
    """
    if folder is None or sys.platform == "win32":
        yield True
        return
    try:
        handle = os.open(folder / "turn", _HELD, 0o600)
    except OSError:
        yield True
        return
    with os.fdopen(handle, "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:  # the file system knows no locks
            pass
        mine, begun = os.path.abspath(output), _begun(handle)  # noqa: PTH100  # links stay
        known = begun or frozenset()
        _put(handle, known | {mine})
        yield begun is None or mine in begun
        _put(handle, known - {mine})  # not reached where this one is killed, or fails


def _begun(handle: int) -> frozenset[str] | None:
    """Return the output folders of builds that began, and did not come to a good end.

    There is nothing where nobody can tell.
    """
    try:
        told = json.loads(os.pread(handle, _MOST, 0) or b"[]")
    except (OSError, RecursionError, ValueError):
        return None
    is_ours = isinstance(told, list) and all(isinstance(one, str) for one in told)
    return frozenset(told) if is_ours else None


def _put(handle: int, folders: frozenset[str]) -> None:
    with suppress(OSError):  # what a killed run leaves is then found by the next `--check`
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(sorted(folders)).encode(), 0)
