"""From a figure to its derivation."""

from __future__ import annotations

from fractions import Fraction

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.figures import NoExactValueError, exact_value
from budgetc.document.model import Figure, Formula
from budgetc.numbers.money import exact_text
from budgetc.trace.background import Background
from budgetc.trace.grouping import sum_of_facts
from budgetc.trace.leaves import number_at, place_node
from budgetc.trace.node import Node


def derive(figure: Figure, background: Background) -> Node:
    """Return the derivation of a figure, down to what was typed.

    Args:
        figure: of a document; printed, or one that others are made of.
        background: of the same compilation, see `background_of`.
    """
    value = _value(figure)
    return Node(
        label=figure.id,
        formula=figure.formula,
        value=value,
        unit=figure.unit,
        shown=_shown(figure, background),
        printed=figure.text,
        children=_children(figure, background),
        figure_id=figure.id,
        note=_note(figure, value),
    )


def _value(figure: Figure) -> Fraction | None:
    try:
        return exact_value(figure)
    except NoExactValueError:
        return None


def _shown(figure: Figure, background: Background) -> str:
    if background.is_money(figure.unit):
        return exact_text(figure.value, background.money[figure.unit])
    return figure.exact


def _children(figure: Figure, background: Background) -> tuple[Node, ...]:
    if figure.operands:
        return tuple(derive(operand, background) for operand in figure.operands)
    if figure.facts:
        return sum_of_facts(figure.facts, figure.margin, figure.unit, background)
    values = _values_of(figure, background)
    return tuple(
        place_node(place, value, figure.unit, background)
        for place, value in zip(figure.places, values, strict=True)
    )


def _values_of(figure: Figure, background: Background) -> tuple[int, ...]:
    """Return what each place adds to a figure: one if it was counted, else the number there."""
    if figure.formula is Formula.COUNT:
        return (1 if figure.value else 0,) * len(figure.places)
    return tuple(number_at(place, figure.unit, background) for place in figure.places)


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
