"""Whom the index of a region's book lists, with the ways to the documents of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from budgetc.region import Book, Submission
from budgetc.render.evidence import Evidence, Listed, State
from budgetc.render.look import Look
from budgetc.render.suffixes import FORMATS, OF_FACTS


def listing_of(book: Book, formats: Iterable[str], look: Look) -> Evidence:
    """Return what the pages of a book show beside its figures.

    Args:
        book: of a region.
        formats: that it and its departments are built in; these are linked, and no others.
        look: a page for the public names no source that could not be counted, and no finding.
    """
    wished = frozenset(formats)
    suffixes = [suffix for name, suffix in FORMATS.items() if name in wished]
    stem, page = book.source.stem, FORMATS["html"]
    no_books = {page, *(FORMATS[name] for name in OF_FACTS)}
    beside = [
        *((suffix[1:], quote(f"{stem}{suffix}")) for suffix in suffixes if suffix not in no_books),
        *((title, quote(f"{other}{page}")) for other, title in book.others),
    ]
    return Evidence(
        is_public=look.public, listed=tuple(_listed(book, suffixes, look)), beside=beside
    )


def _listed(book: Book, suffixes: Sequence[str], look: Look) -> Iterator[Listed]:
    gathered = book.gathered
    units: dict[str, list[Submission]] = {}
    for one in gathered.units:
        if not one.failed:
            units.setdefault(one.folder.rpartition("/")[0], []).append(one)

    def listed(one: Submission, state: State = State.COUNTED) -> Listed:
        is_there = state is State.COUNTED
        return Listed(
            one.folder,
            one.name,
            tuple(_links(one, suffixes)) if is_there else (),
            None if look.public else one.found,
            state,
            tuple(map(listed, units.get(one.folder, ()))) if is_there else (),
        )

    yield from map(listed, gathered.departments)
    if not look.public:
        yield from (listed(one, State.FAILED) for one in gathered.failed)
        yield from (listed(one, State.ABSENT) for one in gathered.absent)


def _links(one: Submission, suffixes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the ways from the folder of the book to the documents of a source."""
    for suffix in suffixes:
        yield suffix[1:], quote(f"../{one.folder}/{one.stem}{suffix}")
