"""A place on the disk for what is made before it may be written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from budgetc.files.record import begun_digest
from budgetc.frozen import NamedTuple


class _Stretch(NamedTuple):
    begin: int
    length: int
    digest: str


class Spool(Mapping[Path, bytes]):
    """Contents of files by path, in one nameless file of the system: it goes with the process.

    A thousand departments are a hundred megabytes; no more than one content is in memory.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # it is closed with the spool
        self._stretches: dict[Path, _Stretch] = {}
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, path: Path, parts: Iterable[bytes]) -> None:
        """Keep a content under a path, which has none yet."""
        self._file.seek(self._end)
        digest = begun_digest()
        for part in parts:
            self._file.write(part)
            digest.update(part)
        end = self._file.tell()
        self._stretches[path] = _Stretch(self._end, end - self._end, digest.hexdigest())
        self._end = end

    def digest(self, path: Path) -> str:
        """Return the digest of the content under a path."""
        return self._stretches[path].digest

    def __getitem__(self, path: Path) -> bytes:
        begin, length, _ = self._stretches[path]
        self._file.seek(begin)
        return self._file.read(length)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._stretches)

    def __len__(self) -> int:
        return len(self._stretches)
