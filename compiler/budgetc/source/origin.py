"""Where a typed value was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import field, replace
from typing import cast

from budgetc.diagnostics.messages import Bilingual
from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple, frozen
from budgetc.source.nodes import Mapping, Node, Path, Sequence, SourceTree, scalars


@frozen(eq=False)
class Origin:
    """The mapping in a source that a typed value was bound from.

    Positions are worked out only when somebody asks, so that carrying them costs nothing.

    Attributes:
        path: of the mapping in its tree.
        elsewhere: where the numbers of some keys were typed, for those that were added up over
            several sources, or taken from last year's.
    """

    tree: SourceTree = field(repr=False)  # a whole file
    node: Mapping = field(repr=False)
    path: Path
    elsewhere: MappingType[str, tuple[Place, ...]] | None = None

    def span(self, key: str | None = None) -> Span:
        """Return where the value of a key stands; the mapping itself where the key is absent."""
        if key is not None and (value := self.node.get(key)) is not None:
            return self.tree.span(value)
        start = self.tree.span(self.node)
        return Span(start.file, start.line, start.column, start.line, start.column)

    def written(self, key: str) -> str:
        """Return what a key is called here, which may have the role of another (`x-roles`)."""
        return self.tree.shape.at(self.path).written(key)

    def called(self, key: str) -> Bilingual | str:
        """Return what people call what stands under a key, or may stand there."""
        return self.tree.shape.at(self.path).under(key).name or key

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

    def items(self, keys: Iterable[str]) -> Iterator[Origin]:
        """Yield the mappings in the list that keys lead down to, if there is one."""
        home: Origin | None = self
        *above, last = keys
        for key in above:
            home = home.child(key) if home and isinstance(home.node.get(key), Mapping) else None
        items = home.node.get(last) if home is not None else None
        for position, node in enumerate(items.items if isinstance(items, Sequence) else ()):
            if home is not None and isinstance(node, Mapping):
                yield Origin(self.tree, node, (*home.path, last, position))

    def holds(self, other: Origin) -> bool:
        """Tell whether another mapping is this one, or stands in it."""
        return other.path[: len(self.path)] == self.path and other.tree.file == self.tree.file

    def outwards(self) -> Iterator[Origin]:
        """Yield the mapping itself, then each that it stands in: of a cell its line."""
        yield self
        for end in range(len(self.path) - 1, 0, -1):
            node, _ = self.tree.at(self.path[:end])
            if isinstance(node, Mapping):
                yield Origin(self.tree, node, self.path[:end])

    def places(self, key: str) -> tuple[Place, ...]:
        """Return where the value of a key was typed: here, unless it comes from elsewhere."""
        if self.elsewhere is not None and key in self.elsewhere:
            return self.elsewhere[key]
        return (Place(self, key),)

    def with_places(self, places: MappingType[str, tuple[Place, ...]]) -> Origin:
        """Return the same mapping, the values of some keys typed elsewhere."""
        return replace(self, elsewhere={**(self.elsewhere or {}), **places})

    def __reduce__(self) -> tuple[Callable[..., Origin], tuple[object, ...]]:
        """Travel without the node, which is found again where it stands in its tree."""
        node, rest = self.tree.at(self.path)
        if node is self.node and not rest:
            return _Found, (self.tree, None, self.path, self.elsewhere)
        return Origin, (self.tree, self.node, self.path, self.elsewhere)


class _Found(Origin):
    """One that has travelled; its node is looked for when somebody asks for it."""

    __slots__ = ()

    @property
    def node(self) -> Mapping:
        """What stands at its path."""
        return cast("Mapping", self.tree.at(self.path)[0])


class Place(NamedTuple):
    """One typed value: that of a key, or one item of the list under it.

    Attributes:
        key: of the mapping; nothing need stand there.
        item: position in the list, from 0; `None` for the whole value.
    """

    origin: Origin
    key: str
    item: int | None = None

    @property
    def node(self) -> Node | None:
        """What stands there, if anything does."""
        node = self.origin.node.get(self.key)
        if self.item is None or not isinstance(node, Sequence):
            return node
        return node.items[self.item] if self.item < len(node.items) else None

    @property
    def span(self) -> Span:
        """Where it stands; the mapping's begin where there is nothing."""
        node = self.node
        return self.origin.span() if node is None else self.origin.tree.span(node)

    @property
    def path(self) -> Path:
        """Its way down the file."""
        item = () if self.item is None else (self.item,)
        return (*self.origin.path, self.key, *item)

    @property
    def written(self) -> str | None:
        """What was written there: the text, of an entry its first; `[]` for an empty list."""
        node = self.node
        if node is None:
            return None
        empty = "[]" if isinstance(node, Sequence) else None
        return next((scalar.text for scalar in scalars(node)), empty)
