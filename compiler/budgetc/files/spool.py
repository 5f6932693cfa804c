"""A place on the disk for what is made before it may be written."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Generic, Self, TypeVar

from budgetc.files.record import begun_digest
from budgetc.frozen import NamedTuple

_AT_A_TIME = 1 << 20
"""How many bytes of a content are read at a time."""


class _Stretch(NamedTuple):
    begin: int
    length: int
    digest: str


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
        self._stretches: dict[Name, _Stretch] = {}
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, name: Name, parts: Iterable[bytes]) -> None:
        """Keep a content under a name, which has none yet."""
        self._file.seek(self._end)
        digest = begun_digest()
        for part in parts:
            self._file.write(part)
            digest.update(part)
        end = self._file.tell()
        self._stretches[name] = _Stretch(self._end, end - self._end, digest.hexdigest())
        self._end = end

    def digest(self, name: Name) -> str:
        """Return the digest of the content under a name."""
        return self._stretches[name].digest

    def __getitem__(self, name: Name) -> bytes:
        return b"".join(self.parts(name))

    def parts(self, name: Name) -> Iterator[bytes]:
        """Yield the content under a name, so much at a time."""
        begin, length, _ = self._stretches[name]
        for at in range(begin, begin + length, _AT_A_TIME):
            self._file.seek(at)
            yield self._file.read(min(_AT_A_TIME, begin + length - at))

    def __iter__(self) -> Iterator[Name]:
        return iter(self._stretches)

    def __len__(self) -> int:
        return len(self._stretches)
