"""A second computation of a figure, from nothing but the leaves that `trace` printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from tests.trace.support import Tree, leaves

FEN = {"元": Fraction(100), "万元": Fraction(1_000_000)}
"""分 in each unit of money."""


def recompute(tree: Tree) -> Fraction:
    """Return the value of a figure in 分, as a count or in percentage points."""
    return _BY_FORMULA[tree["formula"]](tree)


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Return a value with so many decimals, halves away from zero."""
    with localcontext() as context:
        # A fraction with a power of ten as its denominator is exact; of others more digits than
        # any rounding here looks at are kept, and a half is always exact.
        context.prec = 60
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        return quotient.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def in_unit(value: Fraction, unit: str) -> Fraction:
    """Return a value as its unit counts it."""
    return value / FEN.get(unit, Fraction(1))


def _typed(node: Tree) -> Fraction:
    leaf = node["leaf"]
    written = Fraction(Decimal(leaf["written"] or "0"))
    return Fraction(leaf["sign"]) * written * FEN.get(leaf["unit"], Fraction(1))


def _total(tree: Tree) -> Fraction:
    return sum((_typed(leaf) for leaf in leaves(tree)), Fraction(0))


def _count(tree: Tree) -> Fraction:
    return Fraction(sum(leaf["leaf"]["written"] != "[]" for leaf in leaves(tree)))


def _operands(tree: Tree) -> tuple[Fraction, Fraction]:
    one, other = tree["children"]
    return recompute(one), recompute(other)


def _difference(tree: Tree) -> Fraction:
    current, prior = _operands(tree)
    return abs(current - prior)


def _growth(tree: Tree) -> Fraction:
    current, prior = _operands(tree)
    # Growth from nothing is printed as 100 by both layouts here.
    return 100 * abs(current - prior) / prior if prior else Fraction(100)


def _share(tree: Tree) -> Fraction:
    part, whole = _operands(tree)
    return 100 * part / whole if whole else Fraction(0)


_BY_FORMULA: Mapping[str, Callable[[Tree], Fraction]] = {
    "sum": _total,
    "given": _total,
    "count": _count,
    "difference": _difference,
    "growth": _growth,
    "share": _share,
}
