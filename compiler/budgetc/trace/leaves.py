"""The ends of a derivation: what was typed, and where."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Formula
from budgetc.ledger import Fact, Flow, Period
from budgetc.numbers.money import Unit, exact_text, to_fen
from budgetc.source.nodes import Mapping, Scalar
from budgetc.source.origin import Place
from budgetc.trace.background import Background
from budgetc.trace.node import Leaf, Node


def fact_node(fact: Fact, label: str, unit: str, background: Background) -> Node:
    """Return the end of a sum of facts: one amount, shown in the unit of the sum."""
    place = Place(fact.origin, fact.key)
    fen = fact.fen or 0
    sign = -1 if fen < 0 and _typed_number(place) >= 0 else 1
    return _node(label, fen, unit, leaf_at(place, background, unit, sign), background, _about(fact))


def place_node(place: Place, value: int, unit: str, background: Background) -> Node:
    """Return the end of a given or counted figure: a number typed here, or an item of a list."""
    return _node(place.path, value, unit, leaf_at(place, background, unit), background)


def number_at(place: Place, unit: str, background: Background) -> int:
    """Return the number that stands at a place: 分 where the unit is one of money."""
    number = _typed_number(place)
    money = _unit_of_file(place, background)
    if background.is_money(unit) and money is not None:
        return to_fen(number, money)
    return int(number)


def leaf_at(place: Place, background: Background, unit: str, sign: int = 1) -> Leaf:
    """Return what was typed at a place; a number of money is in the unit of its file."""
    span = place.span
    money = _unit_of_file(place, background) if background.is_money(unit) else None
    written = place.written
    name = money.name if money else ""
    return Leaf(span.file, span.line, span.column, place.path, written, name, sign)


def _node(
    label: str,
    value: int,
    unit: str,
    leaf: Leaf,
    background: Background,
    note: Message | None = None,
) -> Node:
    shown = exact_text(value, background.money[unit]) if background.is_money(unit) else str(value)
    if leaf.written is None:
        note = msg("nothing is written here, which counts as nothing") if note is None else note
    return Node(label, Formula.GIVEN, Fraction(value), unit, shown, leaf=leaf, note=note)


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


def _typed_number(place: Place) -> int | Decimal:
    node = place.node
    if isinstance(node, Scalar) and isinstance(node.value, int | Decimal):
        return node.value
    return 0


def _unit_of_file(place: Place, background: Background) -> Unit | None:
    root = place.origin.tree.root
    node = root.get("unit") if isinstance(root, Mapping) else None
    return background.money.get(node.text) if isinstance(node, Scalar) else None
