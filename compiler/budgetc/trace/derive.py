"""From a figure to its derivation: sums of many amounts grouped by entity, code and project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile
from typing import NamedTuple

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.figures import NoExactValueError, exact_value
from budgetc.document.model import Figure, Formula
from budgetc.ledger import Fact, Flow, Period
from budgetc.numbers.money import Unit, exact_text, to_fen
from budgetc.pipeline import Draft
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Scalar
from budgetc.source.origin import Place
from budgetc.trace.node import Leaf, Node

_JOINT = " › "
"""Stands between the names of groups of which each is the whole of the one above."""


def derive(figure: Figure, draft: Draft) -> Node:
    """Return the derivation of a figure, down to what was typed.

    Args:
        figure: of a document; printed, or one that others are made of.
        draft: of the same compilation.
    """
    try:
        value = exact_value(figure)
    except NoExactValueError:
        value = None
    return Node(
        label=figure.id,
        formula=figure.formula,
        value=value,
        unit=figure.unit,
        shown=figure.exact,
        printed=figure.text,
        children=_children(figure, draft),
        figure_id=figure.id,
        note=_note(figure, value),
    )


def _children(figure: Figure, draft: Draft) -> tuple[Node, ...]:
    if figure.operands:
        return tuple(derive(operand, draft) for operand in figure.operands)
    if figure.facts:
        return _parts_of_sum(figure, draft)
    counted = Fraction(1 if figure.value else 0) if figure.formula is Formula.COUNT else None
    return tuple(_leaf(place, place.path, figure.unit, draft, counted) for place in figure.places)


def _note(figure: Figure, value: Fraction | None) -> Message | None:
    if value is None:
        return msg("last year's is nothing; the layout says what is printed for that")
    if figure.formula is Formula.SUM and not (figure.facts or figure.operands):
        return msg("nothing is booked here, so it is zero")
    if not figure.text:
        return msg("the cell is blank, for this rounds to nothing")
    if figure.formula is Formula.COUNT and figure.value == 0:
        return msg("the list is empty")
    return None


def _leaf(
    place: Place,
    label: str,
    unit: str,
    draft: Draft,
    value: Fraction | None = None,
    note: Message | None = None,
) -> Node:
    """Return the end of a derivation: a number typed here, or an item of a list that was counted.

    Args:
        place: where it stands.
        label: what it is.
        unit: that it is shown in; of money, the place has that of its file.
        draft: for the units.
        value: what it adds, if that is not the number that stands there.
        note: what else is to be known of it.
    """
    money = draft.conventions.lists.money_units.get(unit)
    its_unit = _unit_of_file(place, draft) if money else None
    written = _typed_number(place)
    typed = Fraction(written if its_unit is None else to_fen(written, its_unit))
    value = typed if value is None else value
    sign = -1 if value < 0 <= typed else 1
    leaf = Leaf(
        place.span.file, place.span.line, place.span.column,
        place.path, place.written, its_unit.name if its_unit else "", sign,
    )  # fmt: skip
    if leaf.written is None and note is None:
        note = msg("nothing is written here, which counts as nothing")
    shown = exact_text(int(value), money) if money else str(int(value))
    return Node(label, Formula.GIVEN, value, unit, shown, leaf=leaf, note=note)


def _typed_number(place: Place) -> int | Decimal:
    node = place.node
    if isinstance(node, Scalar) and isinstance(node.value, int | Decimal):
        return node.value
    return 0


def _unit_of_file(place: Place, draft: Draft) -> Unit | None:
    root = place.origin.tree.root
    node = root.get("unit") if isinstance(root, MappingNode) else None
    return draft.conventions.lists.money_units.get(node.text) if isinstance(node, Scalar) else None


def _about(fact: Fact) -> Message | None:
    """Return what is to be known of an amount besides its place."""
    if fact.fen is not None and fact.fen < 0:
        if fact.flow is Flow.REVENUE:
            return msg("taken out: it comes from the department itself")
        return msg("taken out: it is passed on to a unit, which spends it")
    if fact.period is not Period.PRIOR:
        return None
    if fact.key == "prior" and fact.origin.node.get("prior") is None:
        return msg("this line is not in last year's source, so last year's amount is nothing")
    if fact.entry is None:
        return msg("a line of last year that ended")
    return None


class _Group(NamedTuple):
    """One group on the way from a sum down to an amount; a code is told from other groups."""

    name: str
    is_code: bool = False


class _Way(NamedTuple):
    """An amount, and the groups on the way down to it.

    Attributes:
        otherwise: names an amount that is in no further group and has no name of its own.
    """

    fact: Fact
    groups: tuple[_Group, ...]
    otherwise: str

    def inside(self, depth: int) -> _Way:
        """Return the way from inside some groups."""
        return self._replace(groups=self.groups[depth:])


def _parts_of_sum(figure: Figure, draft: Draft) -> tuple[Node, ...]:
    """Return the parts of a sum, which add up to it.

    Amounts are grouped by the entity whose they are, then from the highest code to the lowest, then
    by project. A group that all amounts share is left out, for it is the sum itself.
    """
    several = len({draft.ledger.entity_of(fact).id for fact in figure.facts}) > 1
    # Revenue is added up along its funds.
    dimension = figure.margin if figure.margin in ("function", "economic") else "fund"
    projects = {project.id: project.name for project in draft.budget.projects}
    tree = _Tree(figure.unit, dimension, draft, projects, several)
    ways = [tree.way(fact) for fact in figure.facts]
    return (tree.leaf(ways[0]),) if len(ways) == 1 else tree.parts(ways, len(_shared(ways)))


@dataclass(frozen=True, slots=True)
class _Tree:
    """Makes the nodes of one sum."""

    unit: str
    dimension: str
    draft: Draft
    projects: Mapping[str, str]
    several_entities: bool

    def way(self, fact: Fact) -> _Way:
        """Return the way down to an amount."""
        groups = tuple(self._groups(fact))
        path = Place(fact.origin, fact.key).path
        return _Way(fact, groups, groups[-1].name if groups else path)

    def _groups(self, fact: Fact) -> Iterator[_Group]:
        if self.several_entities:
            yield _Group(self.draft.ledger.entity_of(fact).name)
        codes = self.draft.conventions.catalogue.lists()[self.dimension]
        for code in codes.lineage(getattr(fact, self.dimension)):
            entry = codes.get(code)
            yield _Group(f"{code} {entry.name}" if entry else code, is_code=True)
        if fact.project:
            yield _Group(self.projects.get(fact.project, fact.project))

    def parts(self, ways: Sequence[_Way], depth: int) -> tuple[Node, ...]:
        """Return a node for each of the next groups inside those of a depth."""
        parts: dict[_Group | int, list[_Way]] = {}
        for position, way in enumerate(way.inside(depth) for way in ways):
            # An amount that stands in no further group is a part of its own.
            parts.setdefault(way.groups[0] if way.groups else position, []).append(way)
        return tuple(self._part(parts[key]) for key in sorted(parts, key=_by_code))

    def leaf(self, way: _Way) -> Node:
        """Return an amount, named by its lowest code, its project and its own line."""
        codes = [group for group in way.groups if group.is_code]
        names = [one.name for one in way.groups if not one.is_code or one is codes[-1]]
        item = way.fact.origin.node.get("item")
        if isinstance(item, Scalar) and item.text:
            names.append(item.text)
        label = _JOINT.join(dict.fromkeys(names)) or way.otherwise
        place, fen = Place(way.fact.origin, way.fact.key), Fraction(way.fact.fen or 0)
        return _leaf(place, label, self.unit, self.draft, fen, _about(way.fact))

    def _part(self, ways: list[_Way]) -> Node:
        if len(ways) == 1:
            return self.leaf(ways[0])
        shared = _shared(ways)
        children = self.parts(ways, len(shared))
        fen = sum((child.value or Fraction(0) for child in children), Fraction(0))
        label = _JOINT.join(group.name for group in shared)
        shown = exact_text(int(fen), self.draft.conventions.lists.money_units[self.unit])
        return Node(label, Formula.SUM, fen, self.unit, shown, children=children)


def _by_code(key: _Group | int) -> str:
    """Order codes of digits as the tables do; all else stays as it was typed, before them."""
    return key.name if isinstance(key, _Group) and key.is_code and key.name[:1].isdigit() else ""


def _shared(ways: Sequence[_Way]) -> tuple[_Group, ...]:
    """Return the groups that all amounts are in, from the outermost inward."""
    levels = zip(*(way.groups for way in ways), strict=False)
    return tuple(level[0] for level in takewhile(lambda level: len({*level}) == 1, levels))
