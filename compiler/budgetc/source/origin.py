"""Where a typed value was written."""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.source.nodes import Mapping, Path, SourceTree
from budgetc.spans import Span


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """The mapping in a source that a typed value was bound from.

    Positions are worked out only when somebody asks, so that carrying them costs nothing.

    Attributes:
        path: of the mapping in its tree.
    """

    tree: SourceTree
    node: Mapping
    path: Path

    def span(self, key: str | None = None) -> Span:
        """Return where the value of a key stands; the mapping itself where the key is absent."""
        if key is not None and (value := self.node.get(key)) is not None:
            return self.tree.span(value)
        start = self.tree.span(self.node)
        return Span(start.file, start.line, start.column, start.line, start.column)

    def key_span(self, key: str) -> Span:
        """Return where a key itself stands; the mapping's begin where it is absent."""
        if (entry := self.node.entries.get(key)) is not None:
            return self.tree.span(entry[0])
        return self.span()

    def child(self, key: str) -> Origin:
        """Return the mapping under a key.

        Raises:
            TypeError: no mapping stands there.
        """
        node = self.node.get(key)
        if not isinstance(node, Mapping):
            raise TypeError(key)
        return Origin(self.tree, node, (*self.path, key))
