"""`docs/architecture.md` shows the rooms that there are."""

from __future__ import annotations

import re

from tests.architecture.imports import LAYERS, imports, room_of
from tests.architecture.page import PAGE, current, reduced, room_graph


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == current(), "just architecture"


def test_every_room_stands_in_the_diagram_and_in_the_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    rooms = {room for layer in LAYERS for room in layer if room}
    arrows = re.findall(r"^  (\w+) --> (\w+)$", text, re.MULTILINE)
    assert {room for arrow in arrows for room in arrow} == rooms
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == rooms


def test_the_diagram_leaves_out_only_what_a_longer_way_stands_for() -> None:
    assert reduced({"a": frozenset("bc"), "b": frozenset("c"), "c": frozenset()}) == {
        "a": frozenset("b"), "b": frozenset("c"), "c": frozenset(),
    }  # fmt: skip
    graph = room_graph()
    way = reduced(graph)
    assert sum(map(len, way.values())) < sum(map(len, graph.values())) / 2

    def below(room: str) -> set[str]:
        return set(way[room]).union(*map(below, way[room]))

    real = {(room_of(one.importer), room_of(one.imported)) for one in imports()}
    assert all(to in below(of) for of, to in real if of and to and of != to)
