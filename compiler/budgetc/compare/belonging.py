"""Which source a published document is of: by the department and the year that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from budgetc.audit.said import Whose
from budgetc.audit.titles import whose_is
from budgetc.budget.declarations import APPROVED, FINAL
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.files.data import Resources
from budgetc.files.workspace import Source, year_named
from budgetc.frozen import frozen
from budgetc.inputs.reading import read_tree
from budgetc.lists import Lists
from budgetc.published.likeness import letters_of
from budgetc.published.model import PrintedHeading, PublishedDocument

_FIRST = 5
"""So many sentences of a document are looked at for whose it is; later ones speak of others."""


@frozen()
class Candidate:
    """A source that a document may be of, and what it says of itself.

    Attributes:
        name: of its department or unit.
        year: of its budget.
        stage: of it, such as `FINAL` of accounts.
    """

    source: Source
    name: str
    year: int
    stage: str

    @property
    def volume(self) -> tuple[int, bool]:
        """Its year, and whether it is accounts."""
        return self.year, self.stage == FINAL


@frozen()
class Belonging:
    """Whose a document is.

    Attributes:
        source: that it is of; nothing where that cannot be told.
        reason: why it cannot.
        volume: the year that it names, 0 if none, and whether it is accounts.
    """

    source: Source | None
    reason: Message | None
    volume: tuple[int, bool]


def candidate(source: Source, resources: Resources) -> Candidate | None:
    """Return what a source says of itself; nothing of one that cannot be read, or has no name."""
    tree, _ = read_tree(source, resources)
    name = tree.said("department", "name") if tree is not None else ""
    if tree is None or not letters_of(name):
        return None
    year = tree.said("year")
    known = int(year) if year.isascii() and year.isdigit() else year_named(source.name)
    return Candidate(source, name, known, tree.said("stage") or APPROVED)


def belonging(document: PublishedDocument, known: Sequence[Candidate], lists: Lists) -> Belonging:
    """Return which of some sources a document is of."""
    whose = whose_is(document, lists.printed, lists.audit)
    volume = whose.year, whose.is_final
    names = _named(document, whose, {one.name for one in known})
    if len(names) != 1:
        return Belonging(None, _not_one(names, whose), volume)
    (name,) = names
    mine = [one for one in known if one.name == name]
    if not whose.year and len({one.year for one in mine}) > 1:
        years = enumerated(sorted({str(one.year) for one in mine}))
        reason = msg("it names no year; {name} has sources of {years}", name=name, years=years)
        return Belonging(None, reason, volume)
    of_year = [
        one for one in mine if whose.year in (0, one.year) and one.volume[1] == whose.is_final
    ]
    found = [one for one in of_year if one.stage == APPROVED] or of_year
    if len(found) == 1:
        return Belonging(found[0].source, None, volume)
    return Belonging(None, _no_source(name, whose, found), volume)


def _named(document: PublishedDocument, whose: Whose, names: Collection[str]) -> Collection[str]:
    """Return the departments that a document may be of."""
    if whose.office:
        office = letters_of(whose.office)
        exact = {name for name in names if letters_of(name) == office}
        # One of the two may leave out the place.
        return exact or {name for name in names if office.endswith(letters_of(name))
                         or letters_of(name).endswith(office)}  # fmt: skip
    said = letters_of(" ".join(_front(document)))
    there = {name: said.count(letters_of(name)) for name in names}
    for name in there:
        longer = [other for other in names if name != other and name in other]
        there[name] -= sum(said.count(letters_of(other)) for other in longer)
    most = max(there.values(), default=0)
    return {name for name, count in there.items() if count == most > 0}


def _front(document: PublishedDocument) -> Iterator[str]:
    """Yield what a document says of itself: its headings and titles, and its first sentences."""
    for _, sentence in zip(range(_FIRST), document.sentences(), strict=False):
        yield sentence.text
    yield from (block.text for block in document.blocks if isinstance(block, PrintedHeading))
    for table in document.tables():
        yield from (table.title, *table.above)


def _not_one(names: Collection[str], whose: Whose) -> Message:
    if names:
        return msg("it may be of several departments: {names}", names=enumerated(sorted(names)))
    if whose.office:
        return msg("it is of {name}, of which there is no source here", name=whose.office)
    return msg("it names no department that has a source here")


def _no_source(name: str, whose: Whose, found: Sequence[Candidate]) -> Message:
    if found:
        names = enumerated(one.source.name for one in found)
        return msg("it may be of several sources: {names}", names=names)
    if not whose.year:
        return msg("it is of {name}, and of another stage than its sources here", name=name)
    if whose.is_final:
        return msg("it is the accounts of {year} of {name}, which have no source here",
                   name=name, year=str(whose.year))  # fmt: skip
    return msg("it is the budget of {year} of {name}, which has no source here",
               name=name, year=str(whose.year))  # fmt: skip
