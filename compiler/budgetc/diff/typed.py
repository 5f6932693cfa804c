"""What the values of a source are: which are money, and how much."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.diff.model import End
from budgetc.numbers.money import FinerThanFenError, Unit, to_fen
from budgetc.source.nodes import Node, Path, Scalar, SourceTree, children, scalars

_SPENT = "amount"
"""The key of an entry under which its money of this year stands."""


class Typed:
    """Reads the values of one file."""

    def __init__(self, tree: SourceTree, units: Mapping[str, Unit]) -> None:
        """Find out which unit the file writes its money in."""
        self.tree = tree
        self.unit = units.get(tree.said("unit"))

    def end(self, path: Path, node: Node) -> End:
        """Return what stands at a path."""
        text = node.text if isinstance(node, Scalar) else None
        values = sum(1 for _ in scalars(node))
        fen = self.fen(path, node) if text is not None else self.spent(path, node)
        return End(self.tree, path, node, text, values, fen, self.unit)

    def fen(self, path: Path, node: Node) -> int | None:
        """Return an amount in 分; `None` for what is no amount."""
        if not self.tree.shape.at(path).is_amount or self.unit is None:
            return None
        if not isinstance(node, Scalar) or isinstance(node.value, bool | str) or node.value is None:
            return None
        try:
            return to_fen(node.value, self.unit)
        except FinerThanFenError:
            return None

    def spent(self, path: Path, node: Node) -> int | None:
        """Return the money of this year in an entry, in 分; `None` where it holds none."""
        if isinstance(node, Scalar):
            counts = path and (path[-1] == _SPENT or path[-2:-1] == ("economic",))
            return self.fen(path, node) if counts else None
        amounts = [self.spent((*path, step), child) for step, child in children(node)]
        known = [fen for fen in amounts if fen is not None]
        return sum(known) if known else None
