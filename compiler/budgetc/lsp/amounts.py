"""The amounts of a compiled source by where they were typed, and where the document prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from budgetc.document.figures import Where, printed_figures
from budgetc.document.model import Figure
from budgetc.frozen import NamedTuple
from budgetc.ledger import Fact, Flow, Period
from budgetc.pipeline import Draft
from budgetc.source.nodes import Path


class Typed(NamedTuple):
    """A place of a source, by what leads to it."""

    file: str
    path: Path


class Sums(NamedTuple):
    """What some amounts come to this year and last year, in 分; nothing where one is not told."""

    now: int | None
    before: int | None


def typed_under(draft: Draft, file: str, path: Path) -> tuple[Fact, ...]:
    """Return the amounts that were typed at a path of a file, or below it."""
    depth = len(path)
    return tuple(
        fact
        for fact in draft.ledger.facts
        if fact.origin.tree.file == file and (*fact.origin.path, fact.key)[:depth] == path
    )


def of_line(draft: Draft, fact: Fact) -> tuple[Fact, ...]:
    """Return the amounts of the line that an amount belongs to, of this year and of last year."""
    line = fact.entry or fact.origin
    return tuple(
        one
        for one in draft.ledger.facts
        if (one.entry or one.origin).path == line.path
        and (one.entry or one.origin).tree.file == line.tree.file
    )


def with_code(draft: Draft, dimension: str, code: str) -> tuple[Fact, ...]:
    """Return the amounts that have a code, or one below it."""
    codes = draft.conventions.catalogue.lists().get(dimension)
    if codes is None:
        return ()
    return tuple(
        fact
        for fact in draft.ledger.facts
        if (own := fact.code(dimension)) and code in codes.lineage(own)
    )


def sums(facts: Iterable[Fact]) -> Sums:
    """Return what amounts come to; those of an economic item have no last year's."""
    facts = tuple(facts)
    return Sums(*(_sum(facts, period) for period in (Period.CURRENT, Period.PRIOR)))


def _sum(facts: Iterable[Fact], period: str) -> int | None:
    of_it = [fact.fen for fact in facts if fact.period == period]
    return sum(fen for fen in of_it if fen is not None) if of_it and None not in of_it else None


def by_flow(facts: Iterable[Fact]) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """Yield amounts that may be added up: what comes in, and what is spent, each apart.

    What is spent is typed by function and once more by economic item. Amounts that all have an
    economic item are counted along these, and others by function.
    """
    facts = tuple(facts)
    for flow in dict.fromkeys(fact.flow for fact in facts):
        of_it = tuple(fact for fact in facts if fact.flow is flow)
        if flow is Flow.EXPENDITURE and not all(fact.economic for fact in of_it):
            of_it = tuple(fact for fact in of_it if fact.function) or of_it
        yield flow, of_it


def printed(draft: Draft, facts: Iterable[Fact], typed: Typed) -> tuple[Where, ...]:
    """Return where amounts are printed, by themselves or in a sum; the smallest sums first.

    Args:
        draft: the document.
        facts: the amounts.
        typed: a place whose number is printed though it is no amount, such as a number of posts.
    """
    wanted = made_of_any(facts, typed)
    found = [
        (len({id(fact) for fact in _made_of(one.figure)}), one.where)
        for one in printed_figures(draft.document)
        if wanted(one.figure)
    ]
    return tuple(where for _, where in sorted(found, key=lambda one: one[0]))


def made_of_any(facts: Iterable[Fact], typed: Typed) -> Callable[[Figure], bool]:
    """Return what tells whether a figure is made of any of some amounts, or of a typed number."""
    wanted = frozenset(map(id, facts))  # the ledger holds them, so that none has another's

    def is_made_of_any(figure: Figure) -> bool:
        places = (Typed(place.span.file, place.path) for place in figure.places)
        return any(id(fact) in wanted for fact in _made_of(figure)) or typed in places

    return is_made_of_any


def _made_of(figure: Figure) -> Iterator[Fact]:
    """Yield the amounts that a figure is made of, itself or through others."""
    yield from figure.facts
    for one in figure.operands:
        yield from _made_of(one)
