"""The document as data: JSON for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.diagnostics.data import json_text
from budgetc.document.figures import spans
from budgetc.document.model import (
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    Role,
    RowKind,
    Table,
    line_text,
)

_STUB = (Role.CODE, Role.LABEL)
"""Columns that only repeat a row's code and label."""


def render_json(document: Document) -> str:
    """Return a document as JSON.

    Amounts and shares are strings of exact digits, never floats. Rows of a table with two panels
    come one after the other, each with nothing in the columns of the other panel. Whatever prints
    figures has their ids beside it, under `figures`, by which `budgetc trace` finds them.
    """
    data = {
        "department": document.department,
        "year": document.year,
        "jurisdiction": document.jurisdiction,
        "unit": document.unit,
        "title": document.title,
        "issued": document.issued,
        "tables": [_table(table) for table in document.tables()],
        "figures": {figure.id: figure.exact for figure in document.figures()},
        "sections": list(_sections(document)),
    }
    return json_text(data) + "\n"


def _table(table: Table) -> dict[str, object]:
    columns = [
        (panel, position, column)
        for panel, content in enumerate(table.panels)
        for position, column in enumerate(content.columns)
        if column.role not in _STUB
    ]
    several = len(table.panels) != 1
    return {
        "id": table.id,
        "number": table.number,
        "title": table.title,
        "unit": table.unit,
        "columns": [
            {"id": f"{panel + 1}.{column.id}" if several else column.id, "header": column.header}
            for panel, _, column in columns
        ],
        "rows": [*_form_rows(table, len(columns)), *_rows(table, columns)],
        "notes": [line_text(note) for note in table.notes],
        "note_figures": [_figures_in(note) for note in table.notes],
    }


def _rows(table: Table, columns: list[tuple[int, int, Column]]) -> Iterator[dict[str, object]]:
    for number, panel in enumerate(table.panels):
        for row in panel.rows:
            cells = [row.cells[position] if home == number else () for home, position, _ in columns]
            yield _row(row.kind, row.code, row.label, cells)


def _row(kind: RowKind, code: str | None, label: str, cells: Sequence[Line]) -> dict[str, object]:
    return {
        "kind": kind.value,
        "code": code,
        "label": label,
        "cells": [_exact(cell) if cell else None for cell in cells],
        # Of several figures in a cell the first, of none nothing.
        "figures": [next((f.id for f, _, _ in spans(cell)), None) for cell in cells],
    }


def _form_rows(table: Table, width: int) -> Iterator[dict[str, object]]:
    """Yield a row for each head of a form with the value beside it."""
    for row in table.form:
        heads: list[str] = []
        for cell in row:
            if cell.head:
                heads.append(line_text(cell.content))
                continue
            kind = RowKind.TOTAL if any(spans(cell.content)) else RowKind.NOTE
            content: list[Line] = [cell.content, *[()] * (width - 1)]
            yield _row(kind, None, " ".join(heads), content[:width])
            heads = []


def _exact(content: Line) -> str:
    return "".join(part if isinstance(part, str) else part.exact for part in content)


def _figures_in(line: Line) -> list[dict[str, object]]:
    """Return the figures of a line, and where they stand; characters are counted from 0."""
    return [
        {"id": figure.id, "text": figure.text, "start": start, "end": end}
        for figure, start, end in spans(line)
    ]


def _sections(document: Document) -> Iterator[dict[str, object]]:
    sections: list[tuple[Line, list[Line]]] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            sections.append((block.content, []))
        elif isinstance(block, Paragraph):
            sections = sections or [((), [])]
            sections[-1][1].append(sum(block.sentences, ()))
    for heading, paragraphs in sections or [((), [])]:
        yield {
            "heading": line_text(heading),
            "paragraphs": [line_text(paragraph) for paragraph in paragraphs],
            "heading_figures": _figures_in(heading),
            "figures": [_figures_in(paragraph) for paragraph in paragraphs],
        }
