"""A place on the disk for what is made before it may be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from budgetc.files.record import begun_digest
from budgetc.frozen import NamedTuple

_AT_A_TIME = 1 << 20
"""How many bytes of a content are read at a time."""


class _Stretch(NamedTuple):
    begin: int
    length: int
    digest: str


class Spool(Mapping[Path, bytes]):
    """Contents of files by path, in one nameless file of the system: it goes with the process.

    A thousand departments are a hundred megabytes, and the book of ten thousand is thirty.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        from tempfile import TemporaryFile  # noqa: PLC0415  # a millisecond, and few need one

        self._file = TemporaryFile()  # noqa: SIM115  # it is closed with the spool
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
        return b"".join(self.parts(path))

    def parts(self, path: Path) -> Iterator[bytes]:
        """Yield the content under a path, so much at a time."""
        begin, length, _ = self._stretches[path]
        for at in range(begin, begin + length, _AT_A_TIME):
            self._file.seek(at)
            yield self._file.read(min(_AT_A_TIME, begin + length - at))

    def __iter__(self) -> Iterator[Path]:
        return iter(self._stretches)

    def __len__(self) -> int:
        return len(self._stretches)
