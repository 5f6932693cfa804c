"""What was typed at one place of one state: its text, and how much money it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetc.diagnostics.spans import Span
from budgetc.frozen import frozen
from budgetc.numbers.money import FinerThanFenError, Unit, to_fen
from budgetc.source.nodes import Node, Path, Scalar, SourceTree, children, scalars

_SPENT = "amount"
"""The key of an entry under which its money of this year stands."""

_MARGINS = ("function", "revenue", "economic", "")
"""Ways in which a budget states one sum, by `Shape.margin`; the first that is there is taken."""


@frozen(eq=False)
class TypedValue:
    """What stands at a place of one of the two states: a value, or an entry with several.

    Attributes:
        tree: of its file.
        unit: that its file writes money in, where it is known.
        path: of it in the tree.
        node: what stands there.
        entry: of a code or a fund, the entry whose money it says the purpose or the source of.
        refused: the line and column of values of its file that cannot be read.
    """

    tree: SourceTree
    unit: Unit | None
    path: Path
    node: Node
    entry: TypedValue | None = None
    refused: frozenset[tuple[int, int]] = frozenset()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.tree.span(self.node)

    @property
    def text(self) -> str | None:
        """What was written; of an entry with several values, nothing."""
        return self.node.text if isinstance(self.node, Scalar) else None

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written in it, value by value."""
        return tuple(scalar.text for scalar in scalars(self.node))

    @property
    def values(self) -> int:
        """How many values it is."""
        return len(self.texts)

    @property
    def fen(self) -> int | None:
        """Its money in 分, of an entry that of its amounts; `None` where it is no money."""
        if self.entry is not None:
            return _spent(self.entry)
        return _amount(self) if isinstance(self.node, Scalar) else _spent(self)

    def below(self) -> Iterator[tuple[str | int, TypedValue]]:
        """Yield what stands right under it, with its key or its place in the list."""
        for step, child in children(self.node):
            yield step, replace(self, path=(*self.path, step), node=child)


def _amount(typed: TypedValue) -> int | None:
    if not typed.tree.shape.at(typed.path).is_amount or typed.unit is None:
        return None
    value = typed.node.value if isinstance(typed.node, Scalar) else None
    if isinstance(value, bool | str) or value is None:
        return None
    if typed.refused and (typed.span.line, typed.span.column) in typed.refused:
        return None
    try:
        return to_fen(value, typed.unit)
    except FinerThanFenError:
        return None


def _spent(typed: TypedValue) -> int | None:
    """Return the money of this year in an entry, each sum once; `None` where it holds none."""
    shapes = (typed.tree.shape.at(typed.path[:depth]) for depth in range(len(typed.path)))
    margin = next(filter(None, (shape.margin for shape in shapes)), "")
    sums: dict[str, int] = {}
    for found, fen in _amounts(typed, margin):
        sums[found] = sums.get(found, 0) + fen
    return next((sums[margin] for margin in _MARGINS if margin in sums), None)


def _amounts(typed: TypedValue, margin: str) -> Iterator[tuple[str, int]]:
    """Yield the amounts of this year at and below a place, each with the margin it is in."""
    if isinstance(typed.node, Scalar):
        counts = typed.path[-1:] == (_SPENT,) or typed.path[-2:-1] == ("economic",)
        if counts and (fen := _amount(typed)) is not None:
            yield margin, fen
        return
    margin = margin or typed.tree.shape.at(typed.path).margin
    for _, below in typed.below():
        yield from _amounts(below, margin)
