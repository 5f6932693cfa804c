"""Every place of a document that prints a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetc.document.figures import (
    InText,
    Printed,
    Where,
    Written,
    cells,
    printed_figures,
    texts_and_tables,
)
from budgetc.document.model import Document, Figure, line_text
from budgetc.source.nodes import SourceTree, scalars

_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


class NoNumberError(ValueError):
    """What is searched for is no number."""


@dataclass(frozen=True, slots=True)
class Same:
    """Figures that were made of the same things, and where they are printed."""

    figure: Figure
    places: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the document that is no figure, and where it is printed."""

    where: Where
    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A text of a source that holds a number: where it stands, from 1, and what it says."""

    file: str
    line: int
    column: int
    text: str


def number_of(text: str) -> Decimal:
    """Return the one number that a text holds, whatever its separators and its unit.

    Raises:
        NoNumberError: it holds none, or several.
    """
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        raise NoNumberError(text)
    return _value(numbers[0])


def figures_with(document: Document, number: Decimal) -> tuple[Same, ...]:
    """Return the figures that print a number, those of one derivation together."""
    found: dict[object, list[Printed]] = {}
    for printed in printed_figures(document):
        if number in _numbers_in(printed.figure.text):
            found.setdefault(_derivation(printed.figure), []).append(printed)
    return tuple(
        Same(alike[0].figure, tuple(printed.where for printed in alike)) for alike in found.values()
    )


def texts_with(document: Document, number: Decimal) -> Iterator[Passage]:
    """Yield the places where a text that is no figure holds a number, such as a target."""
    for block in texts_and_tables(document):
        if isinstance(block, Written):
            whole, start = line_text(block.line), 0
            for part in block.line:
                if isinstance(part, str):
                    for match in _matches(part, number):
                        first, last = start + match.start(), start + match.end()
                        where = InText(block.heading, whole, first, last, block.table)
                        yield Passage(where, part)
                start += len(str(part))
        else:
            for cell in cells(block):
                for part in cell.content:
                    if isinstance(part, str) and number in _numbers_in(part):
                        yield Passage(cell.where, part)


def typed_in(
    passages: Sequence[Passage], trees: Iterable[SourceTree], number: Decimal
) -> Iterator[Typed]:
    """Yield the typed values that hold a number and stand, as they are, in one of the passages."""
    for tree in trees:
        for scalar in scalars(tree.root):
            if number in _numbers_in(scalar.text) and any(
                scalar.text.strip() in passage.text for passage in passages
            ):
                yield Typed(tree.file, scalar.line + 1, scalar.column + 1, scalar.text)


def _derivation(figure: Figure) -> object:
    """Return what two figures share that were made of the same things in the same way."""
    facts = tuple(id(fact) for fact in figure.facts)
    operands = tuple(operand.id for operand in figure.operands)
    places = tuple((id(place.origin.node), place.key, place.item) for place in figure.places)
    made_of = (facts, operands, places)
    return (figure.formula, made_of) if any(made_of) else figure.id


def _numbers_in(text: str) -> set[Decimal]:
    return {_value(number) for number in _NUMBER.findall(text)}


def _matches(text: str, number: Decimal) -> Iterator[re.Match[str]]:
    return (match for match in _NUMBER.finditer(text) if _value(match[0]) == number)


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
