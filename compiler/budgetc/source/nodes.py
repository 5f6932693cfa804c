"""The tree that reading gives: every node knows where it stands."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import field, replace
from decimal import Decimal
from typing import Any, cast

from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple, fields_of, frozen
from budgetc.source.shape import UNSHAPED, Shape

ScalarValue = str | int | Decimal | bool | None
PlainValue = ScalarValue | dict[str, "PlainValue"] | list["PlainValue"]
Path = tuple[str | int, ...]


class Scalar(NamedTuple):
    """One written value.

    `value` is a number only where the digits are plain and decimal (an `int` or an exact
    `Decimal`); `text` is what was written. Lines and columns count from 0 here, as parsers do.
    """

    value: ScalarValue
    text: str
    line: int
    column: int
    end_line: int
    end_column: int


class Mapping(NamedTuple):
    """Keys and what stands under them, in the order of the file."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int
    end_line: int
    end_column: int

    def get(self, key: str) -> Node | None:
        """Return what stands under a key, if anything does."""
        entry = self.entries.get(key)
        return entry[1] if entry else None

    def said(self, key: str) -> str:
        """Return what is written under a key; nothing where no value is."""
        node = self.get(key)
        return node.text if isinstance(node, Scalar) else ""


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int
    end_line: int
    end_column: int


Node = Scalar | Mapping | Sequence


@frozen(eq=False)
class SourceTree:
    """One file, read.

    Attributes:
        file: as the user would name it.
        text: the whole file.
        root: its one document.
        shape: what the schema says of it, where one is known.
        keys: those of all its mappings; a key that is not among them stands nowhere.
    """

    file: str
    text: str
    root: Node
    shape: Shape = field(default=UNSHAPED, repr=False)
    keys: frozenset[str] = field(default=frozenset(), repr=False)

    def span(self, node: Node) -> Span:
        """Return where a node stands."""
        return span_of(self.file, node)

    def at(self, path: Path) -> tuple[Node, Path]:
        """Follow a path as far as it goes; return the node there and the steps left over."""
        node = self.root
        for depth, step in enumerate(path):
            child = child_of(node, step)
            if child is None:
                return node, path[depth:]
            node = child
        return node, ()

    @property
    def year(self) -> int | None:
        """The year that the file says it is of, if it says one."""
        node, rest = self.at(("year",))
        value = node.value if isinstance(node, Scalar) and not rest else None
        return value if isinstance(value, int) else None

    def said(self, *path: str | int) -> str:
        """Return what is written at a path; nothing where no value is."""
        node, rest = self.at(path)
        return node.text if isinstance(node, Scalar) and not rest else ""

    def __reduce__(self) -> tuple[Callable[..., SourceTree], tuple[object, ...]]:
        """Travel folded: of what was prepared, hardly anybody asks for the nodes."""
        others = {name: getattr(self, name) for name in fields_of(SourceTree) if name != "root"}
        return _folded, (pickle.dumps(self.root, pickle.HIGHEST_PROTOCOL), others)


class _Folded(SourceTree):
    """A tree that has travelled; its nodes are made when somebody asks for them."""

    __slots__ = ()

    @property
    def root(self) -> Node:
        """Its one document."""
        kept: Any = vars(SourceTree)["root"]
        root = kept.__get__(self)
        if isinstance(root, bytes):
            root = pickle.loads(root)  # noqa: S301  # of our own
            kept.__set__(self, root)
        return cast("Node", root)


def _folded(root: Any, others: dict[str, Any]) -> SourceTree:
    return _Folded(root=root, **others)


def as_called(tree: SourceTree, codes: MappingType[str, MappingType[str, str]]) -> SourceTree:
    """Return a tree in which keys have the names of their roles, and codes are no names.

    What was typed stays in the keys themselves.

    Args:
        tree: as read; its schema says which keys have roles (`x-roles`), and which list a code is
            from (`x-list`).
        codes: those of a list that may be typed by name, by the name.
    """
    root = _as_called(tree.root, tree.shape, codes)
    return replace(tree, root=root, keys=keys_in(root))


def _as_called(node: Node, shape: Shape, codes: MappingType[str, MappingType[str, str]]) -> Node:
    if isinstance(node, Sequence):
        inside = shape.under(None)
        items = tuple(_as_called(item, inside, codes) for item in node.items)
        return node._replace(items=items)
    if isinstance(node, Mapping):
        called = shape.roles or codes.get(shape.code_list, {})
        entries = {
            called.get(key, key): (written, _as_called(child, shape.under(key), codes))
            for key, (written, child) in node.entries.items()
        }
        return node._replace(entries=entries)
    code = codes.get(shape.code_list, {}).get(node.text)
    return node if code is None else node._replace(value=code, text=code)


def span_of(file: str, node: Node) -> Span:
    """Return where a node of a file stands."""
    return Span(file, node.line + 1, node.column + 1, node.end_line + 1, node.end_column + 1)


def child_of(node: Node, step: str | int) -> Node | None:
    """Return what stands in a node under a key, or at a place; nothing where nothing does."""
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def children(node: Node) -> Iterator[tuple[str | int, Node]]:
    """Yield what a mapping or list holds, with its key or its place from 0."""
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield key, value
    elif isinstance(node, Sequence):
        yield from enumerate(node.items)


def keys_in(node: Node) -> frozenset[str]:
    """Return the keys of all mappings in a node."""
    own = node.entries if isinstance(node, Mapping) else ()
    return frozenset(own).union(*(keys_in(child) for _, child in children(node)))


def scalars(node: Node) -> list[Scalar]:
    """Return the written values under a node, in the order of the file."""
    found: list[Scalar] = []
    _gather(node, found)
    return found


def _gather(node: Node, found: list[Scalar]) -> None:
    if isinstance(node, Scalar):
        found.append(node)
        return
    below = node.items if isinstance(node, Sequence) else [one for _, one in node.entries.values()]
    for child in below:
        _gather(child, found)


def plain(node: Node) -> PlainValue:
    """Return the bare values of a node, as a schema sees them."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(child) for child in node.items]
    return {
        key: child.value if isinstance(child, Scalar) else plain(child)
        for key, (_, child) in node.entries.items()
    }
