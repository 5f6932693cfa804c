"""A source in parts: every character of its text belongs to one entry, and can go where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetc.source.nodes import Mapping, Node, Scalar, ScalarValue, Sequence

Datum = tuple[str, ScalarValue] | dict[str, "Datum"] | list["Datum"]
"""What a part says, free of how it is written: `2` and `2.0` are one number, `"2"` is a text."""


@dataclass(frozen=True, slots=True)
class Word:
    """One written value.

    Attributes:
        lead: what stands between its key, or its dash, and the value.
        text: as written; further lines keep the indentation they had.
        value: what was read.
        column: of the block entry it stands in, which its further lines are indented by.
    """

    lead: str
    text: str
    value: ScalarValue
    column: int


@dataclass(frozen=True, slots=True)
class Collection:
    """A mapping or a list.

    Attributes:
        is_list: it is a list.
        children: its entries.
        lead: as of a word; of a block on lines of its own, empty.
        brackets: what it opens and closes with; none of a block.
        step: by how many columns a block on lines of its own stands right of its holder.
        inline: the block begins behind the dash that holds it.
    """

    is_list: bool
    children: tuple[Child, ...]
    lead: str = ""
    brackets: tuple[str, str] | None = None
    step: int = 0
    inline: bool = False


Part = Word | Collection


@dataclass(frozen=True, slots=True)
class Child:
    """One entry of a mapping, or item of a list, with the comments that belong to it.

    Attributes:
        name: the key; empty for an item.
        above: comment lines and blank lines before it.
        head: `key:` or `-`; empty for an item in brackets.
        value: what stands there.
        tail: the rest of the line, or, in brackets, what parts it from the next entry.
        column: where the head stood.
    """

    name: str
    above: tuple[str, ...]
    head: str
    value: Part
    tail: str
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """A whole source.

    Attributes:
        preamble: lines about the file, set apart by a blank line.
        root: its mapping.
        ending: comment lines and blank lines behind the last entry.
    """

    preamble: tuple[str, ...]
    root: Collection
    ending: tuple[str, ...]


def datum(part: Part) -> Datum:
    """Return what a part says."""
    if isinstance(part, Word):
        return _scalar(part.value)
    if part.is_list:
        return [datum(child.value) for child in part.children]
    return {child.name: datum(child.value) for child in part.children}


def node_datum(node: Node) -> Datum:
    """Return what a node says that was read."""
    if isinstance(node, Scalar):
        return _scalar(node.value)
    if isinstance(node, Sequence):
        return [node_datum(item) for item in node.items]
    return {key: node_datum(value) for key, (_, value) in node.entries.items()}


def is_flow(text: str, start: int, node: Mapping | Sequence) -> bool:
    """Tell whether a mapping or list that starts at an offset is written in { } or [ ]."""
    return text.startswith("[" if isinstance(node, Sequence) else "{", start)


def comments(*parts: Document | Child) -> Iterator[str]:
    """Yield the comments of parts, without their indentation."""
    for part in parts:
        if isinstance(part, Document):
            yield from _comments_in(*part.preamble, *part.ending)
            yield from comments(*part.root.children)
            continue
        yield from _comments_in(*part.above, *part.tail.split("\n"))
        yield from _comments_in(*part.value.lead.split("\n"))
        if isinstance(part.value, Collection):
            for bracket in part.value.brackets or ():
                yield from _comments_in(*bracket.split("\n"))
            yield from comments(*part.value.children)


def _comments_in(*lines: str) -> Iterator[str]:
    for line in lines:
        _, mark, words = line.partition("#")
        if mark:
            yield mark + words.rstrip()


def _scalar(value: ScalarValue) -> Datum:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return "number", Decimal(value)
    return type(value).__name__, value
