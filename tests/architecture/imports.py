"""The rooms of the package, from the bottom up, and what each imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.support import ROOT

COMPILER = ROOT / "compiler"
PACKAGE = "budgetc"

LAYERS = (
    ("frozen", "garbage"),
    ("", "diagnostics"),
    ("files",),
    ("keeping",),
    ("source", "numbers"),
    ("templating",),
    ("schema", "formatting"),
    ("classification", "lists", "upgrading"),
    ("budget", "published"),
    ("ledger", "verify"),
    ("document", "local"),
    ("jurisdiction",),
    ("inputs", "audit"),
    ("layout",),
    ("rules", "render"),
    ("pipeline", "prepare"),
    ("beginning", "editions", "facts", "publish", "region", "trace", "editor", "merge"),
    ("form", "lsp", "preview", "reports"),
    ("compare", "diff"),
    ("recovery", "release"),
    ("cli", "interface"),
    ("__main__",),
)
"""From the bottom up. A module may import what stands below it, and its own neighbours."""

APART = frozenset({frozenset({"rules", "render"})})
"""Neighbours that know nothing of each other."""


class Import(NamedTuple):
    """One import: the importing module, what it imports, and where."""

    importer: str
    imported: str
    line: int


def modules() -> dict[str, Path]:
    """Return every module of the package by its dotted name."""
    names = {}
    for path in COMPILER.rglob("*.py"):
        parts = path.relative_to(COMPILER).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


@cache
def imports() -> tuple[Import, ...]:
    """Return every import of one module of the package by another."""
    known = modules()
    return tuple(
        Import(name, target, node.lineno)
        for name, path in known.items()
        for node in import_statements(parsed(path))
        for target in _targets(node, known)
    )


@cache
def parsed(path: Path) -> ast.Module:
    """Return a module as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def import_statements(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports that run, at the top or inside functions; not those for types alone."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting.extend(node.orelse)
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def _targets(node: ast.Import | ast.ImportFrom, known: dict[str, Path]) -> Iterator[str]:
    """Yield the modules of the package that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
        return
    assert node.level == 0, f"line {node.lineno}: relative import"
    base = node.module or ""
    for alias in node.names:
        inner = f"{base}.{alias.name}"
        if inner in known:
            yield inner
        elif base in known:
            yield base


def room_of(module: str) -> str:
    """Return the room of the package that a module is in; a loose module is one of its own."""
    return module.removeprefix(PACKAGE).removeprefix(".").split(".")[0]


def height_of(module: str) -> int:
    """Return how high the room of a module stands, from 0."""
    room = room_of(module)
    (height,) = (height for height, layer in enumerate(LAYERS) if room in layer)
    return height
