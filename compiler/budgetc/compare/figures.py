"""The figures that differ, are missing, stand in print alone, or do not add up there, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    """Yield the figures of ours that print does not have; of a block without any, the block.

    A zero may be left out. An amount that stands in print in another column of its row is not
    missing either: the text of a table does not tell its columns, and some lose one.
    """
    found_blocks = {p.ours.spot.block for p in alignment.pairs if p.ours.figure is not None}
    rows: dict[tuple[int, str], set[Decimal]] = defaultdict(set)
    for pair in alignment.pairs:
        rows[pair.ours.spot.row_of_block].add(pair.ours.number.value)
    missing: list[tuple[OurNumber, str]] = []
    gone: dict[int, tuple[OurNumber, str]] = {}
    for ours in alignment.lost:
        spot = ours.spot
        if not ours.is_shown or (spot.row and ours.number.value in rows[spot.row_of_block]):
            continue
        if spot.block in found_blocks:
            missing.append((ours, alignment.compiled(ours)))
        else:
            title = spot.table.title if spot.table else alignment.ours.text(spot)
            gone.setdefault(spot.block, (ours, beginning(printable(title), _EXCERPT)))
    for ours, text in (*missing, *gone.values()):
        reason = msg("it is not in print")
        yield Difference(Fault.MISSING, (), ours.spot.where, "", text, reason, ours.figure)


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
    lead = alignment.published.scanned.text[max(0, number.start - _LEAD) : number.start]
    if not "".join(lead.split()).endswith(words.changes):
        missing = Fault.MISSING, msg("the compiled document has no such figure")
        return missing if number.value else None
    if not number.value:
        return Fault.ARITHMETIC, msg("what did not change has no size of a change")
    if number.unit == PERCENT:
        return Fault.ARITHMETIC, msg("compiled there is no growth here; from nothing there is none")
    return Fault.MISSING, msg("the compiled document has no such change")


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

_Summands = tuple[Sequence[Match], Decimal, Figure | None]
"""Pairs that make up a whole, what the whole is in ours, and its figure unless it is 100 %."""


def wrong_sums(alignment: Alignment) -> Iterator[Difference]:
    """Yield what parts in print add up to, where ours make up the whole and those in print do not.

    Only groups with a wrong part are looked at; the wholes themselves are compared as figures.
    """
    prose = [p for p in alignment.pairs if p.ours.spot.table is None and p.ours.figure is not None]
    for pairs, whole, figure in (*_largest(_parts_of_figures(prose)), *_largest(_shares(prose))):
        wrong = [pair for pair in pairs if not pair.equal]
        ours = sum((pair.ours.number.value for pair in pairs), Decimal(0))
        theirs = sum((alignment.in_our_unit(pair) for pair in pairs), Decimal(0))
        step = Decimal(1).scaleb(-max(pair.ours.number.decimals for pair in pairs))
        slack = step * len(pairs) / 2
        if not wrong or abs(ours - whole) > slack:
            continue
        if theirs == ours if figure is None else abs(theirs - whole) <= slack:
            continue
        unit = pairs[0].ours.unit
        yield Difference(
            Fault.ROUNDING if figure is None else Fault.TEXT_VS_TABLE,
            (alignment.place(wrong[0]),),
            pairs[0].ours.spot.where,
            f"{theirs:,}{unit}",
            f"{whole:,}{unit}",
            msg("what the parts in print add up to, against the whole"),
            figure,
        )


def _largest(groups: Iterable[_Summands]) -> Iterator[_Summands]:
    """Yield the groups that are no part of a larger one, which says the same of more."""
    members = [({id(pair) for pair in group[0]}, group) for group in groups]
    for own, group in members:
        if not any(own < other for other, _ in members):
            yield group


def _parts_of_figures(prose: Sequence[Match]) -> Iterator[_Summands]:
    """Yield the runs of amounts whose facts are those of a figure."""
    wholes: dict[frozenset[int], OurNumber] = {}
    for pair in prose:
        if pair.ours.figure is not None and _is_whole(pair.ours.figure):
            wholes.setdefault(_facts(pair.ours.figure), pair.ours)
    for run in _runs(prose, Formula.SUM):
        facts: frozenset[int] = frozenset()
        for count, pair in enumerate(run, 1):
            more = _facts(pair.ours.figure)
            if not more or facts & more:
                break
            facts |= more
            if count > 1 and facts in wholes:
                yield run[:count], wholes[facts].number.value, wholes[facts].figure


def _shares(prose: Sequence[Match]) -> Iterator[_Summands]:
    """Yield the runs of shares that make up one whole."""
    for run in _runs(prose, Formula.SHARE):
        total = Decimal(0)
        for count, pair in enumerate(run, 1):
            total += pair.ours.number.value
            if count > 1 and total == _WHOLE:
                yield run[:count], _WHOLE, None


def _runs(prose: Sequence[Match], formula: Formula) -> Iterator[Sequence[Match]]:
    """Yield from each paragraph those without a gap, each by its first figure of a formula."""
    first: dict[int, Match] = {}
    for pair in prose:
        if pair.ours.figure is not None and pair.ours.figure.formula is formula:
            first.setdefault(pair.ours.spot.block, pair)
    for block in sorted(first):
        run = [first[block]]
        while block + len(run) in first:
            run.append(first[block + len(run)])
        yield run
