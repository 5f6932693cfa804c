"""What is known of a figure, a cell or a number: where it is printed, and how it came about."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from budgetc.diagnostics.messages import msg
from budgetc.document import figures
from budgetc.document.model import Document, Figure, Formula, Role, line_text
from budgetc.frozen import NamedTuple
from budgetc.pipeline import Draft
from budgetc.source.nodes import SourceTree, scalars
from budgetc.trace.derivation import Derivation
from budgetc.trace.derive import derive
from budgetc.trace.wanted import Wanted

_MOST = 3
"""How many ids are suggested at most."""


class Answer(NamedTuple):
    """A derivation, and every place of the document that prints it; none if nothing does."""

    node: Derivation
    places: tuple[figures.Where, ...]


class Passage(NamedTuple):
    """A text of the document that is no figure, and where it is printed."""

    where: figures.Where
    text: str


class SourcePassage(NamedTuple):
    """A text of a source that holds a number: where it stands, from 1, and what it says."""

    file: str
    line: int
    column: int
    text: str


def answer(draft: Draft, name: str) -> Answer | None:
    """Return what is known of a figure or a cell by its id; nothing if there is no such.

    A cell that is blank, or that holds no figure, has an answer that says so.
    """
    wanted, document = name.strip(), draft.document
    if (figure := figures.figures_by_id(document).get(wanted)) is not None:
        printed = figures.printed_figures(document)
        places = tuple(one.where for one in printed if one.figure.id == wanted)
        return Answer(derive(figure, draft), places or _blank_places(document, wanted))
    cell = next((cell for cell in _cells(document) if cell.id == wanted), None)
    return None if cell is None else Answer(_without_figure(cell), (cell.where,))


def known_ids(document: Document) -> tuple[str, ...]:
    """Return every id that has an answer, those of figures first, each once."""
    ids = (*figures.figures_by_id(document), *(cell.id for cell in _cells(document)))
    return tuple(dict.fromkeys(ids))


def near_ids(document: Document, name: str) -> tuple[str, ...]:
    """Return the ids of figures that a name may be meant for: of its row, else those like it."""
    ids = tuple(figures.figures_by_id(document))
    inside = tuple(one for one in ids if one.startswith(f"{name}."))
    return inside[:_MOST] or tuple(difflib.get_close_matches(name, ids, n=_MOST))


def _cells(document: Document) -> Iterator[figures.Cell]:
    return (cell for table in document.tables() for cell in figures.cells(table))


def _blank_places(document: Document, name: str) -> tuple[figures.Where, ...]:
    """Return the cell of a figure that comes to nothing, so that its cell is blank."""
    return tuple(cell.where for cell in _cells(document) if cell.id == name)


def _without_figure(cell: figures.Cell) -> Derivation:
    if cell.content or cell.where.column.role is not Role.AMOUNT:
        text = line_text(cell.content)
        note = msg("a text, not a figure") if text else msg("the cell is blank")
        return Derivation(
            cell.id, Formula.GIVEN, None, "", text, text, figure_id=cell.id, note=note
        )
    return Derivation(
        cell.id,
        Formula.SUM,
        Fraction(0),
        cell.where.table.unit,
        "0",
        "",
        figure_id=cell.id,
        note=msg("the cell is blank: nothing is booked here"),
    )


def answers_with(draft: Draft, number: Wanted) -> tuple[Answer, ...]:
    """Return what is known of the figures that print a number, those of one derivation together."""
    found: dict[object, tuple[Figure, list[figures.Where]]] = {}
    for printed in figures.printed_figures(draft.document):
        if number.is_printed_by(printed.figure):
            key = made_of(printed.figure)
            found.setdefault(key, (printed.figure, []))[1].append(printed.where)
    return tuple(Answer(derive(one, draft), tuple(places)) for one, places in found.values())


def texts_with(document: Document, number: Wanted) -> Iterator[Passage]:
    """Yield the places where a text that is no figure holds a number, such as a target."""
    for block in figures.lines_and_tables(document):
        if isinstance(block, figures.TextLine):
            whole, start = line_text(block.line), 0
            for part in block.line:
                if isinstance(part, str):
                    for first, last in number.places(part):
                        span = (start + first, start + last)
                        where = figures.InText(block.heading, whole, *span, block.table)
                        yield Passage(where, part)
                start += len(str(part))
        else:
            for cell in figures.cells(block):
                for part in cell.content:
                    if isinstance(part, str) and number.stands_in(part):
                        yield Passage(cell.where, part)


def typed_in(
    passages: Sequence[Passage], trees: Iterable[SourceTree], number: Wanted
) -> Iterator[SourcePassage]:
    """Yield the typed values that hold a number and stand, as they are, in one of the passages."""
    for tree in trees:
        for scalar in scalars(tree.root):
            if number.stands_in(scalar.text) and any(
                scalar.text.strip() in passage.text for passage in passages
            ):
                yield SourcePassage(tree.file, scalar.line + 1, scalar.column + 1, scalar.text)


def made_of(figure: Figure) -> object:
    """Return what two figures share that were made of the same things in the same way."""
    facts = tuple(id(fact) for fact in figure.facts)
    operands = tuple(operand.id for operand in figure.operands)
    places = tuple((id(place.origin.node), place.key, place.item) for place in figure.places)
    made_of = (facts, operands, places)
    return (figure.formula, made_of) if any(made_of) else figure.id
