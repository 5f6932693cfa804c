"""What is known of one figure or cell: where it is printed, and how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from budgetc.diagnostics.messages import msg
from budgetc.document.figures import Cell, Where, cells, figures_by_id, printed_figures
from budgetc.document.model import Document, Formula, Role, line_text
from budgetc.trace.background import Background
from budgetc.trace.derive import derive
from budgetc.trace.node import Node


@dataclass(frozen=True, slots=True)
class Answer:
    """A derivation, and every place of the document that prints it; none if nothing does."""

    node: Node
    places: tuple[Where, ...]


def answer(document: Document, name: str, background: Background) -> Answer | None:
    """Return what is known of a figure or a cell by its id; nothing if there is no such.

    A cell that is blank, or that holds no figure, has an answer that says so.
    """
    wanted = name.strip()
    if figure := figures_by_id(document).get(wanted):
        printed = printed_figures(document)
        places = tuple(one.where for one in printed if one.figure.id == wanted)
        return Answer(derive(figure, background), places or _blank_places(document, wanted))
    cell = next((cell for cell in _cells(document) if cell.id == wanted), None)
    return None if cell is None else Answer(_without_figure(cell), (cell.where,))


def known_ids(document: Document) -> tuple[str, ...]:
    """Return every id that has an answer, those of figures first, each once."""
    ids = (*figures_by_id(document), *(cell.id for cell in _cells(document)))
    return tuple(dict.fromkeys(ids))


def _cells(document: Document) -> Iterator[Cell]:
    return (cell for table in document.tables() for cell in cells(table))


def _blank_places(document: Document, name: str) -> tuple[Where, ...]:
    """Return the cell of a figure that rounds to nothing, so that its cell is blank."""
    return tuple(cell.where for cell in _cells(document) if cell.id == name)


def _without_figure(cell: Cell) -> Node:
    if cell.content or cell.where.column.role is not Role.AMOUNT:
        text = line_text(cell.content)
        note = msg("a text, not a figure") if text else msg("the cell is blank")
        return Node(cell.id, Formula.GIVEN, None, "", text, text, figure_id=cell.id, note=note)
    return Node(
        cell.id,
        Formula.SUM,
        Fraction(0),
        cell.where.table.unit,
        "0",
        "",
        figure_id=cell.id,
        note=msg("the cell is blank: nothing is booked here"),
    )
