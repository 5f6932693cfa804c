"""Tables and sentences of ours that print has nothing of, where it has what is around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from budgetc.compare.alignment import Alignment
from budgetc.compare.cells import Compared
from budgetc.compare.model import Difference, Fault
from budgetc.compare.ours import OurNumber, listed
from budgetc.compare.sequence import UNMATCHED
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Document, Table
from budgetc.published.model import Omission, PublishedDocument

_NEIGHBOURS = 8
"""So many letters on both sides tell where something should stand."""

_LEFT = 0.25
"""The part of its length that may stand in its place, at most: a mark, or the number of a page."""

_SHORTEST = 6
"""Letters of a sentence that is not lost by chance."""

_UNSURE = 0.5
"""How sure it is that a table is not there, where pictures or other figures are."""


def lost_tables(
    document: Document,
    printed: PublishedDocument,
    tables: Sequence[Compared],
    alignment: Alignment,
) -> Iterator[Difference]:
    """Yield the tables that print does not have, though it has most of the others.

    A document that has but some of them is a part by its nature.
    """
    found = {pair.ours.spot.block for pair in alignment.pairs if pair.ours.is_figure}
    lost: dict[int, list[OurNumber]] = {}
    for ours in (*alignment.lost, *alignment.ours.absent):
        if ours.is_shown and ours.spot.table is not None and ours.spot.block not in found:
            lost.setdefault(ours.spot.block, []).append(ours)
    sure = sum(one.table.confidence >= 1 for one in tables)
    if sure <= len(lost):
        return
    extras = {abs(number.value) for number in alignment.extras if number.value}
    is_seen = all(one.kind is not Omission.PICTURE for one in printed.left_out)
    for block, amounts in sorted(lost.items()):
        table = document.blocks[block]
        if isinstance(table, Table):
            is_sure = is_seen and not _are_among(amounts, extras)
            yield Difference(
                Fault.MISSING,
                (),
                table.name,
                "",
                table.name,
                msg("this table is not in print"),
                items=True,
                confidence=1.0 if is_sure else _UNSURE,
            )


def _are_among(amounts: Sequence[OurNumber], extras: set[Decimal]) -> bool:
    """Tell whether half of some amounts stand somewhere in print without being ours."""
    values = {abs(ours.number.value) for ours in amounts}
    return 2 * len(values & extras) >= len(values)


def lost_sentences(alignment: Alignment) -> Iterator[Difference]:
    """Yield the sentences with figures that print has nothing of; those in succession once.

    What stood before and behind them stands there side by side. A document that has but few of
    the sentences is a part by its nature, as a workbook is.
    """
    prose = [ours for ours in alignment.lost if ours.is_shown and ours.spot.table is None]
    found = (pair for pair in alignment.pairs if pair.ours.is_shown and not pair.ours.spot.table)
    if sum(alignment.published.is_prose(pair.theirs[0]) for pair in found) <= len(prose):
        return
    for place, lost in groupby(prose, lambda ours: _place_of(ours, alignment)):
        if place is not None:
            amounts = list(lost)
            first = amounts[0]
            yield Difference(
                Fault.MISSING,
                (),
                first.spot.where,
                "",
                listed(alignment.compiled(ours) for ours in amounts),
                msg("its sentence is not in print"),
                first.figure,
            )


def _place_of(ours: OurNumber, alignment: Alignment) -> tuple[int, int] | None:
    """Return between which letters in print the sentence of a number was left out; none if not."""
    partners = alignment.partners
    first, end = alignment.ours.letters(ours.spot)
    if end - first < _SHORTEST or any(one != UNMATCHED for one in partners[first:end]):
        return None
    while first and partners[first - 1] == UNMATCHED:
        first -= 1
    while end < len(partners) and partners[end] == UNMATCHED:
        end += 1
    before, behind = partners[max(0, first - _NEIGHBOURS) : first], partners[end:][:_NEIGHBOURS]
    if not _is_run(before) or not _is_run(behind):
        return None
    there = behind[0] - before[-1] - 1
    return (before[-1], behind[0]) if 0 <= there <= (end - first) * _LEFT else None


def _is_run(partners: Sequence[int]) -> bool:
    """Tell whether letters stand in print one after the other."""
    start = partners[0] if partners else UNMATCHED
    return start != UNMATCHED and tuple(partners) == tuple(range(start, start + len(partners)))
