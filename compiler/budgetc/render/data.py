"""The document as data: JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from budgetc.document import (
    Column,
    Document,
    Figure,
    Heading,
    Line,
    Paragraph,
    Role,
    Row,
    RowKind,
    Table,
    line_text,
)

_STUB = (Role.CODE, Role.LABEL)
"""Columns that only repeat a row's code and label."""


def render_json(document: Document) -> str:
    """Return a document as JSON.

    Amounts and shares are strings of exact digits, never floats. Rows of a table with two panels
    come one after the other, each with nothing in the columns of the other panel.
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
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _table(table: Table) -> dict[str, object]:
    columns = [
        (panel, position, column)
        for panel, content in enumerate(table.panels)
        for position, column in enumerate(content.columns)
        if column.role not in _STUB
    ]
    return {
        "id": table.id,
        "number": table.number,
        "title": table.title,
        "unit": table.unit,
        "columns": [
            {"id": _column_id(table, panel, column), "header": list(column.header)}
            for panel, _, column in columns
        ],
        "rows": [*_form_rows(table, len(columns)), *_rows(table, columns)],
        "notes": [line_text(note) for note in table.notes],
    }


def _column_id(table: Table, panel: int, column: Column) -> str:
    return column.id if len(table.panels) == 1 else f"{panel + 1}.{column.id}"


def _rows(table: Table, columns: list[tuple[int, int, Column]]) -> Iterator[dict[str, object]]:
    for number, panel in enumerate(table.panels):
        for row in panel.rows:
            cells = [
                _cell(row.cells[position]) if home == number else None
                for home, position, _ in columns
            ]
            yield _row(row, cells)


def _row(row: Row, cells: list[str | None]) -> dict[str, object]:
    return {"kind": row.kind.value, "code": row.code, "label": row.label, "cells": cells}


def _form_rows(table: Table, width: int) -> Iterator[dict[str, object]]:
    """Yield a row for each head of a form with the value beside it."""
    for row in table.form:
        heads: list[str] = []
        for cell in row:
            if cell.head:
                heads.append(line_text(cell.content))
                continue
            figures = any(isinstance(part, Figure) for part in cell.content)
            kind = RowKind.TOTAL if figures else RowKind.NOTE
            cells = [_cell(cell.content), *[None] * (width - 1)][:width]
            yield {"kind": kind.value, "code": None, "label": " ".join(heads), "cells": cells}
            heads = []


def _cell(content: Line) -> str | None:
    if not content:
        return None
    return "".join(part if isinstance(part, str) else part.exact for part in content)


def _sections(document: Document) -> Iterator[dict[str, object]]:
    heading: str | None = None
    paragraphs: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            if heading is not None or paragraphs:
                yield {"heading": heading or "", "paragraphs": paragraphs}
            heading, paragraphs = line_text(block.content), []
        elif isinstance(block, Paragraph):
            paragraphs.append("".join(line_text(sentence) for sentence in block.sentences))
    yield {"heading": heading or "", "paragraphs": paragraphs}
