"""What a value says, free of how it is written."""

from __future__ import annotations

from decimal import Decimal

from budgetc.source import nodes, text_tree
from budgetc.source.nodes import ScalarValue

Datum = tuple[str, ScalarValue] | dict[str, "Datum"] | list["Datum"]
"""What a value says: `2` and `2.0` are one number, `"2"` is a text."""


def datum(node: text_tree.TextNode) -> Datum:
    """Return what a value of a text tree says; it has no aliases."""
    if isinstance(node, text_tree.TextScalar):
        return _scalar(node.value)
    if node.is_list:
        return [datum(entry.value) for entry in node.entries]
    return {entry.name: datum(entry.value) for entry in node.entries}


def node_datum(node: nodes.Node) -> Datum:
    """Return what a node says that was read."""
    if isinstance(node, nodes.Scalar):
        return _scalar(node.value)
    if isinstance(node, nodes.Sequence):
        return [node_datum(item) for item in node.items]
    return {key: node_datum(value) for key, (_, value) in node.entries.items()}


def _scalar(value: ScalarValue) -> Datum:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return "number", Decimal(value)
    return type(value).__name__, value
