"""Who may import whom: downward only, and never in a circle."""

from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.architecture.imports import (
    APART,
    LAYERS,
    PACKAGE,
    height_of,
    import_statements,
    imports,
    modules,
    parsed,
    room_of,
)
from tests.support import ROOT


def test_the_search_found_something() -> None:
    assert len(modules()) > 40
    assert len(imports()) > 100
    assert len({found.imported for found in imports()}) > 30


def test_every_part_has_its_place_and_every_place_its_part() -> None:
    parts = {room_of(module) for module in modules()}
    listed = [part for layer in LAYERS for part in layer]
    assert len(set(listed)) == len(listed)
    assert parts == set(listed)


def test_imports_go_downward() -> None:
    upward = [i for i in imports() if height_of(i.importer) < height_of(i.imported)]
    assert upward == []


def test_neighbours_that_stand_apart_do_not_import_each_other() -> None:
    across = [
        i for i in imports() if frozenset({room_of(i.importer), room_of(i.imported)}) in APART
    ]
    assert across == []


def _offered() -> dict[str, set[str]]:
    """Return the names that each room offers in its own name."""
    rooms = {room_of(module) for module in modules()} - {""}
    packages = {room: modules()[f"{PACKAGE}.{room}"] for room in rooms}
    return {
        room: {alias.name for node in import_statements(parsed(path)) for alias in node.names}
        for room, path in packages.items()
        if path.name == "__init__.py"
    }


def test_what_a_room_offers_is_taken_from_the_room() -> None:
    offered = _offered()
    assert sum(map(len, offered.values())) > 50
    past = [
        f"{name}:{node.lineno}: {alias.name}"
        for name, path in modules().items()
        for node in import_statements(parsed(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").count(".") > 1
        for alias in node.names
        if alias.name in offered.get(room_of(node.module or ""), ())
        if room_of(name) != room_of(node.module or "")
    ]
    assert past == []


def test_only_the_command_line_knows_the_command_line_library() -> None:
    users = {
        name
        for name, path in modules().items()
        for node in import_statements(parsed(path))
        if "click" in ast.unparse(node)
    }
    assert users
    assert {room_of(name) for name in users} == {"cli"}


def test_no_module_imports_itself_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for found in imports():
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
    for path in modules().values():
        tree = parsed(path)
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
    for path in modules().values():
        tree = parsed(path)
        apart = _docstrings(tree)
        words = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in apart
        }
        assert not words & names, path
