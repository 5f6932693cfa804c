"""Programs of this package that read or set what a stranger wrote, as processes of their own.

They know nothing of the package and little of what is around them, and are ended when they take too
long.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

Process = subprocess.Popen[bytes]

_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What of our environment each of them has."""


def begun(
    program: Path,
    arguments: Iterable[str],
    kept: Iterable[str] = (),
    more: Mapping[str, str] = MappingProxyType({}),
) -> Process:
    """Begin a program, which is asked by its input and answers by its output.

    Args:
        program: a file of the package.
        arguments: of the program.
        kept: what else of our environment it has.
        more: what it has in its environment besides.
    """
    environment = {key: os.environ[key] for key in (*_KEPT, *kept) if key in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(part for part in sys.path if part)
    return subprocess.Popen(  # noqa: S603  # the program is ours, and no shell reads its arguments
        [sys.executable, "-P", "-S", "-B", str(program), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment, **more},
    )


@contextmanager
def ended_after(process: Process, seconds: float) -> Iterator[threading.Event]:
    """End a process that goes on for longer; the event tells whether that was so."""
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
