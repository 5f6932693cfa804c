"""Declared sections, added up as they stand: the second way to their sums.

It knows nothing of entries, of facts, nor of the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from budgetc.diagnostics import Diagnostic
from budgetc.ledger.agreement import unlike
from budgetc.ledger.cube import Cube
from budgetc.numbers.money import Unit, to_fen
from budgetc.source.nodes import Node, Scalar, SourceTree, children
from budgetc.source.shape import Shape

Way = tuple[str, str]
"""What a sum is of: a margin and a period."""


def unlike_sections(
    trees: Iterable[SourceTree], cube: Cube, periods: Mapping[str, str], units: Mapping[str, Unit]
) -> Iterator[Diagnostic]:
    """Yield the sums that were typed otherwise than they are counted.

    Args:
        trees: the files of a source and its units.
        cube: their amounts.
        periods: of the keys of amounts, the period that each is of.
        units: of money, and of all else that is counted.
    """
    files = tuple(trees)
    typed: Counter[Way] = Counter()
    for tree in files:
        money = units[tree.said("unit")]
        for way, number, measure in _numbers(tree.root, tree.shape, "", periods):
            typed[way] += to_fen(number, units.get(measure, money))
    for (margin, period), fen in sorted(typed.items()):
        counted = sum(
            fact.fen or 0
            for fact in cube.facts(cube.mask(margin, period=period))
            if fact.origin.tree in files  # what was found beside it was not typed here
        )
        if fen != counted:
            here = files[0].span(files[0].root)
            yield unlike(here, f"{margin}, {period}", str(fen), str(counted))


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
