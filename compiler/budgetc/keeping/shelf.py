"""What is kept of many sources in one run: each is a line of text until it is looked at."""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import astuple
from typing import Any

from budgetc.diagnostics import Counts
from budgetc.files.scan import Sign
from budgetc.frozen import NamedTuple
from budgetc.keeping.kept import Document, Kept, Signed
from budgetc.keeping.lost import LostError


class Written(NamedTuple):
    """A document, as a row of the store has it.

    Attributes:
        maker: as of a `Document`, like the next one.
        path: absolute.
        signed: the file, as JSON.
    """

    maker: str
    path: str
    signed: str


class Line(NamedTuple):
    """What is kept of a source, as the store has it.

    Attributes:
        body: all but the name and the documents, as JSON.
        documents: that were written.
    """

    body: str
    documents: Sequence[Written]


class Shelf(MutableMapping[str, Kept]):
    """What is kept, by the names of sources: ten thousand are nine megabytes instead of forty."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lines: dict[str, Line] = {}

    def put(self, name: str, line: Line) -> None:
        """Take what is kept of a source as the store has it."""
        self._lines[name] = line

    def line(self, name: str) -> Line:
        """Return what is kept of a source as the store has it."""
        return self._lines[name]

    def __getitem__(self, name: str) -> Kept:
        """Return what is kept of a source.

        Raises:
            LostError: its line is not what was written.
        """
        line = self._lines[name]
        try:
            return _kept(name, line)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise LostError from error

    def __setitem__(self, name: str, kept: Kept) -> None:
        counts = astuple(kept.counts)
        told = (kept.files, kept.folders, kept.data, kept.day, kept.failed, counts, kept.elsewhere)
        documents = (Written(one.maker, one.path, _text(one.signed)) for one in kept.documents)
        self._lines[name] = Line(_text(told), tuple(documents))

    def __delitem__(self, name: str) -> None:
        del self._lines[name]

    def __contains__(self, name: object) -> bool:
        return name in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _kept(name: str, line: Line) -> Kept:
    files, folders, data, day, failed, counts, elsewhere = json.loads(line.body)
    return Kept(
        name=name,
        files={file: _signed(signed) for file, signed in files.items()},
        folders=folders,
        data=tuple(data),
        day=day,
        failed=failed,
        counts=Counts(*counts),
        elsewhere=elsewhere,
        documents=tuple(
            Document(one.maker, one.path, _signed(json.loads(one.signed))) for one in line.documents
        ),
    )


def _text(data: object) -> str:
    return json.dumps(data, separators=(",", ":"))


def _signed(data: list[Any]) -> Signed:
    sign, digest = data
    return (Sign(*sign) if sign else None), digest
