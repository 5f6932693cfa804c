"""A published document against the compiled one: every figure that differs, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from budgetc.compare.absent import absent_tables
from budgetc.compare.alignment import Alignment, Texts
from budgetc.compare.cells import Compared, compare_cells
from budgetc.compare.certainty import Certainty
from budgetc.compare.copies import copied_notes, copied_sentences, repeated_sentences
from budgetc.compare.directions import other_directions, other_outturns
from budgetc.compare.displaced import with_displaced
from budgetc.compare.edits import edits
from budgetc.compare.enumerations import other_uses
from budgetc.compare.evidence import Evidence
from budgetc.compare.figures import (
    extra_cells,
    extra_figures,
    lost_cells,
    missing_figures,
    other_codes,
    other_units,
    signs_after_words,
    text_pairs,
    without_others,
    wrong_figures,
)
from budgetc.compare.labels import other_row_names
from budgetc.compare.lost import lost_sentences, lost_tables
from budgetc.compare.matching import match_numbers
from budgetc.compare.model import LEAST, Comparison, Consequence, Difference, Tally
from budgetc.compare.names import other_labels, other_names, wrong_codes
from budgetc.compare.ours import OurNumber, Ours, read_ours, writing_of
from budgetc.compare.pairs import Pair
from budgetc.compare.published import Published, read_published
from budgetc.compare.rescaled import rescaled
from budgetc.compare.roots import roots_of
from budgetc.compare.rows import extra_rows, lost_rows
from budgetc.compare.saying import Habit, habit_of_sentences
from budgetc.compare.scan import Writing
from budgetc.compare.sums import wrong_sums
from budgetc.compare.tables import pair_tables
from budgetc.compare.wording import worded_otherwise
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Document, Table
from budgetc.lists import Lists
from budgetc.numbers.money import Unit
from budgetc.published.likeness import letters_of
from budgetc.published.model import PublishedDocument

_DOUBT = 0.5
"""How much is left of the confidence of what is told of another document."""

_LEAST_OF_A_TABLE = 0.3
"""A table of which fewer rows are found than this part is read as text instead."""

_MOST_OF_A_TABLE = 0.9
"""The same part of one whose rows and columns had to be guessed."""


def compare(document: Document, printed: PublishedDocument, lists: Lists) -> Comparison:
    """Compare a published document with a compiled one.

    Args:
        document: the compiled one.
        printed: the published one, as a reader sees it.
        lists: the units of money, and the words by which sentences are taken apart.
    """
    money = lists.money_units
    tables = tuple(_tables(document, printed, money))
    alignment, copies = _text(document, printed, tables, lists)
    certainty = Certainty(alignment)
    text = tuple(without_others(text_pairs(alignment, certainty)))
    pairs = (*(pair for table in tables for pair in table.pairs), *text)
    sums: dict[int, list[Consequence]] = defaultdict(list)
    for pair, consequence in wrong_sums(text):
        sums[id(pair)].append(consequence)
    found = (
        *wrong_figures(pairs, Evidence(pairs, money), sums, roots_of(pairs, money)),
        *other_units(tables),
        *other_codes(tables),
        *other_row_names(tables, alignment.ours.names),
        *lost_cells(tables),
        *extra_cells(tables),
        *lost_rows(tables, alignment),
        *extra_rows(tables),
        *lost_tables(document, printed, tables, alignment),
        *lost_sentences(alignment),
        *missing_figures(alignment, certainty),
        *extra_figures(alignment, document.year, certainty),
        *signs_after_words(alignment),
        *other_directions(alignment, certainty),
        *other_outturns(alignment, certainty),
        *_words(alignment, document),
        *copies,
    )
    found = (*found, *edits(alignment, document, tables, found))
    tally = _tally(document, pairs, tables, alignment)
    if tally.is_another:
        found = tuple(replace(one, confidence=one.confidence * _DOUBT) for one in found)
    in_print = sorted(found, key=_in_print)
    left_out = Counter(one.kind for one in printed.left_out)
    worded = tuple(worded_otherwise(alignment, tables))
    tally = replace(tally, left_out=tuple(left_out.items()), worded=worded)
    return Comparison(tuple(in_print), tally)


def _in_print(found: Difference) -> tuple[bool, tuple[int, str, int]]:
    """Return what finding a finding comes after: in print, and then what is missing there."""
    place = found.places[0].place if found.places else None
    return place is None, (place.page, place.sheet, place.line) if place else (0, "", 0)


def _tables(
    document: Document, printed: PublishedDocument, money: Mapping[str, Unit]
) -> Iterator[Compared]:
    compared = [
        compare_cells(pair, money, writing_of(document)) for pair in pair_tables(document, printed)
    ]
    units = Counter(one.unit.name for one in compared if one.unit is not None)
    usual = money[units.most_common(1)[0][0]] if units else None
    for one in compared:
        if _is_read(one):
            is_clear = not one.is_unclear or usual is None
            yield one if is_clear else compare_cells(one.table, money, writing_of(document), usual)


def _is_read(one: Compared) -> bool:
    """Tell whether so many rows of two tables are the same that their cells can be compared.

    Where rows and columns had to be guessed, it is nearly all of both.
    """
    rows, theirs = len(one.laid.rows), len(one.laid.rows) + len(one.laid.more)
    if one.table.theirs.confidence >= 1:
        return rows >= one.all_rows * _LEAST_OF_A_TABLE
    shown = len(one.pairs) + len(one.lost) + len(one.absent)
    return rows >= theirs * _MOST_OF_A_TABLE and len(one.pairs) >= shown * _MOST_OF_A_TABLE


def _text(
    document: Document, printed: PublishedDocument, tables: Sequence[Compared], lists: Lists
) -> tuple[Alignment, tuple[Difference, ...]]:
    """Return the two documents as texts side by side, and what stands in print twice."""
    codes = {row.code for table in document.tables() for row in table.rows if row.code}
    apart = [one.table.theirs for one in tables]
    writing = Writing(printed.numbers, document.negative)
    published = read_published(printed, apart, lists, writing, frozenset(codes))
    ours = _ours(document, published, frozenset(one.table.block for one in tables))
    money = lists.money_units
    texts = Texts(ours, published, money, lists.published, _habit(published, ours.numbers, money))
    alignment = _aligned(texts)
    copies = tuple(repeated_sentences(alignment))
    if not copies:
        return alignment, ()
    # What stands twice would be matched half here and half there; so it is matched once.
    once = published.without(copy[:2] for copy in copies)
    alignment = _aligned(replace(texts, published=once))
    return alignment, tuple(copied_sentences(alignment, copies))


def _aligned(texts: Texts) -> Alignment:
    return rescaled(with_displaced(match_numbers(texts)))


def _ours(document: Document, published: Published, apart: frozenset[int]) -> Ours:
    """Return the compiled document as text, without the tables that print does not have."""
    ours = read_ours(document, published.units, apart)
    gone = frozenset(absent_tables(document, ours, published, apart))
    if not gone:
        return ours
    absent = tuple(number for number in ours.numbers if number.spot.block in gone)
    return replace(read_ours(document, published.units, apart | gone), absent=absent)


def _habit(published: Published, ours: Sequence[OurNumber], money: Mapping[str, Unit]) -> Habit:
    """Return how the sentences in print write amounts."""
    prose = (n for n in published.scanned.numbers if n.unit in money and published.is_prose(n))
    return habit_of_sentences(prose, (n.number for n in ours if n.number.unit in money))


def _words(alignment: Alignment, document: Document) -> Iterator[Difference]:
    names = tuple(other_names(alignment, document.department))
    yield from other_uses(alignment, names)
    yield from names
    yield from other_labels(alignment, names)
    yield from wrong_codes(alignment)
    yield from copied_notes(alignment)


def _tally(
    document: Document, pairs: Sequence[Pair], tables: Sequence[Compared], alignment: Alignment
) -> Tally:
    figures = [p for p in pairs if p.ours.is_figure and (p.equal or p.confidence >= LEAST)]
    seen = {pair.ours.spot.block for pair in figures}
    absent = [ours for table in tables for ours in table.absent]
    absent += [ours for table in tables for ours, _, _ in table.lost]
    absent += [ours for ours in (*alignment.lost, *alignment.ours.absent) if ours.is_shown]
    unsure = (pair for pair in pairs if not pair.equal and pair.confidence < LEAST)
    absent += [pair.ours for pair in unsure if pair.ours.is_shown]
    lost = Counter(ours.spot.block_name for ours in absent)
    gone = [
        block.name
        for at, block in enumerate(document.blocks)
        if isinstance(block, Table) and at not in seen and block.name in lost
    ]
    found = {pair.ours.spot.block_name for pair in figures}
    beside = sum(number for name, number in lost.items() if name in found)
    is_named = letters_of(document.department) in alignment.published.scanned.letters
    unreadable = [
        msg("the unit of {table} is not said", table=table.table.ours.name)
        for table in tables
        if table.is_unclear
    ]
    return Tally(
        len(figures),
        sum(pair.equal for pair in figures),
        tuple(lost.items()),
        tuple(gone),
        tuple(unreadable),
        beside=beside,
        unnamed="" if is_named else document.department,
    )
