"""Paragraphs whose amounts make up a whole: what they add up to in print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetc.compare.alignment import Alignment, Pair
from budgetc.compare.model import Difference, Fault
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Figure, Formula

_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Figures in print one after the other that make up a whole, and ours of the whole."""

    pairs: tuple[Pair, ...]
    whole: Decimal
    figure: Figure | None


def wrong_sums(alignment: Alignment) -> Iterator[Difference]:
    """Yield what parts in print add up to, where ours make up the whole and those in print do not.

    Only groups with a wrong part are looked at; the wholes themselves are compared as figures.
    """
    prose = [p for p in alignment.pairs if p.ours.spot.table is None and p.ours.figure is not None]
    for parts in (*_largest(tuple(_amounts(prose))), *_largest(tuple(_shares(prose)))):
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


def _largest(groups: Sequence[_Parts]) -> Iterator[_Parts]:
    """Yield the groups that are no part of a larger one, which says the same of more."""
    members = [{id(pair) for pair in group.pairs} for group in groups]
    for group, own in zip(groups, members, strict=True):
        if not any(own < other for other in members):
            yield group


def _amounts(prose: Sequence[Pair]) -> Iterator[_Parts]:
    """Yield the runs of amounts, the first of each paragraph, whose facts are those of a figure."""
    wholes: dict[frozenset[int], Figure] = {}
    values: dict[str, Decimal] = {}
    for pair in prose:
        figure = pair.ours.figure
        if figure is not None and figure.formula is Formula.SUM and len(figure.facts) > 1:
            wholes.setdefault(frozenset(map(id, figure.facts)), figure)
            values.setdefault(figure.id, pair.ours.number.value)
    leaders = _first_of_blocks(
        [p for p in prose if p.ours.figure and p.ours.figure.formula is Formula.SUM]
    )
    for first in range(len(leaders)):
        facts: frozenset[int] = frozenset()
        for last in range(first, len(leaders)):
            figure = leaders[last].ours.figure
            more = frozenset(map(id, figure.facts)) if figure else frozenset()
            if not more or facts & more or not _next(leaders, first, last):
                break
            facts |= more
            if last > first and facts in wholes:
                whole = wholes[facts]
                yield _Parts(tuple(leaders[first : last + 1]), values[whole.id], whole)


def _shares(prose: Sequence[Pair]) -> Iterator[_Parts]:
    """Yield the runs of shares, the first of each paragraph, that make up one whole."""
    shares = [p for p in prose if p.ours.figure and p.ours.figure.formula is Formula.SHARE]
    leaders = _first_of_blocks(shares)
    for first in range(len(leaders)):
        for last in range(first + 1, len(leaders)):
            if not _next(leaders, first, last):
                break
            run = leaders[first : last + 1]
            if sum((pair.ours.number.value for pair in run), Decimal(0)) == _WHOLE:
                yield _Parts(tuple(run), _WHOLE, None)


def _first_of_blocks(pairs: Sequence[Pair]) -> list[Pair]:
    first: dict[int, Pair] = {}
    for pair in pairs:
        first.setdefault(pair.ours.spot.block, pair)
    return [first[block] for block in sorted(first)]


def _next(leaders: Sequence[Pair], first: int, last: int) -> bool:
    """Tell whether a run of paragraphs has no gap."""
    return leaders[last].ours.spot.block - leaders[first].ours.spot.block == last - first
