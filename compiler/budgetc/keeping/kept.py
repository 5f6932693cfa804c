"""What is kept of a source: what it was made of, and what it became."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.diagnostics import Counts
from budgetc.files.record import ReadSet
from budgetc.files.scan import Sign
from budgetc.frozen import NamedTuple, frozen

Signed = tuple[Sign | None, str]
"""A file: its sign, or nothing where it could change again without another; and its digest."""


class Document(NamedTuple):
    """A file that was written.

    Attributes:
        maker: what made it of the document, such as `markdown`.
        path: absolute.
        signed: the file, as it was when it had been written.
    """

    maker: str
    path: str
    signed: Signed


class Told(NamedTuple):
    """What is told of a source without looking at what was found.

    Attributes:
        failed: whether errors were found, so that there are no documents.
        counts: the findings in its own file.
        elsewhere: whether some of its findings stand in other files.
    """

    failed: bool
    counts: Counts
    elsewhere: bool


@frozen()
class Result:
    """What stays of a source once it was made.

    Attributes:
        name: of the source.
        record: what was read for it.
        day: the only day on which it comes out so; empty where it would on any.
        told: how much was found.
        found: what was found, as `unpacked_source` takes it.
        rules: the same of what became of each rule.
        book: the region book that `sums` are for.
        sums: what a region keeps of it, where that is wished for.
    """

    name: str
    record: ReadSet
    day: str
    told: Told
    found: bytes
    rules: bytes
    book: str
    sums: bytes | None


@frozen()
class Kept:
    """One source, made once; what was found in it stays in the store.

    Attributes:
        name: of the source.
        files: those it was made of, by name.
        folders: those that were looked into, by name, each with the digest of its entries.
        data: the id of the set of data files that it was made of, and their digest.
        day: as of a `Result`, like the next one.
        documents: that were written, of all formats and folders.
        places: of region books, what made each document that there has to be, and where it is.
    """

    name: str
    files: Mapping[str, Signed]
    folders: Mapping[str, str]
    data: tuple[str, str]
    day: str
    told: Told
    documents: tuple[Document, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
