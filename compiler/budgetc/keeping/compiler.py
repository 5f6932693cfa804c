"""What tells this compiler, with all that it brings and stands on, from every other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from budgetc import __version__
from budgetc.files.data import OVERRIDABLE, shipped_folder
from budgetc.files.record import begun_digest

_OURS = Path(__file__).parent.parent


def compiler_id(root: Path) -> str:
    """Return the digest of what the system says of this compiler, and of its libraries.

    Args:
        root: of the workspace. Data that ships from there is the workspace's own, file by file.
    """
    told = begun_digest()
    told.update(f"{__version__}\n{sys.version}\n".encode())
    shipped = shipped_folder()
    folders = [_OURS]
    if os.path.realpath(root) != os.path.realpath(shipped):
        folders += (shipped / name for name in OVERRIDABLE)
    for folder in folders:
        for line in sorted(_files(str(folder))):
            told.update(f"{line}\n".encode("utf-8", "surrogatepass"))
    for line in _libraries():
        told.update(f"{line}\n".encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir():
                if one.name != "__pycache__":
                    yield from _files(one.path)
            elif not one.name.endswith(".pyc"):
                about = one.stat()
                yield f"{one.path} {about.st_size} {about.st_mtime_ns}"


def _libraries() -> Iterator[str]:
    """Yield the names of all that is installed, with their versions."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208
        except OSError:
            continue
        yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))
