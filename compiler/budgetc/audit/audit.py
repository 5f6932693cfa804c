"""Auditing a published document: every contradiction in it, those of one cause under the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from budgetc.audit.beside import wrong_rows
from budgetc.audit.beyond import parts_beyond
from budgetc.audit.codes import wrong_codes
from budgetc.audit.completed import completion_of_nothing
from budgetc.audit.copies import copied_notes, repeated_paragraphs, unchanged_with_a_reason
from budgetc.audit.crosses import crossed, equal_codes, odd_totals, other_units, series_of
from budgetc.audit.directions import (
    changes_of_nothing,
    doubled_signs,
    told_both_ways,
    wrong_changes,
    wrong_outturns,
)
from budgetc.audit.enumerations import paid_items, wrong_lists
from budgetc.audit.growth import growth_in
from budgetc.audit.homes import uses_of_others
from budgetc.audit.items import items_of, wrong_amounts, wrong_names, wrong_purposes
from budgetc.audit.model import Audit, Contradiction, Kind
from budgetc.audit.numbering import missing_tables
from budgetc.audit.obligatory import unpublished_tables
from budgetc.audit.official import Official
from budgetc.audit.one_row import totals_of_heads, wrong_parts, wrong_totals
from budgetc.audit.projects import twisted_names
from budgetc.audit.quantities import projects_with_targets, wrong_quantities
from budgetc.audit.rates import completion, growth, judged, shares
from budgetc.audit.said import paragraphs_of
from budgetc.audit.sums import balances, doubled, sums_of
from budgetc.audit.suspects import other_targets, shorter_lists, staff_beyond_posts, weights
from budgetc.audit.titles import whose_is, wrong_titles
from budgetc.audit.unfinished import left_to_fill_in
from budgetc.audit.unread import SURELY_READ, unread_parts
from budgetc.audit.views import views_of
from budgetc.audit.wholes import lists_of_projects, wrong_wholes
from budgetc.audit.years import (
    days_of_other_years,
    empty_tables_of_other_years,
    items_of_other_years,
    periods_of_other_years,
    wrong_years,
)
from budgetc.diagnostics.messages import msg
from budgetc.lists import Lists
from budgetc.published.model import PrintPlace, PublishedDocument
from budgetc.published.numbers import NumberReader


def audit(document: PublishedDocument, lists: Lists, official: Official) -> Audit:
    """Return where a published document contradicts itself.

    Args:
        document: as read.
        lists: the words by which it is understood.
        official: the names of codes and of tables.
    """
    judgement = _Judgement(document, lists, official)
    unsure = _unsure_places(document)
    found = [_as_sure_as_read(one, unsure) for one in judgement.all() if one is not None]
    unread = unread_parts(document)
    if not judgement.checked and next(document.tables(), None) is not None:
        # Else it would read like a clean bill.
        unread = (
            *unread,
            msg("what its tables add up to: no sum was understood, nothing compared"),
        )
    whose = judgement.whose
    return Audit(
        tuple(_by_cause(found)), judgement.checked, unread, office=whose.office, year=whose.year
    )


_A_PAIR = 2


def _unsure_places(document: PublishedDocument) -> frozenset[PrintPlace]:
    """Return the places of cells whose table was read without rules to go by."""
    return frozenset(
        cell.place
        for table in document.tables()
        if table.confidence < SURELY_READ
        for line in table.lines
        for cell in line
    )


def _as_sure_as_read(one: Contradiction, unsure: frozenset[PrintPlace]) -> Contradiction:
    """Return a contradiction, less sure where it rests on cells that may be of other columns."""
    if not any(quote.place in unsure for quote in one.quotes):
        return one
    return replace(one, confidence=one.confidence // 2)


class _Judgement:
    """One document, while it is judged; counts what was compared."""

    def __init__(self, document: PublishedDocument, lists: Lists, official: Official) -> None:
        self.document = document
        self.lists = lists
        self.official = official
        self.words = lists.audit
        self.views = views_of(document, lists.printed, lists.audit)
        self.whose = whose_is(document, lists.printed, lists.audit)
        self.paragraphs = paragraphs_of(document, lists.audit, self.whose)
        self.items = items_of(self.paragraphs, self.views, lists.printed)
        self.checked = 0

    def all(self) -> Iterator[Contradiction | None]:
        """Yield what is found, and nothing for what agrees."""
        yield from self._tables()
        yield from self._text_and_tables()
        yield from self._rates()
        yield from self._directions()
        yield from self._uses_and_names()
        yield from self._form()
        yield from self._copies()
        yield from self._suspects()

    def _tables(self) -> Iterator[Contradiction | None]:
        for view in self.views:
            yield from self._counted(one.contradiction for one in sums_of(view))
            yield from doubled(view)
            # Those that are right are mostly among the sums already, and are not counted twice.
            yield from (one.contradiction for one in totals_of_heads(view))
        yield from self._counted(balances(self.views))
        yield from wrong_rows(self.document, self.words)
        series = series_of(self.views)
        yield from self._counted(crossed(series))
        yield from odd_totals(series, self.views)
        yield from other_units(series)
        yield from equal_codes(series, self.words)

    def _text_and_tables(self) -> Iterator[Contradiction | None]:
        yield from self._counted(wrong_amounts(self.items))
        yield from self._counted(wrong_quantities(self.paragraphs, self.views))
        yield from self._counted(parts_beyond(self.paragraphs))
        yield from self._counted(wrong_wholes(self.paragraphs))
        yield from lists_of_projects(self.paragraphs)
        yield from self._counted(wrong_totals(self.paragraphs, self.views))
        yield from self._counted(wrong_parts(self.paragraphs, self.views, self.lists.printed))

    def _rates(self) -> Iterator[Contradiction]:
        rates = [
            *(one for view in self.views for one in growth_in(view)),
            *growth(self.paragraphs),
            *shares(self.paragraphs),
            *completion(self.paragraphs),
        ]
        self.checked += len(rates)
        yield from (one for one in rates if isinstance(one, Contradiction))
        yield from judged([one for one in rates if not isinstance(one, Contradiction)])

    def _directions(self) -> Iterator[Contradiction | None]:
        published = self.lists.published
        yield from doubled_signs(self.paragraphs)
        yield from told_both_ways(self.paragraphs)
        yield from changes_of_nothing(self.paragraphs)
        yield from self._counted(wrong_changes(self.paragraphs))
        yield from self._counted(wrong_outturns(self.paragraphs, published.outturn))
        yield from completion_of_nothing(self.paragraphs, self.document, self.words, published)

    def _uses_and_names(self) -> Iterator[Contradiction]:
        catalogue = self.official.catalogue
        yield from wrong_purposes(self.items)
        yield from wrong_names(self.items, self.views)
        yield from wrong_lists(self.paragraphs, paid_items(self.views), catalogue.economic.by_name)
        yield from uses_of_others(self.paragraphs, self.views, catalogue, self.words)
        yield from twisted_names(self.document, self.words)

    def _form(self) -> Iterator[Contradiction]:
        year = self.whose.year
        yield from left_to_fill_in(self.document, self.lists.texts)
        yield from wrong_years(self.paragraphs, year)
        yield from items_of_other_years(self.items, year)
        yield from empty_tables_of_other_years(self.document, self.words, year)
        yield from periods_of_other_years(self.paragraphs)
        yield from days_of_other_years(self.paragraphs)
        yield from wrong_codes(self.document, self.official, self.lists.printed, year)
        yield from wrong_titles(self.document, self.official, self.words)
        yield from missing_tables(self.document)
        if not self.whose.is_final:
            yield from unpublished_tables(self.document, self.words)

    def _copies(self) -> Iterator[Contradiction]:
        yield from copied_notes(self.document)
        yield from repeated_paragraphs(self.paragraphs, self.lists.printed)
        yield from unchanged_with_a_reason(self.paragraphs, self.words)

    def _suspects(self) -> Iterator[Contradiction]:
        reader = NumberReader(self.lists.printed, self.document.numbers)
        yield from weights(self.document, self.words, reader)
        yield from staff_beyond_posts(self.paragraphs)
        yield from shorter_lists(self.paragraphs)
        yield from other_targets(self.document, self.words)
        yield from projects_with_targets(self.paragraphs, self.views)

    def _counted(self, found: Iterable[Contradiction | None]) -> Iterator[Contradiction | None]:
        for one in found:
            self.checked += 1
            yield one


def _by_cause(found: Sequence[Contradiction]) -> list[Contradiction]:
    """Return contradictions in the order of print, those that share a cause under the first."""
    groups: list[list[Contradiction]] = []
    for one in found:
        alike = [group for group in groups if any(_same_cause(other, one) for other in group)]
        merged = [other for group in alike for other in group]
        groups = [group for group in groups if group not in alike]
        groups.append([*merged, one])
    made = []
    for group in groups:
        first = max(group, key=partial(_leads, group))
        rest = tuple(one for one in group if one is not first)
        made.append(replace(first, consequences=rest))
    return sorted(made, key=_order)


def _leads(group: Sequence[Contradiction], one: Contradiction) -> tuple[int, int]:
    """Return how much speaks for one of a cause as the first: the others quote what is wrong."""
    quoted = sum(one.quotes[0] in other.quotes for other in group)
    return quoted, one.confidence


def _same_cause(one: Contradiction, other: Contradiction) -> bool:
    """Tell whether one mistake makes two contradictions.

    That is so where what is most likely wrong is one cell, or is what the other is made of; where
    one is of nothing else than of one that the other is of; where a sum is off by as much as one
    of its parts; where the same is wrong in the same way; and where both are of the same pair of
    amounts.
    """
    if (one.kind is Kind.EFFECT) != (other.kind is Kind.EFFECT):
        return False
    first, second = one.quotes[0], other.quotes[0]
    is_one = first.text == second.text and first.place == second.place
    alone = [a.quotes[0] in b.quotes for a, b in ((one, other), (other, one)) if len(a.quotes) == 1]
    if (is_one and first.where == second.where) or any(alone):
        return True
    values, others = dict(one.reason.values), dict(other.reason.values)
    if "difference" in values and values["difference"] == others.get("difference"):
        return first in other.quotes or second in one.quotes
    if first.text and first.text == second.text and values and values == others:
        return one.reason.template == other.reason.template
    if {Kind.TEXT_VS_TABLE, Kind.CROSS_TABLE} & {one.kind, other.kind} and (
        first in other.quotes or second in one.quotes
    ):
        return True
    texts = {quote.text for quote in one.quotes}
    return len(texts) == _A_PAIR and {quote.number for quote in other.quotes} == {
        quote.number for quote in one.quotes
    }


def _order(one: Contradiction) -> tuple[int, str, int, str]:
    place = one.quotes[0].place
    return (place.page, place.sheet, place.line, one.quotes[0].where)
