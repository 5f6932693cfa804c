"""The sections of a source that its jurisdiction declares, as typed values.

What stands under a key is known from the schema alone: an amount, a number of another measure, a
code, a text, entries with keys of their own. No class has these keys as its fields.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from budgetc.budget.declarations import Typed
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit
from budgetc.schema.binding import Binding
from budgetc.source.identity import code_at
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node, Path, Scalar, Sequence
from budgetc.source.origin import Origin
from budgetc.source.shape import Shape


@frozen(eq=False)
class Entry(Typed):
    """A mapping of a declared section.

    Attributes:
        shape: what the schema says of it.
        values: by key: an amount, a text, another entry, or a tuple of these; a key that is not
            typed is not here.
    """

    shape: Shape = field(repr=False)
    values: Mapping[str, Any]

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return the entries under a key; none where it has no entries."""
        value = self.values.get(key, ())
        found = value if isinstance(value, tuple) else (value,)
        return tuple(one for one in found if isinstance(one, Entry))

    def all_under(self, path: Iterable[str]) -> tuple[Entry, ...]:
        """Return the entries at the end of a path of keys, over all lists on the way."""
        found: tuple[Entry, ...] = (self,)
        for key in path:
            found = tuple(below for entry in found for below in entry.entries(key))
        return found


def bind_sections(
    binding: Binding, node: MappingNode, known: Collection[str], measures: Mapping[str, Unit]
) -> Entry | None:
    """Return what a source holds under the keys that no class has; nothing where it has none.

    Args:
        binding: the run of the binder over the source.
        node: its root.
        known: the keys that a class has.
        measures: those of numbers that are no money.
    """
    shape = binding.tree.shape
    if set(shape.keys) <= set(known):  # as of all departmental budgets
        return None
    declared = {key: child for key, (_, child) in node.entries.items() if key not in known}
    return _Sections(binding, measures).entry(node, declared, shape, ())


@frozen()
class _Sections:
    """One run over the sections of a source."""

    binding: Binding
    measures: Mapping[str, Unit]

    def entry(
        self, node: MappingNode, children: Mapping[str, Node], shape: Shape, path: Path
    ) -> Entry:
        """Return a mapping as an entry."""
        typed = {
            key: self._value(child, shape.under(key), (*path, key))
            for key, child in children.items()
            if not (isinstance(child, Scalar) and child.value is None)
        }
        origin = Origin(self.binding.tree, node, path)
        return Entry(origin, shape, MappingProxyType(typed))

    def _value(self, node: Node, shape: Shape, path: Path) -> Any:
        if isinstance(node, Sequence):
            below = shape.under(None)
            items = enumerate(node.items)
            return tuple(self._value(item, below, (*path, at)) for at, item in items)
        if isinstance(node, MappingNode):
            children = {key: child for key, (_, child) in node.entries.items()}
            return self.entry(node, children, shape, path)
        return self._scalar(node, shape)

    def _scalar(self, node: Scalar, shape: Shape) -> Any:
        if shape.is_amount:
            return self.binding.amount(node)
        if shape.measure:
            unit = self.measures.get(shape.measure)
            is_number = isinstance(node.value, int | Decimal)
            return self.binding.counted(node, unit) if unit and is_number else node.text
        if isinstance(node.value, bool):
            return node.value
        return code_at(shape, node.text) if shape.dimension else node.text


def side_by_side(sections: Iterable[Entry | None]) -> Entry | None:
    """Return the sections of several sources as one: lists side by side, the rest of the first."""
    there = [one for one in sections if one is not None]
    if not there:
        return None
    values: dict[str, Any] = {}
    for one in there:
        for key, value in one.values.items():
            if isinstance(value, tuple):
                values[key] = (*values.get(key, ()), *value)
            else:
                values.setdefault(key, value)
    return replace(there[0], values=MappingProxyType(values))
