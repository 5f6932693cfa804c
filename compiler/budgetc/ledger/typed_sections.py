"""Declared sections, added up as they stand: the second way to their sums.

It knows nothing of entries, of facts, nor of the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from budgetc.diagnostics import Diagnostic
from budgetc.ledger.agreement import unlike
from budgetc.ledger.cube import Cube
from budgetc.ledger.fact import Flow
from budgetc.numbers.money import Unit, to_fen
from budgetc.source.nodes import Node, Scalar, SourceTree, children
from budgetc.source.shape import Shape

Way = tuple[str, str]
"""What a sum is of: a margin and a period."""


def unlike_sections(
    trees: Iterable[SourceTree],
    cube: Cube,
    periods: Mapping[str, str],
    units: Mapping[str, Unit],
    known: Collection[str],
) -> Iterator[Diagnostic]:
    """Yield the sums that were typed otherwise than they are counted.

    Args:
        trees: the files of a source and its units.
        cube: their amounts.
        periods: of the keys of amounts, the period that each is of.
        units: of money, and of all else that is counted.
        known: the sections that every department may have, which are added up elsewhere.
    """
    files = tuple(trees)
    typed: Counter[Way] = Counter()
    for tree in files:
        money = units[tree.said("unit")]
        for way, number, measure in _declared(tree, periods, known):
            typed[way] += to_fen(number, units.get(measure, money))
    for (margin, period), fen in sorted(typed.items()):
        counted = sum(
            fact.fen or 0
            for fact in cube.facts(cube.mask(margin, period=period))
            # What was found beside it was not typed here.
            if fact.flow is Flow.DECLARED and fact.origin.tree in files
        )
        if fen != counted:
            here = files[0].span(files[0].root)
            yield unlike(here, f"{margin}, {period}", str(fen), str(counted))


def _declared(
    tree: SourceTree, periods: Mapping[str, str], known: Collection[str]
) -> Iterator[tuple[Way, int | Decimal, str]]:
    """Yield the numbers of the sections of a file that a jurisdiction declares."""
    for key, child in children(tree.root):
        if isinstance(key, str) and key not in known and not isinstance(child, Scalar):
            shape = tree.shape.under(key)
            yield from _numbers(child, shape, shape.margin, periods)


def _numbers(
    node: Node, shape: Shape, above: str, periods: Mapping[str, str]
) -> Iterator[tuple[Way, int | Decimal, str]]:
    margin = shape.margin or above
    for key, child in children(node):
        below = shape.under(key if isinstance(key, str) else None)
        if not isinstance(child, Scalar):
            yield from _numbers(child, below, margin, periods)
        elif isinstance(child.value, int | Decimal) and margin and below.is_counted:
            period = periods.get(str(key))
            yield from () if period is None else (((margin, period), child.value, below.measure),)
