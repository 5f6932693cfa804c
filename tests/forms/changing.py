"""Changing a document: its figures, its words, its tables and its blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from budgetc.document.model import (
    Block,
    Document,
    Figure,
    Heading,
    Line,
    Panel,
    Paragraph,
    Row,
    Table,
)

Place = Table | None
"""The table whose cell, form or note something stands in; none in prose."""

FigureChange = Callable[[Figure, Place], Figure]
LineChange = Callable[[Line, Place], Line]


def with_lines(document: Document, change: LineChange) -> Document:
    """Return a document with its lines changed, in the order of print; cells are lines too."""

    def block(one: Block) -> Block:
        if isinstance(one, Table):
            return _table(one, change)
        if isinstance(one, Heading):
            return replace(one, content=change(one.content, None))
        return replace(one, sentences=tuple(change(line, None) for line in one.sentences))

    return replace(document, blocks=tuple(map(block, document.blocks)))


def _table(table: Table, change: LineChange) -> Table:
    form = tuple(
        tuple(replace(cell, content=change(cell.content, table)) for cell in row)
        for row in table.form
    )
    panels = tuple(
        with_rows(
            panel,
            (replace(row, cells=tuple(change(c, table) for c in row.cells)) for row in panel.rows),
        )
        for panel in table.panels
    )
    notes = tuple(change(note, table) for note in table.notes)
    return replace(table, form=form, panels=panels, notes=notes)


def with_rows(panel: Panel, rows: Iterable[Row]) -> Panel:
    """Return a panel with other rows."""
    return replace(panel, rows=tuple(rows))


def with_figures(document: Document, change: FigureChange) -> Document:
    """Return a document with its figures changed, in the order of print."""

    def line(content: Line, place: Place) -> Line:
        return tuple(change(part, place) if isinstance(part, Figure) else part for part in content)

    return with_lines(document, line)


def with_words(document: Document, change: Callable[[str], str]) -> Document:
    """Return a document whose words, between its figures, are changed; those of cells too."""

    def line(content: Line, _: Place) -> Line:
        return tuple(part if isinstance(part, Figure) else change(part) for part in content)

    return with_lines(document, line)


def with_tables(document: Document, change: Callable[[Table], Table | None]) -> Document:
    """Return a document with its tables changed, or without those that become none."""
    blocks: list[Block] = []
    for block in document.blocks:
        changed = change(block) if isinstance(block, Table) else block
        blocks += [] if changed is None else [changed]
    return replace(document, blocks=tuple(blocks))


def prose(text: str) -> Paragraph:
    """Return a paragraph of one sentence."""
    return Paragraph(((text,),))
