"""A source before anything was changed, and the places in it that can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from budgetc.files.workspace import Source
from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence, SourceTree
from budgetc.source.read import read_bytes

_FOLDED = re.compile(r"\\\n *")
"""Where a quoted text goes on in the next line."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One written value.

    Attributes:
        key: what stands before it, if it is the value of a key.
        value: as read.
        start: offset of its first character, a quotation mark included.
        end: offset after its last one.
    """

    path: Path
    key: Scalar | None
    value: Scalar
    start: int
    end: int

    @property
    def line(self) -> int:
        """Where it stands, from 1."""
        return self.value.line + 1

    @property
    def is_number(self) -> bool:
        """Whether a number was written."""
        value = self.value.value
        return not isinstance(value, str | bool | None)

    @property
    def is_quoted(self) -> bool:
        """Whether it was written in quotation marks."""
        return self.end - self.start != len(self.value.text)


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines: an item of a list, or a key with what is under it.

    Attributes:
        start: offset of the first character of its first line.
        end: offset after the last character of its last line, the line's end included.
        line: its first line, from 1.
        nested: whether it is more than one written value.
    """

    path: Path
    start: int
    end: int
    line: int
    nested: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    path: Path
    key: Scalar | None
    node: Node


def shape(path: Path) -> str:
    """Return what a path has in common with those of the other items of its lists."""
    text = ""
    for step in path:
        text += "[]" if isinstance(step, int) else f".{step}" if text else step
    return text


class Original:
    """One source, read."""

    def __init__(self, source: Source) -> None:
        """Read a source.

        Raises:
            ValueError: it cannot be read.
        """
        data = source.path.read_bytes()
        tree, findings = read_bytes(source.name, data)
        if tree is None:
            raise ValueError(f"{source.name} cannot be read: {findings}")
        self.source = source
        self.tree: SourceTree = tree
        self.text = tree.text

    @property
    def name(self) -> str:
        """What reports call the source."""
        return self.source.name

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All written values in the order of the file, blank ones left out."""
        return tuple(
            Leaf(i.path, i.key, i.node, *self.extent(i.node))
            for i in self._items
            if isinstance(i.node, Scalar) and i.node.text
        )

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Everything that has lines of its own, in the order of the file."""
        return tuple(block for item in self._items if (block := self._block(item)))

    def of_shape(self, *shapes: str) -> tuple[Leaf, ...]:
        """Return the values whose paths have one of some shapes."""
        return tuple(leaf for leaf in self.leaves if shape(leaf.path) in shapes)

    def named(self, *keys: str) -> tuple[Leaf, ...]:
        """Return the values of one of some keys, wherever they are."""
        return tuple(leaf for leaf in self.leaves if leaf.path[-1] in keys)

    def leaf(self, path: Path) -> Leaf | None:
        """Return the value at a path, if one was written there."""
        return next((leaf for leaf in self.leaves if leaf.path == path), None)

    def extent(self, node: Scalar) -> tuple[int, int]:
        """Return the offsets of what was written for a value."""
        return (
            self._lines[node.line] + node.column,
            self._lines[node.end_line] + node.end_column,
        )

    def line_start(self, line: int) -> int:
        """Return the offset of a line, counted from 0."""
        return self._lines[line]

    def raw(self, leaf: Leaf) -> str:
        """Return what was written for a value, its quotation marks included."""
        return self.text[leaf.start : leaf.end]

    def inner(self, leaf: Leaf) -> tuple[int, int]:
        """Return the offsets of a value without its quotation marks."""
        marks = 1 if self.raw(leaf)[:1] in ("'", '"') else 0
        return leaf.start + marks, leaf.end - marks

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        lines = self.text.splitlines(keepends=True)
        return tuple(accumulate((len(line) for line in lines), initial=0))

    @cached_property
    def _items(self) -> tuple[_Item, ...]:
        return tuple(_walk(_Item((), None, self.tree.root)))

    def _block(self, item: _Item) -> Block | None:
        if not item.path:
            return None
        first = item.key.line if item.key else item.node.line
        start, end = self._lines[first], self._lines[_last_line(item.node) + 1]
        column = item.key.column if item.key else item.node.column
        before = self.text[start : start + column].strip()
        if before != ("" if item.key else "-"):
            return None
        return Block(item.path, start, end, first + 1, not isinstance(item.node, Scalar))


def _walk(item: _Item) -> Iterator[_Item]:
    yield item
    if isinstance(item.node, Mapping):
        for name, (key, child) in item.node.entries.items():
            yield from _walk(_Item((*item.path, name), key, child))
    elif isinstance(item.node, Sequence):
        for place, child in enumerate(item.node.items):
            yield from _walk(_Item((*item.path, place), None, child))


def _last_line(node: Node) -> int:
    if isinstance(node, Mapping) and node.entries:
        return max(_last_line(child) for _, child in node.entries.values())
    if isinstance(node, Sequence) and node.items:
        return max(_last_line(child) for child in node.items)
    return node.end_line


def unfolded(raw: str) -> str:
    """Return a quoted text on one line."""
    return _FOLDED.sub("", raw)
