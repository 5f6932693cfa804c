"""Who may import whom: downward only, and never in a circle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support import ROOT

COMPILER = ROOT / "compiler"
PACKAGE = "budgetc"

LAYERS = (
    ("", "diagnostics"),
    ("files",),
    ("source", "numbers"),
    ("templating",),
    ("schema", "formatting"),
    ("classification", "lists"),
    ("budget",),
    ("ledger",),
    ("document",),
    ("jurisdiction",),
    ("inputs",),
    ("layout",),
    ("rules", "render"),
    ("pipeline",),
    ("publish", "region", "rolling", "skeleton", "trace", "editor", "merge"),
    ("reports",),
    ("compare", "diff"),
    ("cli",),
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


def _modules() -> dict[str, Path]:
    """Return every module of the package by its dotted name."""
    names = {}
    for path in COMPILER.rglob("*.py"):
        parts = path.relative_to(COMPILER).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


@cache
def _imports() -> tuple[Import, ...]:
    modules = _modules()
    return tuple(
        Import(name, target, node.lineno)
        for name, path in modules.items()
        for node in _import_statements(_parsed(path))
        for target in _targets(node, modules)
    )


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _import_statements(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
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


def _targets(node: ast.Import | ast.ImportFrom, modules: dict[str, Path]) -> Iterator[str]:
    """Yield the modules of the package that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in modules)
        return
    assert node.level == 0, f"line {node.lineno}: relative import"
    base = node.module or ""
    for alias in node.names:
        inner = f"{base}.{alias.name}"
        if inner in modules:
            yield inner
        elif base in modules:
            yield base


def _part(module: str) -> str:
    """Return the part of the architecture a module belongs to."""
    return module.removeprefix(PACKAGE).removeprefix(".").split(".")[0]


def _height(module: str) -> int:
    part = _part(module)
    (height,) = (height for height, layer in enumerate(LAYERS) if part in layer)
    return height


def test_the_search_found_something() -> None:
    assert len(_modules()) > 40
    assert len(_imports()) > 100
    assert len({found.imported for found in _imports()}) > 30


def test_every_part_has_its_place_and_every_place_its_part() -> None:
    parts = {_part(module) for module in _modules()}
    listed = [part for layer in LAYERS for part in layer]
    assert len(set(listed)) == len(listed)
    assert parts == set(listed)


def test_imports_go_downward() -> None:
    upward = [i for i in _imports() if _height(i.importer) < _height(i.imported)]
    assert upward == []


def test_neighbours_that_stand_apart_do_not_import_each_other() -> None:
    across = [i for i in _imports() if frozenset({_part(i.importer), _part(i.imported)}) in APART]
    assert across == []


def test_only_the_command_line_knows_the_command_line_library() -> None:
    users = {
        name
        for name, path in _modules().items()
        for node in _import_statements(_parsed(path))
        if "click" in ast.unparse(node)
    }
    assert users
    assert {_part(name) for name in users} == {"cli"}


def test_no_module_imports_itself_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for found in _imports():
        graph.setdefault(found.importer, set()).add(found.imported)
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))
    assert len(order) > 40


HAN = re.compile("[\u3400-\u9fff]")


def _docstrings(tree: ast.Module) -> set[ast.AST]:
    """Return the strings that stand alone as statements: docstrings, also those of attributes."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def test_the_wording_of_documents_is_data() -> None:
    strings, chinese = 0, []
    for path in _modules().values():
        tree = _parsed(path)
        apart = _docstrings(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in apart:
                strings += 1
                if HAN.search(node.value):
                    chinese.append(f"{path.name}:{node.lineno}: {node.value}")
    assert strings > 1000
    assert chinese == []


def test_jurisdictions_are_data() -> None:
    names = {path.parent.name for path in ROOT.glob("templates/*/layout.yaml")}
    assert "xinjiang" in names
    for path in _modules().values():
        tree = _parsed(path)
        apart = _docstrings(tree)
        words = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in apart
        }
        assert not words & names, path
