"""What a source names to prove its amounts: a file, and the page of it, beside an entry."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.frozen import frozen
from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence, SourceTree, child_of
from budgetc.source.shape import Shape

EXHIBIT = "source"
"""The key of an entry under which it stands; the schema says whether it does (`is_evidence`)."""


@frozen(eq=False)
class Exhibit:
    """A file that proves the amounts of an entry, as it was typed.

    Attributes:
        node: where it stands.
        file: its name from the folder of the source, or from that of all budgets.
        page: from 1; 0 where none is named.
        sha256: of the file, in small letters; empty where none is typed.
    """

    node: Mapping
    file: str
    page: int
    sha256: str

    def place(self, key: str) -> Node:
        """Return where a key of it was typed; itself where that was not."""
        return self.node.get(key) or self.node


def exhibits_in(tree: SourceTree) -> Iterator[Exhibit]:
    """Yield what a file that its schema allows names, in the order of the file."""
    if EXHIBIT in tree.keys:  # as in few files
        yield from _below(tree.root, tree.shape)


def exhibit_of(tree: SourceTree, path: Path) -> Exhibit | None:
    """Return what proves the value at a path: named by its entry, or by the nearest around that."""
    node, shape = tree.root, tree.shape
    found = _own(node, shape)
    for step in path:
        below = child_of(node, step)
        if below is None:
            break
        node, shape = below, shape.under(step if isinstance(step, str) else None)
        found = _own(node, shape) or found
    return found


def _below(node: Node, shape: Shape) -> Iterator[Exhibit]:
    if isinstance(node, Sequence):
        inside = shape.under(None)
        for item in node.items:
            yield from _below(item, inside)
    elif isinstance(node, Mapping):
        own = _own(node, shape)
        if own is not None:
            yield own
        for key, (_, child) in node.entries.items():
            if not isinstance(child, Scalar):
                yield from _below(child, shape.under(key))


def _own(node: Node, shape: Shape) -> Exhibit | None:
    told = node.get(EXHIBIT) if isinstance(node, Mapping) else None
    if not isinstance(told, Mapping) or not shape.under(EXHIBIT).is_evidence:
        return None
    page = told.get("page")
    number = page.value if isinstance(page, Scalar) else None
    return Exhibit(
        told,
        _text(told, "file"),
        int(number) if isinstance(number, int) else 0,
        _text(told, "sha256").lower(),
    )


def _text(node: Mapping, key: str) -> str:
    found = node.get(key)
    return found.text if isinstance(found, Scalar) and found.value is not None else ""
