"""A place on the disk for what is made before it may be written."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator, Mapping
from threading import Lock
from typing import Generic, Self, TypeVar

from budgetc.files.record import begun_digest

_AT_A_TIME = 1 << 20
"""How many bytes of a content are read at a time."""


Name = TypeVar("Name", bound=Hashable)


class Spool(Mapping[Name, bytes], Generic[Name]):
    """Contents by name, such as the path of a file to be, in one nameless file of the system.

    It goes with the process. A thousand departments are a hundred megabytes, and the book of ten
    thousand is thirty.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        from tempfile import TemporaryFile  # noqa: PLC0415  # a millisecond, and few need one

        self._file = TemporaryFile()  # noqa: SIM115  # it is closed with the spool
        self._order: dict[Name, int] = {}
        self._ends = array("q", [0])
        self._digests = bytearray()
        self._reading = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, name: Name, parts: Iterable[bytes]) -> None:
        """Keep a content under a name, which has none yet."""
        self._file.seek(self._ends[-1])
        digest = begun_digest()
        for part in parts:
            self._file.write(part)
            digest.update(part)
        self._order[name] = len(self._order)
        self._ends.append(self._file.tell())
        self._digests += digest.digest()

    def digest(self, name: Name) -> str:
        """Return the digest of the content under a name."""
        size = len(self._digests) // len(self._order)
        begin = self._order[name] * size
        return self._digests[begin : begin + size].hex()

    def __getitem__(self, name: Name) -> bytes:
        return b"".join(self.parts(name))

    def parts(self, name: Name) -> Iterator[bytes]:
        """Yield the content under a name, so much at a time; several may be read side by side."""
        place = self._order[name]
        end = self._ends[place + 1]
        for at in range(self._ends[place], end, _AT_A_TIME):
            with self._reading:
                self._file.seek(at)
                part = self._file.read(min(_AT_A_TIME, end - at))
            yield part

    def __iter__(self) -> Iterator[Name]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)
