"""One build of a workspace at a time: two at once would write over each other's documents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def alone(folder: Path | None, wait: Callable[[], None]) -> Iterator[None]:
    """Hold a workspace until it is built; whoever else builds it waits.

    So what stands in the output folder in the end is of the sources as the last build read them.

    Args:
        folder: of its kept results; where there is none, nobody waits.
        wait: is called before this run has to wait.
    """
    if folder is None or sys.platform == "win32":
        yield
        return
    try:
        file = (folder / "turn").open("w")
    except OSError:
        yield
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:  # the file system knows no locks
            pass
        yield
