"""Rolling texts, and filling in what was emptied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from budgetc.beginning import Priors, Rolled, RollingOptions, roll
from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence, SourceTree
from budgetc.source.read import read_bytes
from tests.support import RESOURCES, ROOT

MARK = "FILL"
PUTUO = (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text(encoding="utf-8")


def read(text: str) -> SourceTree:
    tree, findings = read_bytes("old.yaml", text.encode())
    assert tree is not None, findings
    return tree


def rolled(
    text: str,
    year: int = 2025,
    priors: Priors = Priors.FOUND,
    amounts: dict[Path, str] | None = None,
) -> Rolled:
    options = RollingOptions(year=year, mark=MARK, priors=priors, amounts=amounts or {})
    return roll(read(text), "new.yaml", options, RESOURCES)


def new_text(text: str, *arguments: Any, **options: Any) -> str:
    """Return the rolled text of a part of a source; the parts that it lacks are no matter here."""
    tree = rolled(text, *arguments, **options).tree
    assert tree is not None
    return tree.text


def filled_in(new: str, old: str) -> str:
    """Return a rolled source with the old values in the places that were emptied."""
    old_tree, new_tree = read(old), read(new)
    lines = new.split("\n")
    for node, path in sorted(_empty(new_tree.root, ()), key=lambda found: -found[0].column):
        before, rest = old_tree.at(path)
        assert rest == ()
        line = lines[node.line]
        value = " " * (line[node.column - 1] == ":") + _written(old_tree, before)
        lines[node.line] = line[: node.column] + value + line[node.column :]
    return "\n".join(lines)


def _empty(node: Node, path: Path) -> Iterator[tuple[Scalar, Path]]:
    if isinstance(node, Scalar):
        if node.value is None:
            yield node, path
    elif isinstance(node, Mapping):
        for name, (_, child) in node.entries.items():
            yield from _empty(child, (*path, name))
    else:
        for position, child in enumerate(node.items):
            yield from _empty(child, (*path, position))


def _written(tree: SourceTree, node: Node) -> str:
    lines = tree.text.split("\n")
    if not isinstance(node, Scalar):
        assert not (node.items if isinstance(node, Sequence) else node.entries)
        return "{}" if isinstance(node, Mapping) else "[]"
    if node.line == node.end_line:
        return lines[node.line][node.column : node.end_column]
    inner = lines[node.line + 1 : node.end_line]
    last = lines[node.end_line][: node.end_column]
    return "\n".join([lines[node.line][node.column :], *inner, last])
