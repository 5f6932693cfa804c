"""Where a source names its projects: the ids themselves, and all that speaks of one by its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple
from budgetc.source.nodes import Node, Path, Scalar, SourceTree, children

_ENTRIES: Path = ("project_expenditure", "projects")
"""Where the projects stand."""

Pattern = tuple[str | int | None, ...]
"""The form of a path: its keys."""

_ITEM = None
"""Stands for any place in a list."""

_ENTRY = (*_ENTRIES, _ITEM, "id")
_WHOLE = (
    _ENTRY,
    ("project_statement", "projects", _ITEM),
    ("transfers", _ITEM, "project"),
    ("procurement", "lines", _ITEM, "project"),
    ("evaluation", "tracked", _ITEM),
    ("evaluation", "evaluated", _ITEM),
)
"""Where an id stands by itself."""

_PARTS = (("waive", _ITEM, "scope"), ("expect", _ITEM, "figure"))
"""Where one may stand in a path, or in the id of a figure."""

_LINES = ("totals", _ITEM, "figure")
"""The same in the approved figures of a region."""


class Use(NamedTuple):
    """A place that names a project.

    Attributes:
        is_entry: whether it is the project's own.
    """

    span: Span
    is_entry: bool


def project_at(tree: SourceTree, path: Path) -> str:
    """Return the id of the project that is named at a place; empty where none is.

    The project's own id is, and so is each place that an id stands at by itself.
    """
    node, rest = tree.at(path)
    named = isinstance(node, Scalar) and not rest and _is_one_of(path, _WHOLE)
    return node.text if named and isinstance(node, Scalar) else ""


def ids_of(tree: SourceTree) -> tuple[str, ...]:
    """Return the ids of the projects of a source."""
    found = (node for path, node in _scalars(tree.root) if _is(path, _ENTRY))
    return tuple(node.text for node in found)


def uses_of(tree: SourceTree, project: str) -> Iterator[Use]:
    """Yield the places of a source that name a project, in the order of the file."""
    for path, node in _scalars(tree.root):
        if node.text == project and _is_one_of(path, _WHOLE):
            yield Use(tree.span(node), _is(path, _ENTRY))
        elif _is_one_of(path, _PARTS):
            yield from _inside(tree, node, project)


def approved_uses(tree: SourceTree, department: str, project: str) -> Iterator[Use]:
    """Yield the places among approved figures that name a project of a department."""
    for path, node in _scalars(tree.root):
        if _is(path, _LINES) and tree.said(*path[:-1], "department") == department:
            yield from _inside(tree, node, project)


def _inside(tree: SourceTree, node: Scalar, project: str) -> Iterator[Use]:
    """Yield where an id stands as a whole word in a text of one line."""
    if node.line != node.end_line:
        return
    line = tree.text.split("\n")[node.line]
    for match in re.finditer(rf"(?<![\w-]){re.escape(project)}(?![\w-])", line):
        if node.column <= match.start() and match.end() <= node.end_column:
            begin, end = match.start() + 1, match.end() + 1
            yield Use(Span(tree.file, node.line + 1, begin, node.line + 1, end), is_entry=False)


def _scalars(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    for key, child in children(node):
        yield from _scalars(child, (*path, key))


def _is_one_of(path: Path, patterns: Iterable[Pattern]) -> bool:
    return any(_is(path, pattern) for pattern in patterns)


def _is(path: Path, pattern: Pattern) -> bool:
    return len(path) == len(pattern) and all(
        isinstance(step, int) if wanted is _ITEM else step == wanted
        for step, wanted in zip(path, pattern, strict=True)
    )
