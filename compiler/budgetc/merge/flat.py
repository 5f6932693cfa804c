"""A source as a list of its leaves, each with its path by code and id: what a plain diff compares.

A line says what it is about without the lines around it, and how a source is written, its comments
among it, makes no difference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from budgetc.diagnostics.characters import printable
from budgetc.files.data import Resources
from budgetc.jurisdiction.sources import catalogue_of, schema_of_file
from budgetc.merge.align import serving
from budgetc.merge.datum import node_datum
from budgetc.merge.markers import Labels, with_markers, without_markers
from budgetc.numbers.money import plain_text
from budgetc.source.identity import plain_code
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node, Scalar, Sequence, SourceTree
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape

_CODED = frozenset({"code", "function", "economic", "fund"})
"""The keys whose values are codes, or ids of funds."""

_READS_TYPED = re.compile(r"|~|null|true|false|-?[0-9]+(\.[0-9]+)?")
"""What a text has to stand in quotation marks for, lest it read as something else."""


def _flat(tree: SourceTree, resources: Resources) -> Iterator[str]:
    """Yield a line for each leaf of a source, in the order of the file."""
    catalogue = catalogue_of(tree, resources)
    lists = catalogue.lists().values() if catalogue is not None else ()
    names = {code: printable(e.name) for codes in lists for code, e in codes.entries.items()}
    return _Flat(names).lines(tree.root, tree.shape, "")


def readable(name: str, data: bytes, resources: Resources) -> bytes:
    """Return the lines of a source as bytes; the file as it is where it cannot be read.

    Of a file with conflict markers both sides are shown, between markers.
    """
    lines = _lines(name, data, resources)
    if lines is not None:
        return lines.encode()
    sides = without_markers(data.decode("utf-8", errors="replace"))
    ours, theirs = (_lines(name, side.encode(), resources) for side in sides)
    if ours is None or theirs is None:
        return data
    return with_markers(ours, theirs, Labels()).encode()


def _lines(name: str, data: bytes, resources: Resources) -> str | None:
    tree, findings = read_bytes("", data)
    if tree is None or findings:
        return None
    shaped = schema_of_file(resources, name, tree).shaped(tree)
    return "".join(f"{line}\n" for line in _flat(shaped, resources))


class _Flat:
    """Makes the lines of one source."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def lines(self, node: Node, shape: Shape, path: str, key: str = "") -> Iterator[str]:
        if isinstance(node, Scalar):
            yield f"{path}: {self._value(node, key, shape)}"
        elif isinstance(node, MappingNode):
            yield from self._of_mapping(node, shape, path, frozenset())
        elif node.items:
            yield from self._of_list(node, shape, path)
        else:
            yield f"{path}: []"

    def _of_mapping(
        self, node: MappingNode, shape: Shape, path: str, told: frozenset[str]
    ) -> Iterator[str]:
        left = {key: value for key, (_, value) in node.entries.items() if key not in told}
        if not left:
            yield path if told else f"{path}: {{}}"
        for key, value in left.items():
            name = self._named(key, printable(key))
            yield from self.lines(value, shape.under(key), f"{path}.{name}" if path else name, key)

    def _of_list(self, node: Sequence, shape: Shape, path: str) -> Iterator[str]:
        keys = serving(shape.entry_keys, ([node_datum(item) for item in node.items],))
        below = shape.under(None)
        for number, item in enumerate(node.items, 1):
            if not isinstance(item, MappingNode):
                yield from self.lines(item, below, f"{path}[]")
                continue
            if keys == ("text",):  # too long for a name
                yield from self._of_mapping(item, below, f"{path}[]", frozenset())
                continue
            told = {key: value for key in keys if isinstance(value := item.get(key), Scalar)}
            label = " ".join(
                self._value(value, key, below.under(key)) for key, value in told.items()
            )
            yield from self._of_mapping(item, below, f"{path}[{label or number}]", frozenset(told))

    def _value(self, scalar: Scalar, key: str, shape: Shape) -> str:
        value = scalar.value
        is_code = key in _CODED or bool(shape.code_list)
        if isinstance(value, str):
            if _READS_TYPED.fullmatch(value) and not is_code:
                return json.dumps(value, ensure_ascii=False)
            shown = printable(value)
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            shown = plain_text(value)
        else:
            shown = json.dumps(value)
        return self._named(shown, shown) if is_code else shown

    def _named(self, code: str, shown: str) -> str:
        """Return a code as shown, with its name if it has one."""
        name = self._names.get(code) or self._names.get(plain_code(code))
        return f"{shown} {name}" if name else shown
