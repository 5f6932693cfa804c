"""What in print is otherwise because something else in print is: it follows, and is no fault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from budgetc.compare.evidence import DERIVED, Facts, facts_of
from budgetc.compare.pairs import Pair
from budgetc.document.model import Figure, Formula
from budgetc.numbers.money import Unit, rounded


def roots_of(pairs: Sequence[Pair], money: Mapping[str, Unit]) -> dict[int, Pair]:
    """Return of each pair that follows from another one that differs, by its identity, that one.

    A sum follows from a part that is off by as much; a change or a share from amounts that make it
    as they are printed.

    Args:
        pairs: all of both documents.
        money: the units of money by name.
    """
    sums = [p for p in pairs if p.said is not None and _is_sum(p.ours.figure)]
    wrong = [pair for pair in sums if not pair.equal]
    roots = {id(pair): root for pair in wrong if (root := _part_of(pair, wrong))}
    printed: dict[Facts, list[Pair]] = defaultdict(list)
    for pair in sums:
        printed[facts_of(pair.ours.figure)].append(pair)
    for pair in pairs:
        figure = pair.ours.figure
        if pair.equal or pair.said is None or figure is None or figure.formula not in DERIVED:
            continue
        if root := _operand_of(pair, figure, printed, money):
            roots[id(pair)] = root
    return roots


def _is_sum(figure: Figure | None) -> bool:
    return figure is not None and figure.formula is Formula.SUM and bool(figure.facts)


def _off(pair: Pair) -> Decimal:
    """Return by how much print is off; signs of sentences are in words."""
    return abs(pair.said or Decimal(0)) - abs(pair.ours.number.value)


def _part_of(pair: Pair, wrong: Sequence[Pair]) -> Pair | None:
    """Return the least part of a sum that is off by as much as it."""
    facts = facts_of(pair.ours.figure)
    parts = [
        one
        for one in wrong
        if one.ours.unit == pair.ours.unit
        and facts_of(one.ours.figure) < facts
        and _off(one) == _off(pair)
    ]
    return min(parts, key=lambda one: len(facts_of(one.ours.figure)), default=None)


def _operand_of(
    pair: Pair, figure: Figure, printed: Mapping[Facts, Sequence[Pair]], money: Mapping[str, Unit]
) -> Pair | None:
    """Return the operand that print has otherwise, if what is derived comes to what is printed."""
    for found in _in_print(figure.operands, printed):
        odd = next((one for one in found if one is not None and not one.equal), None)
        amounts = [
            _amount(one, operand, money)
            for one, operand in zip(found, figure.operands, strict=True)
        ]
        made = _made(figure, amounts)
        if odd is None or made is None:
            continue
        if figure.formula is Formula.DIFFERENCE:
            made /= money[pair.ours.unit].fen if pair.ours.unit in money else 1
        if rounded(made / Fraction(pair.step), 0) * pair.step == abs(pair.said or Decimal(0)):
            return odd
    return None


def _in_print(
    operands: Sequence[Figure], printed: Mapping[Facts, Sequence[Pair]]
) -> Iterator[tuple[Pair | None, ...]]:
    """Yield the operands as they are printed, each once otherwise than compiled."""
    there = [printed.get(facts_of(one), ()) if one.facts else () for one in operands]
    for at, pairs in enumerate(there):
        seen: set[Decimal | None] = set()
        for odd in pairs:
            if not odd.equal and odd.said not in seen:
                seen.add(odd.said)
                yield tuple(
                    odd if place == at else next(iter(others), None)
                    for place, others in enumerate(there)
                )


def _amount(pair: Pair | None, operand: Figure, money: Mapping[str, Unit]) -> Fraction:
    """Return what an operand is in print, in 分; as compiled where print does not have it."""
    if pair is None or pair.said is None:
        return abs(Fraction(operand.value))
    unit = money.get(pair.ours.unit)
    return abs(Fraction(pair.said)) * (unit.fen if unit else 1)


def _made(figure: Figure, amounts: Sequence[Fraction]) -> Fraction | None:
    """Return what is derived from two amounts, without its sign; nothing where nothing is."""
    if len(amounts) != len(("part", "whole")):
        return None
    part, whole = amounts
    if figure.formula is Formula.DIFFERENCE:
        return abs(part - whole)
    if not whole:
        return None
    return 100 * (part if figure.formula is Formula.SHARE else abs(part - whole)) / whole
