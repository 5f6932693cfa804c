"""The part of `docs/architecture.md` that is made of the imports: a diagram and a table."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from tests.architecture.imports import LAYERS, PACKAGE, imports, modules, parsed, room_of
from tests.support import ROOT

PAGE = ROOT / "docs" / "architecture.md"
BEGIN = "<!-- made of the imports by `just architecture` -->"
END = "<!-- end of what is made -->"

Graph = Mapping[str, frozenset[str]]
"""The rooms that each room imports."""


def current() -> str:
    """Return the page as it should be: what is written by hand, around what is made now.

    Raises:
        ValueError: the page has not both marks.
    """
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE} has not both marks")
    graph = room_graph()
    made = "\n".join((*diagram(LAYERS, reduced(graph)), "", *table(LAYERS, graph)))
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


def room_graph() -> Graph:
    """Return what each room imports, itself left out."""
    pairs = {(room_of(found.importer), room_of(found.imported)) for found in imports()}
    rooms = [room for layer in LAYERS for room in layer]
    return {
        room: frozenset(to for of, to in pairs if of == room and to != room and to)
        for room in rooms
        if room
    }


def reduced(graph: Graph) -> Graph:
    """Return a graph without the edges that a longer way stands for: enough to see who is above."""
    reach: dict[str, frozenset[str]] = {}

    def reached(room: str) -> frozenset[str]:
        if room not in reach:
            reach[room] = graph[room].union(*(reached(to) for to in graph[room]))
        return reach[room]

    return {
        room: frozenset(
            to for to in direct if not any(to in reached(other) for other in direct - {to})
        )
        for room, direct in graph.items()
    }


def diagram(layers: Sequence[Sequence[str]], graph: Graph) -> Iterator[str]:
    """Yield the lines of a Mermaid flowchart, from the top room down."""
    yield from ("```mermaid", "flowchart TD")
    for layer in reversed(layers):
        for room in layer:
            for to in sorted(graph.get(room, ())):
                yield f"  {room} --> {to}"
    yield "```"


def table(layers: Sequence[Sequence[str]], graph: Graph) -> Iterator[str]:
    """Yield the rows of a table: each room, what its docstring says, and all that it imports."""
    yield from ("| room | what it is | imports |", "| --- | --- | --- |")
    for layer in reversed(layers):
        for room in filter(None, layer):
            named = ", ".join(f"`{to}`" for to in sorted(graph[room])) or "nothing"
            yield f"| `{room}` | {_purpose(room)} | {named} |"


def _purpose(room: str) -> str:
    said = ast.get_docstring(parsed(modules()[f"{PACKAGE}.{room}"]))
    assert said is not None, f"{room} does not say what it is"
    return said.partition("\n\n")[0].replace("\n", " ").replace("|", "\\|")
