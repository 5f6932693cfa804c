"""What a PDF carries, so that whoever has it can recompute each figure: its facts and texts.

Facts are whole numbers of the smallest unit (分, cents). Each figure names its facts, or the
figures that it was made of; texts stand in the order of print, with the ids of their figures.
Numbers that are not printed with the marks that programs write name how they are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from budgetc import __version__
from budgetc.diagnostics.data import json_entries
from budgetc.document.figures import figures_by_id
from budgetc.document.model import Document, Figure, Heading, Line, Paragraph, Table, line_text
from budgetc.ledger import Fact
from budgetc.numbers.style import NumberFormat
from budgetc.render import grid

DOCUMENT, PROOF = "document.json", "facts.json"
"""The names of what is attached: the document as data, and what its figures were made of."""

FORM = "budgetc-facts/1"
"""Tells this form of facts from later ones."""

_CODES = ("flow", "fund", "period", "kind", "group", "function", "economic", "project")

Part = str | list[str]
"""A text, or the id of a figure."""


def proof_json(document: Document, sources: Sequence[tuple[str, str]]) -> str:
    """Return what the figures of a document were made of, as JSON.

    Args:
        document: any.
        sources: the name of each, or nothing, and the SHA-256 of its text.
    """
    numbers: dict[tuple[object, ...], int] = {}
    facts: list[Mapping[str, object]] = []
    prints: dict[NumberFormat, int] = {}
    figures = {
        name: {**_figure(figure, numbers, facts), **_print(figure.numbers, prints)}
        for name, figure in figures_by_id(document).items()
    }
    data = {
        "form": FORM,
        "made_by": f"budgetc {__version__}",
        "sources": [
            {"name": name, "sha256": digest} if name else {"sha256": digest}
            for name, digest in sources
        ],
        "facts": facts,
        **({"prints": list(map(_marks, prints))} if prints else {}),
        "figures": figures,
        "texts": list(_texts(document)),
    }
    return json_entries(data)


def _figure(
    figure: Figure, numbers: dict[tuple[object, ...], int], facts: list[Mapping[str, object]]
) -> dict[str, object]:
    """Return one figure; facts that it is the first to name are added.

    Facts that say the same have one number, for a region's are made anew whenever they are asked
    for; a figure names it as often as it has such a fact.
    """
    used = []
    for fact in map(_fact, figure.facts):
        number = numbers.setdefault(tuple(fact.items()), len(facts))
        if number == len(facts):
            facts.append(fact)
        used.append(number)
    data: dict[str, object] = {
        "formula": figure.formula.value,
        "value": figure.value,
        "unit": figure.unit,
        "exact": figure.exact,
        "text": figure.text,
    }
    if used:
        data["facts"] = used
    if figure.operands:
        data["operands"] = [one.id for one in figure.operands]
    if figure.from_printed:
        data["of"] = [one.printed for one in figure.operands]
    return data


def _print(numbers: NumberFormat | None, prints: dict[NumberFormat, int]) -> Mapping[str, object]:
    """Return the number of a way to print; one that needs none is read as programs write it."""
    if numbers is None or numbers.is_plain:
        return {}
    return {"print": prints.setdefault(numbers, len(prints))}


def _marks(numbers: NumberFormat) -> Mapping[str, object]:
    """Return how numbers are printed, as far as reading one takes it."""
    marks = {"decimals": numbers.decimals, "point": numbers.point, "separator": numbers.separator}
    further = {} if numbers.minus == "-" else {"minus": numbers.minus}
    return {**marks, **further, **({} if numbers.zero is None else {"zero": numbers.zero})}


def _fact(fact: Fact) -> Mapping[str, object]:
    codes = {name: str(getattr(fact, name)) for name in _CODES}
    return {"fen": fact.fen, **{name: code for name, code in codes.items() if code}, **fact.codes}


def _texts(document: Document) -> Iterator[dict[str, object]]:
    """Yield the texts in the order of print: `in` says where, `apart` that others may come between.

    What goes over several rows is set after the rows that it goes over.
    """
    where = ""
    for block in document.blocks:
        match block:
            case Heading():
                where = line_text(block.content)
                yield _text(where, block.content)
            case Paragraph():
                yield _text(where, sum(block.sentences, ()))
            case Table():
                yield from _table(block)


def _text(where: str, *lines: Line, apart: bool = False) -> dict[str, object]:
    parts: list[Part] = []
    for number, line in enumerate(lines):
        if number:
            parts.append(" ")
        parts += ([part.id] if isinstance(part, Figure) else part for part in line)
    return {"in": where, "parts": parts, **({"apart": True} if apart else {})}


def _table(table: Table) -> Iterator[dict[str, object]]:
    where = table.name
    for text in (table.number, table.title, *table.above):
        if text:
            yield _text(where, (text,))
    for row in table.form:
        yield _text(where, *(cell.content for cell in row))
    yield from _grid(where, table)
    for note in table.notes:
        yield _text(where, note)


def _grid(where: str, table: Table) -> Iterator[dict[str, object]]:
    columns = table.columns
    if not columns:
        return
    for head in grid.head_cells(table.panels):
        yield _text(where, (head.text,), apart=True)
    rows = grid.grid_rows(table.panels)
    for row in rows:
        own = (c.content for c in row.cells if c.columns > 1 or not columns[c.column].merged)
        yield _text(where, *own)
    for run in grid.merged_cells(columns, rows):
        yield _text(where, run.content, apart=True)
