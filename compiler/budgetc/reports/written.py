"""What letters are written with: texts and tables of them, which a stranger may have typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgetc.diagnostics.characters import beginning, printable
from budgetc.document.model import Block, Column, Document, Panel, Role, Row, RowKind, Table

_NO_YEAR = 2000
"""Of a letter on what is called by no year; a Word file has to be of some day."""

_MOST_WORDS = 2000
"""How long what stands in a cell may be; a stranger's text in it may be a megabyte."""


def fitting(text: str) -> str:
    """Return a text as it stands in a letter: on one line, and no longer than is read."""
    return beginning(printable(text), _MOST_WORDS)


def letter(title: str, about: str, year: int, language: str, blocks: Iterable[Block]) -> Document:
    """Return a letter, which is no document of a jurisdiction, and has amounts of no unit.

    Args:
        title: over it.
        about: the department that it tells of, or how many they are.
        year: that it tells of, 0 if none.
        language: of its words.
        blocks: what it tells.
    """
    return Document(
        department=about,
        year=year or _NO_YEAR,
        jurisdiction="",
        unit="",
        title=title,
        issued=None,
        blocks=tuple(blocks),
        language=language,
        table_pages="running",
        opening="running",
    )


def column(name: str, role: Role, width: float, head: str) -> Column:
    """Return a column with one head.

    Args:
        name: of its own within the table.
        role: what it holds.
        width: relative to the others.
        head: in words.
    """
    return Column(name, (head,), role, width)


def row(number: int, *cells: str) -> Row:
    """Return a row of texts, `number` of its table."""
    lines = tuple((cell,) if cell else () for cell in cells)
    return Row(str(number), RowKind.LEAF, None, "", 0, lines)


def table(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[Row],
    *,
    above: str = "",
) -> Table:
    """Return a table of texts.

    Args:
        name: of its own within the document.
        title: over it.
        columns: in their order.
        rows: each with a cell for each column.
        above: what stands between the title and the heads.
    """
    panel = Panel(columns, rows)
    return Table(
        id=name,
        number="",
        title=title,
        unit="",
        wide=False,
        above=(above, ""),
        form=(),
        panels=(panel,),
        notes=(),
    )
