"""One build of a workspace at a time: two at once would write over each other's documents."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

if sys.platform != "win32":
    import fcntl


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
        file = (folder / "turn").open("a+", encoding="utf-8")
    except OSError:
        yield True
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:  # the file system knows no locks
            pass
        mine, begun = os.path.abspath(output), _begun(file)  # noqa: PTH100  # links stay
        _put(file, {*begun, mine})
        yield mine in begun
        _put(file, begun - {mine})  # not reached where this one is killed, or fails


def _begun(file: TextIO) -> frozenset[str]:
    """Return the output folders of builds that began, and did not come to a good end."""
    try:
        file.seek(0)
        return frozenset(json.loads(file.read() or "[]"))
    except (OSError, TypeError, ValueError):
        return frozenset()


def _put(file: TextIO, folders: frozenset[str] | set[str]) -> None:
    with suppress(OSError):  # what a killed run leaves is then found by the next `--check`
        file.truncate(0)
        file.write(json.dumps(sorted(folders)))
        file.flush()
