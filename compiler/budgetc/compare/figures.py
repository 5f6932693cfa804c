"""The figures that differ, are missing, or stand in print alone, and what kind of fault each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from budgetc.compare.alignment import Alignment, Pair, is_amount
from budgetc.compare.faults import evidence_of, fault_of
from budgetc.compare.model import Difference, Fault
from budgetc.compare.ours import OurNumber, Part
from budgetc.compare.scan import Number
from budgetc.compare.sequence import UNMATCHED
from budgetc.compare.vocabulary import Vocabulary
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import PERCENT

_EXCERPT = 40
_LEAD = 12


def wrong_figures(alignment: Alignment) -> Iterator[Difference]:
    """Yield the figures that print has otherwise."""
    evidence = evidence_of(alignment)
    for pair in alignment.pairs:
        if pair.equal or pair.ours.is_code:
            continue
        if pair.ours.figure is None and not _is_wording(pair, alignment):
            continue
        fault, reason = fault_of(pair, evidence)
        yield Difference(
            fault,
            (alignment.place(pair),),
            pair.ours.spot.where,
            alignment.printed(pair),
            alignment.compiled(pair.ours),
            reason,
            pair.ours.figure,
        )


def _is_wording(pair: Pair, alignment: Alignment) -> bool:
    """Tell whether a number of the wording stands between the same letters in both documents."""
    spot = pair.ours.spot
    is_number_of_table = spot.part is Part.HEADING and spot.table is not None
    if pair.ours.is_ordinal or is_number_of_table or len(pair.theirs) > 1:
        return False
    here, there = pair.ours.gap, pair.theirs[0].gap
    if not here or here >= len(alignment.partners) or there >= len(alignment.backward):
        return False
    return alignment.partners[here - 1] == there - 1 and alignment.partners[here] == there


def missing_figures(alignment: Alignment) -> Iterator[Difference]:
    """Yield the figures of ours that print does not have; of a block without any, the block."""
    found_blocks = {pair.ours.spot.block for pair in alignment.pairs if pair.ours.figure}
    gone: dict[int, list[OurNumber]] = defaultdict(list)
    for ours in _missing(alignment):
        if ours.spot.block in found_blocks:
            yield _not_in_print(ours, alignment.compiled(ours))
        else:
            gone[ours.spot.block].append(ours)
    for first, *_ in gone.values():
        title = first.spot.table.title if first.spot.table else alignment.ours.text(first.spot)
        text = printable(title)
        yield _not_in_print(first, text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…")


def _missing(alignment: Alignment) -> Iterator[OurNumber]:
    """Yield the figures without a counterpart that can be said to be missing.

    A zero may be left out. An amount that stands in print in another column of its row is not
    missing either: the text of a table does not tell its columns, and some lose one.
    """
    rows: dict[tuple[int, str], set[Decimal]] = defaultdict(set)
    for pair in alignment.pairs:
        rows[pair.ours.spot.block, pair.ours.spot.row].add(pair.ours.number.value)
    for ours in alignment.lost:
        same_row = rows[ours.spot.block, ours.spot.row] if ours.spot.row else ()
        if ours.is_shown and ours.number.value not in same_row:
            yield ours


def _not_in_print(ours: OurNumber, text: str) -> Difference:
    reason = msg("it is not in print")
    return Difference(Fault.MISSING, (), ours.spot.where, "", text, reason, ours.figure)


def extra_figures(alignment: Alignment, vocabulary: Vocabulary, year: int) -> Iterator[Difference]:
    """Yield the figures that only print has, those of one place and kind together.

    Args:
        alignment: of the documents.
        vocabulary: words before a change.
        year: of the budget; a number like it is no amount.
    """
    groups: dict[tuple[str, Fault, Message], list[Number]] = defaultdict(list)
    for number in alignment.extras:
        kind = _extra(number, alignment, vocabulary, year)
        if kind is not None:
            groups[alignment.spot_before(number.gap).where, *kind].append(number)
    raw = alignment.published.scanned.raw
    for (where, fault, reason), numbers in groups.items():
        places = tuple(alignment.published.place(n.start, n.end) for n in numbers)
        printed = "、".join(f"{raw[n.start : n.end]}{n.unit}" for n in numbers)
        yield Difference(fault, places, where, printed, "", reason)


def _extra(
    number: Number, alignment: Alignment, vocabulary: Vocabulary, year: int
) -> tuple[Fault, Message] | None:
    """Return the kind of fault of a number that only print has; nothing if it is no figure."""
    if not is_amount(number) and not (number.value and _is_cell(number, alignment, year)):
        return None
    if not _is_change(number, alignment, vocabulary):
        return (
            (Fault.MISSING, msg("the compiled document has no such figure"))
            if number.value
            else None
        )
    if not number.value:
        return Fault.ARITHMETIC, msg("what did not change has no size of a change")
    if number.unit == PERCENT:
        return Fault.ARITHMETIC, msg("compiled there is no growth here; from nothing there is none")
    return Fault.MISSING, msg("the compiled document has no such change")


def _is_change(number: Number, alignment: Alignment, vocabulary: Vocabulary) -> bool:
    """Tell whether a number is said to be the size of a change."""
    lead = alignment.published.scanned.text[max(0, number.start - _LEAD) : number.start]
    return "".join(lead.split()).endswith(vocabulary.changes)


def _is_cell(number: Number, alignment: Alignment, year: int) -> bool:
    """Tell whether a whole number stands where a table has its amounts."""
    before = alignment.backward[number.gap - 1] if number.gap else UNMATCHED
    if before == UNMATCHED or number.ordinal or abs(number.value - year) <= 1:
        return False
    rest = alignment.published.scanned.text[number.end : number.end + _LEAD].partition("\n")[0]
    if rest.strip()[:1].isalpha() or number.value in alignment.ours.code_parts:
        return False
    return alignment.ours.spot_of(before).part in (Part.CELL, Part.CODE)
