"""How a value stands in a cell, as text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from budgetc.form.model import CellValue, Field, Grid, Kind, Row

LONGEST = 32_767
"""Characters that a cell may have."""

_FLAGS = {True: "true", False: "false"}


def shown(field: Field, value: CellValue) -> str:
    """Return a value as the text of its cell; a number is written as one, and has none."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(value)
    text = _FLAGS[value] if isinstance(value, bool) else str(value)
    if field.kind in {Kind.CODE, Kind.CHOICE, Kind.FLAG}:
        return next((one.shown for one in field.choices if one.value == text), text)
    return text


def cell_text(field: Field, value: CellValue) -> str:
    """Return what is written into a cell; of a text that is too long for one, its beginning."""
    return shown(field, value)[:LONGEST]


def labelled(grid: Grid, row: Row, now: Mapping[int, str] = MappingProxyType({})) -> str:
    """Return what a row is called by its own columns, some of which may say something else now."""
    texts = (now.get(n, shown(grid.fields[n], row.values[n])) for n in grid.labelled_by)
    return grid.label(texts, row.parent)
