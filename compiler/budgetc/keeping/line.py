"""What is kept of a source as the store has it: text, until it is looked at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from budgetc.diagnostics import Counts
from budgetc.files.scan import Sign
from budgetc.frozen import NamedTuple
from budgetc.keeping.kept import Document, Kept, Signed, Told
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


def kept_of(name: str, line: Line) -> Kept:
    """Return what is kept of a source.

    Raises:
        LostError: its line is not what was written.
    """
    try:
        return _kept(name, line)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise LostError from error


def line_of(kept: Kept) -> Line:
    """Return what is kept of a source as the store has it."""
    failed, counts, elsewhere = kept.told
    of_what = (kept.files, kept.folders, kept.data, kept.day)
    body = (*of_what, failed, astuple(counts), elsewhere, kept.places)
    documents = (Written(one.maker, one.path, _text(one.signed)) for one in kept.documents)
    return Line(_text(body), tuple(documents))


def _kept(name: str, line: Line) -> Kept:
    files, folders, data, day, failed, counts, elsewhere, places = json.loads(line.body)
    return Kept(
        name=name,
        files={file: _signed(signed) for file, signed in files.items()},
        folders=folders,
        data=tuple(data),
        day=day,
        told=Told(failed, Counts(*counts), elsewhere),
        documents=tuple(
            Document(one.maker, one.path, _signed(json.loads(one.signed))) for one in line.documents
        ),
        places=tuple((maker, path) for maker, path in places),
    )


def _text(data: object) -> str:
    return json.dumps(data, separators=(",", ":"))


def _signed(data: list[Any]) -> Signed:
    sign, digest = data
    return (Sign(*sign) if sign else None), digest
