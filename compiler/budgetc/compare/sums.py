"""What no longer comes out, for a part of it is wrong: a consequence, and no fault of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgetc.compare.evidence import facts_of, is_whole
from budgetc.compare.model import Consequence
from budgetc.compare.pairs import Pair
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Formula

_WHOLE = Decimal(100)

_Summands = tuple[Sequence[Pair], Decimal, bool]
"""Pairs that make up a whole, what the whole is in ours, and whether they are shares of 100 %."""


def wrong_sums(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Consequence]]:
    """Yield what parts in print add up to, where ours make up the whole and those in print do not.

    Only groups with a wrong part are looked at; the part that is most wrong is the first of the two
    that are yielded.
    """
    prose = [p for p in pairs if p.ours.spot.table is None and p.ours.figure is not None]
    prose = [pair for pair in prose if pair.said is not None]
    for group, whole, is_shares in (*_largest(_parts(prose)), *_largest(_shares(prose))):
        wrong = [pair for pair in group if not pair.equal]
        ours = sum((pair.ours.number.value for pair in group), Decimal(0))
        theirs = sum((pair.said for pair in group if pair.said is not None), Decimal(0))
        step = Decimal(1).scaleb(-max(pair.ours.number.decimals for pair in group))
        slack = step * len(group) / 2
        if not wrong or abs(ours - whole) > slack:
            continue
        if theirs == ours if is_shares else abs(theirs - whole) <= slack:
            continue
        unit = group[0].ours.unit
        added, right = f"{theirs:,}{unit}", f"{whole:,}{unit}"
        text = msg(
            "the parts in print then add up to {sum}, not to {whole}", sum=added, whole=right
        )
        worst = max(wrong, key=lambda pair: abs((pair.said or 0) - pair.ours.number.value))
        yield worst, Consequence(text, added, right)


def _largest(groups: Iterable[_Summands]) -> Iterator[_Summands]:
    """Yield the groups that are no part of a larger one, which says the same of more."""
    members = [({id(pair) for pair in group[0]}, group) for group in groups]
    for own, group in members:
        if not any(own < other for other, _ in members):
            yield group


def _parts(prose: Sequence[Pair]) -> Iterator[_Summands]:
    """Yield the runs of amounts whose facts are those of a figure."""
    wholes: dict[frozenset[int], Decimal] = {}
    for pair in prose:
        if pair.ours.figure is not None and is_whole(pair.ours.figure):
            wholes.setdefault(facts_of(pair.ours.figure), pair.ours.number.value)
    for run in _runs(prose, Formula.SUM):
        facts: frozenset[int] = frozenset()
        for count, pair in enumerate(run, 1):
            more = facts_of(pair.ours.figure)
            if not more or facts & more:
                break
            facts |= more
            if count > 1 and facts in wholes:
                yield run[:count], wholes[facts], False


def _shares(prose: Sequence[Pair]) -> Iterator[_Summands]:
    """Yield the runs of shares that make up one whole."""
    for run in _runs(prose, Formula.SHARE):
        total = Decimal(0)
        for count, pair in enumerate(run, 1):
            total += pair.ours.number.value
            if count > 1 and total == _WHOLE:
                yield run[:count], _WHOLE, True


def _runs(prose: Sequence[Pair], formula: Formula) -> Iterator[Sequence[Pair]]:
    """Yield from each paragraph those without a gap, each by its first figure of a formula."""
    first: dict[int, Pair] = {}
    for pair in prose:
        if pair.ours.figure is not None and pair.ours.figure.formula is formula:
            first.setdefault(pair.ours.spot.block, pair)
    for block in sorted(first):
        run = [first[block]]
        while block + len(run) in first:
            run.append(first[block + len(run)])
        yield run
