"""The figures that differ, are missing, stand in print alone, or do not add up there, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetc.compare.alignment import Alignment, Match, is_amount
from budgetc.compare.model import Difference, Fault
from budgetc.compare.ours import OurNumber, TextKind
from budgetc.compare.scan import Number
from budgetc.compare.sequence import UNMATCHED
from budgetc.diagnostics.characters import beginning, printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import PERCENT, Figure, Formula
from budgetc.lists.model import PublishedWords
from budgetc.numbers.money import round_ratio

_DERIVED = frozenset({Formula.DIFFERENCE, Formula.GROWTH, Formula.SHARE})


class _Evidence:
    """What the documents agree on elsewhere: amounts of tables, and what figures were made of."""

    def __init__(self, alignment: Alignment) -> None:
        agreed = [pair for pair in alignment.pairs if pair.equal and not pair.ours.is_code]
        self._alignment = alignment
        self._in_tables = frozenset(_amounts(agreed, alignment))
        self._facts = {_facts(pair.ours.figure) for pair in agreed} - {frozenset()}

    def fault_of(self, pair: Match) -> tuple[Fault, Message]:
        """Return the kind of fault of a pair that differs, and why it is one."""
        ours, figure = pair.ours, pair.ours.figure
        if figure is None:
            return Fault.AMOUNT, msg("the wording of the compiled document has another number")
        if _is_rounding(ours.number, pair.theirs[0], self._alignment.in_our_unit(pair)):
            return Fault.ROUNDING, msg("rounded otherwise, or cut off; halves are rounded up")
        if ours.spot.table is None and _fen(ours, self._alignment) in self._in_tables:
            return Fault.TEXT_VS_TABLE, msg("the tables in print say otherwise")
        if figure.formula in _DERIVED or _is_whole(figure):
            return Fault.ARITHMETIC, msg("does not follow from what it is made of")
        if _facts(figure) in self._facts:
            return Fault.AMOUNT, msg("elsewhere in print it is as in the source")
        return Fault.AMOUNT, msg("the source says otherwise")


def _is_rounding(ours: Number, theirs: Number, said: Decimal) -> bool:
    """Tell whether a printed number is one of the two nearest to ours that have its digits."""
    if not ours.decimals:
        return False
    if theirs.decimals >= ours.decimals:
        return abs(said - ours.value) <= Decimal(1).scaleb(-ours.decimals)
    return abs(said - ours.value) < Decimal(1).scaleb(-theirs.decimals)


def _facts(figure: Figure | None) -> frozenset[int]:
    return frozenset(map(id, figure.facts if figure is not None else ()))


def _is_whole(figure: Figure) -> bool:
    """Tell whether a figure adds up several amounts."""
    return figure.formula is Formula.SUM and len(figure.facts) > 1


def _amounts(agreed: list[Match], alignment: Alignment) -> Iterator[int]:
    """Yield the amounts of tables that both documents have, as each style of prose rounds them."""
    prose = {
        (alignment.money[pair.ours.unit].fen, pair.ours.number.decimals)
        for pair in alignment.pairs
        if pair.ours.spot.table is None and pair.ours.unit in alignment.money
    }
    for pair in agreed:
        fen = _fen(pair.ours, alignment)
        if pair.ours.spot.table is not None and fen is not None:
            for scale, decimals in prose:
                yield round_ratio(fen * 10**decimals, scale) * scale // 10**decimals


def _fen(ours: OurNumber, alignment: Alignment) -> int | None:
    """Return one of our amounts in 分; nothing for what is no money."""
    unit = alignment.money.get(ours.unit)
    return int(ours.number.value * unit.fen) if unit is not None else None


_EXCERPT = 40
_LEAD = 12


def wrong_figures(alignment: Alignment) -> Iterator[Difference]:
    """Yield the figures that print has otherwise."""
    evidence = _Evidence(alignment)
    for pair in alignment.pairs:
        if pair.equal or pair.ours.is_code:
            continue
        if pair.ours.figure is None and not _is_wording(pair, alignment):
            continue
        fault, reason = evidence.fault_of(pair)
        yield Difference(
            fault,
            (alignment.place(pair),),
            pair.ours.spot.where,
            alignment.printed(pair),
            alignment.compiled(pair.ours),
            reason,
            pair.ours.figure,
        )


def _is_wording(pair: Match, alignment: Alignment) -> bool:
    """Tell whether a number of the wording stands between the same letters in both documents."""
    spot = pair.ours.spot
    is_number_of_table = spot.kind is TextKind.HEADING and spot.table is not None
    if pair.ours.is_ordinal or is_number_of_table or len(pair.theirs) > 1:
        return False
    here, there = pair.ours.gap, pair.theirs[0].gap
    if not here or here >= len(alignment.partners) or there >= len(alignment.backward):
        return False
    return alignment.partners[here - 1] == there - 1 and alignment.partners[here] == there


def missing_figures(alignment: Alignment) -> Iterator[Difference]:
    """Yield the figures of ours that print does not have; of a block without any, the block."""
    figures = (pair.ours for pair in alignment.pairs if pair.ours.figure is not None)
    found_blocks = {ours.spot.block for ours in figures}
    gone: dict[int, list[OurNumber]] = defaultdict(list)
    for ours in _missing(alignment):
        if ours.spot.block in found_blocks:
            yield _not_in_print(ours, alignment.compiled(ours))
        else:
            gone[ours.spot.block].append(ours)
    for first, *_ in gone.values():
        title = first.spot.table.title if first.spot.table else alignment.ours.text(first.spot)
        yield _not_in_print(first, beginning(printable(title), _EXCERPT))


def _missing(alignment: Alignment) -> Iterator[OurNumber]:
    """Yield the figures without a counterpart that can be said to be missing.

    A zero may be left out. An amount that stands in print in another column of its row is not
    missing either: the text of a table does not tell its columns, and some lose one.
    """
    rows: dict[tuple[int, str], set[Decimal]] = defaultdict(set)
    for pair in alignment.pairs:
        rows[pair.ours.spot.row_of_block].add(pair.ours.number.value)
    for ours in alignment.lost:
        same_row = rows[ours.spot.row_of_block] if ours.spot.row else ()
        if ours.is_shown and ours.number.value not in same_row:
            yield ours


def _not_in_print(ours: OurNumber, text: str) -> Difference:
    reason = msg("it is not in print")
    return Difference(Fault.MISSING, (), ours.spot.where, "", text, reason, ours.figure)


def extra_figures(alignment: Alignment, words: PublishedWords, year: int) -> Iterator[Difference]:
    """Yield the figures that only print has, those of one place and kind together.

    Args:
        alignment: of the documents.
        words: words before a change.
        year: of the budget; a number like it is no amount.
    """
    groups: dict[tuple[str, Fault, Message], list[Number]] = defaultdict(list)
    for number in alignment.extras:
        kind = _extra(number, alignment, words, year)
        if kind is not None:
            groups[alignment.spot_before(number.gap).where, *kind].append(number)
    raw = alignment.published.scanned.raw
    for (where, fault, reason), numbers in groups.items():
        places = tuple(alignment.published.place(n.start, n.end) for n in numbers)
        printed = "、".join(f"{raw[n.start : n.end]}{n.unit}" for n in numbers)
        yield Difference(fault, places, where, printed, "", reason)


def _extra(
    number: Number, alignment: Alignment, words: PublishedWords, year: int
) -> tuple[Fault, Message] | None:
    """Return the kind of fault of a number that only print has; nothing if it is no figure."""
    if not is_amount(number) and not (number.value and _is_cell(number, alignment, year)):
        return None
    if not _is_change(number, alignment, words):
        missing = Fault.MISSING, msg("the compiled document has no such figure")
        return missing if number.value else None
    if not number.value:
        return Fault.ARITHMETIC, msg("what did not change has no size of a change")
    if number.unit == PERCENT:
        return Fault.ARITHMETIC, msg("compiled there is no growth here; from nothing there is none")
    return Fault.MISSING, msg("the compiled document has no such change")


def _is_change(number: Number, alignment: Alignment, words: PublishedWords) -> bool:
    """Tell whether a number is said to be the size of a change."""
    lead = alignment.published.scanned.text[max(0, number.start - _LEAD) : number.start]
    return "".join(lead.split()).endswith(words.changes)


def _is_cell(number: Number, alignment: Alignment, year: int) -> bool:
    """Tell whether a whole number stands where a table has its amounts."""
    before = alignment.backward[number.gap - 1] if number.gap else UNMATCHED
    if before == UNMATCHED or number.ordinal or abs(number.value - year) <= 1:
        return False
    rest = alignment.published.scanned.text[number.end : number.end + _LEAD].partition("\n")[0]
    if rest.strip()[:1].isalpha() or number.value in alignment.ours.code_parts:
        return False
    return alignment.ours.spot_of(before).kind in (TextKind.CELL, TextKind.CODE)


_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Summands:
    """Figures in print one after the other that make up a whole, and ours of the whole."""

    pairs: tuple[Match, ...]
    whole: Decimal
    figure: Figure | None


def wrong_sums(alignment: Alignment) -> Iterator[Difference]:
    """Yield what parts in print add up to, where ours make up the whole and those in print do not.

    Only groups with a wrong part are looked at; the wholes themselves are compared as figures.
    """
    prose = [p for p in alignment.pairs if p.ours.spot.table is None and p.ours.figure is not None]
    for parts in (*_largest(tuple(_amounts_of_wholes(prose))), *_largest(tuple(_shares(prose)))):
        wrong = [pair for pair in parts.pairs if not pair.equal]
        ours = sum((pair.ours.number.value for pair in parts.pairs), Decimal(0))
        theirs = sum((alignment.in_our_unit(pair) for pair in parts.pairs), Decimal(0))
        step = Decimal(1).scaleb(-max(pair.ours.number.decimals for pair in parts.pairs))
        slack = step * len(parts.pairs) / 2
        share = parts.figure is None
        if not wrong or abs(ours - parts.whole) > slack:
            continue
        if theirs == ours if share else abs(theirs - parts.whole) <= slack:
            continue
        unit = parts.pairs[0].ours.unit
        yield Difference(
            Fault.ROUNDING if share else Fault.TEXT_VS_TABLE,
            tuple(alignment.place(pair) for pair in wrong[:1]),
            parts.pairs[0].ours.spot.where,
            f"{theirs:,}{unit}",
            f"{parts.whole:,}{unit}",
            msg("what the parts in print add up to, against the whole"),
            parts.figure,
        )


def _largest(groups: Sequence[_Summands]) -> Iterator[_Summands]:
    """Yield the groups that are no part of a larger one, which says the same of more."""
    members = [{id(pair) for pair in group.pairs} for group in groups]
    for group, own in zip(groups, members, strict=True):
        if not any(own < other for other in members):
            yield group


def _amounts_of_wholes(prose: Sequence[Match]) -> Iterator[_Summands]:
    """Yield the runs of amounts, the first of each paragraph, whose facts are those of a figure."""
    wholes: dict[frozenset[int], Figure] = {}
    values: dict[str, Decimal] = {}
    for pair in prose:
        figure = pair.ours.figure
        if figure is not None and _is_whole(figure):
            wholes.setdefault(_facts(figure), figure)
            values.setdefault(figure.id, pair.ours.number.value)
    leaders = _first_of_blocks(prose, Formula.SUM)
    for first in range(len(leaders)):
        facts: frozenset[int] = frozenset()
        for last in range(first, len(leaders)):
            more = _facts(leaders[last].ours.figure)
            if not more or facts & more or not _next(leaders, first, last):
                break
            facts |= more
            if last > first and facts in wholes:
                whole = wholes[facts]
                yield _Summands(tuple(leaders[first : last + 1]), values[whole.id], whole)


def _shares(prose: Sequence[Match]) -> Iterator[_Summands]:
    """Yield the runs of shares, the first of each paragraph, that make up one whole."""
    leaders = _first_of_blocks(prose, Formula.SHARE)
    for first in range(len(leaders)):
        for last in range(first + 1, len(leaders)):
            if not _next(leaders, first, last):
                break
            run = leaders[first : last + 1]
            if sum((pair.ours.number.value for pair in run), Decimal(0)) == _WHOLE:
                yield _Summands(tuple(run), _WHOLE, None)


def _first_of_blocks(pairs: Sequence[Match], formula: Formula) -> list[Match]:
    """Return the first figure of each paragraph that was made in one way."""
    first: dict[int, Match] = {}
    for pair in pairs:
        if pair.ours.figure is not None and pair.ours.figure.formula is formula:
            first.setdefault(pair.ours.spot.block, pair)
    return [first[block] for block in sorted(first)]


def _next(leaders: Sequence[Match], first: int, last: int) -> bool:
    """Tell whether a run of paragraphs has no gap."""
    return leaders[last].ours.spot.block - leaders[first].ours.spot.block == last - first
