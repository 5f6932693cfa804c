"""A sum of many amounts as a tree that can be read: by body, by code, by project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile

from budgetc.document.model import Formula
from budgetc.ledger import Fact
from budgetc.numbers.money import exact_text
from budgetc.source.nodes import Scalar
from budgetc.source.origin import Place
from budgetc.trace.background import Background, dimension_of
from budgetc.trace.leaves import fact_node
from budgetc.trace.node import Node

_JOINT = " › "
"""Stands between the names of groups of which each is the whole of the one above."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One group on the way from a sum down to an amount; a code is told from other groups."""

    name: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """An amount, and the groups on the way down to it.

    Attributes:
        otherwise: names an amount that is in no further group and has no name of its own.
    """

    fact: Fact
    steps: tuple[_Step, ...]
    otherwise: str


def sum_of_facts(
    facts: Sequence[Fact], margin: str, unit: str, background: Background
) -> tuple[Node, ...]:
    """Return the parts of a sum, which add up to it.

    Amounts are grouped by the body whose they are, then from the highest code to the lowest, then
    by project. A group that all amounts share is left out, for it is the sum itself.

    Args:
        facts: what was added.
        margin: along which codes.
        unit: that the sum is shown in.
        background: for the names.
    """
    several = len({background.ledger.body(fact).entity for fact in facts}) > 1
    tree = _Tree(unit, background, _Namer(margin, background, several_bodies=several))
    ways = [tree.namer.way(fact) for fact in facts]
    if len(ways) == 1:
        return (tree.end(ways[0]),)
    return tree.parts(_inside(ways, len(_shared(ways))))


class _Namer:
    """Says which groups an amount is in, and what it is called itself."""

    def __init__(self, margin: str, background: Background, *, several_bodies: bool) -> None:
        self._dimension = dimension_of(margin)
        self._codes = background.codes(margin)
        self._background = background
        self._several_bodies = several_bodies

    def way(self, fact: Fact) -> _Way:
        """Return the way down to an amount."""
        steps = tuple(self._steps(fact))
        return _Way(fact, steps, steps[-1].name if steps else Place(fact.origin, fact.key).path)

    def _steps(self, fact: Fact) -> Iterator[_Step]:
        if self._several_bodies:
            yield _Step(self._background.ledger.body(fact).name)
        for code in self._codes.lineage(getattr(fact, self._dimension)):
            entry = self._codes.get(code)
            yield _Step(f"{code} {entry.name}" if entry else code, is_code=True)
        if fact.project:
            yield _Step(self._background.projects.get(fact.project, fact.project))

    def own_name(self, fact: Fact) -> str:
        """Return what its line says an amount is for, if it says so."""
        node = fact.origin.node.get("item")
        return node.text if isinstance(node, Scalar) else ""


@dataclass(frozen=True, slots=True)
class _Tree:
    """Makes the nodes of one sum."""

    unit: str
    background: Background
    namer: _Namer

    def parts(self, ways: Sequence[_Way]) -> tuple[Node, ...]:
        """Return a node for each of the next groups."""
        groups: dict[_Step | int, list[_Way]] = {}
        for position, way in enumerate(ways):
            # An amount that stands in no further group is a part of its own.
            groups.setdefault(way.steps[0] if way.steps else position, []).append(way)
        return tuple(self._part(groups[key]) for key in sorted(groups, key=_by_code))

    def end(self, way: _Way) -> Node:
        """Return an amount, named by its lowest code, its project and its own line."""
        codes = [step for step in way.steps if step.is_code]
        names = [step.name for step in way.steps if not step.is_code or step is codes[-1]]
        if own := self.namer.own_name(way.fact):
            names.append(own)
        label = _JOINT.join(dict.fromkeys(names)) or way.otherwise
        return fact_node(way.fact, label, self.unit, self.background)

    def _part(self, group: list[_Way]) -> Node:
        if len(group) == 1:
            return self.end(group[0])
        shared = _shared(group)
        children = self.parts(_inside(group, len(shared)))
        fen = sum((child.value or Fraction(0) for child in children), Fraction(0))
        label = _JOINT.join(step.name for step in shared)
        shown = exact_text(int(fen), self.background.money[self.unit])
        return Node(label, Formula.SUM, fen, self.unit, shown, children=children)


def _by_code(key: _Step | int) -> str:
    """Order codes of digits as the tables do; all else stays as it was typed, before them."""
    return key.name if isinstance(key, _Step) and key.is_code and key.name[:1].isdigit() else ""


def _shared(ways: Sequence[_Way]) -> tuple[_Step, ...]:
    """Return the groups that all amounts are in, from the outermost inward."""
    levels = zip(*(way.steps for way in ways), strict=False)
    return tuple(level[0] for level in takewhile(lambda level: len({*level}) == 1, levels))


def _inside(ways: Sequence[_Way], depth: int) -> list[_Way]:
    return [replace(way, steps=way.steps[depth:]) for way in ways]
