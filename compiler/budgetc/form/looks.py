"""How the cells of a form look: colours, borders, number formats, and how wide columns are."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.form.model import NUMBERS, Field, Grid, Kind
from budgetc.render.xlsx_looks import Look

TITLE: Look = {"font_size": 16, "head": True}
NOTE: Look = {"text_wrap": True}
LINK: Look = {"font_color": "#0563C1", "underline": 1}
HEAD: Look = {
    "align": "center",
    "border": 1,
    "text_wrap": True,
    "head": True,
    "bg_color": "#DDEBF7",
}
LABEL: Look = {"border": 1, "text_wrap": True, "locked": False}
CLOSED: Look = {"border": 1, "bg_color": "#EDEDED"}
TOTAL: Look = {"border": 1, "bg_color": "#EDEDED", "num_format": "#,##0.00"}
GAP: Look = {"bg_color": "#FFF2CC"}
WRONG: Look = {"bg_color": "#F8CBAD", "bold": True}


_WIDTHS: Mapping[Kind, int] = {
    Kind.AMOUNT: 14,
    Kind.WHOLE: 9,
    Kind.NUMBER: 10,
    Kind.CODE: 30,
    Kind.DAY: 12,
    Kind.CHOICE: 20,
    Kind.FLAG: 8,
    Kind.NUMBER_OR_WORDS: 14,
    Kind.WORDS: 26,
    Kind.ITEMS: 34,
}


def look_of(field: Field) -> Look:
    """Return how a cell of a field looks that people type in."""
    look: dict[str, object] = {"border": 1, "locked": False, "text_wrap": True}
    if field.kind is Kind.AMOUNT:
        return {**look, "num_format": "#,##0.00", "align": "right"}
    if field.kind in NUMBERS or field.kind is Kind.NUMBER_OR_WORDS:
        return {**look, "align": "right"}
    return {**look, "num_format": "@", "align": "left"}


def width_of(grid: Grid, field: Field) -> int:
    """Return how wide the column of a field is, in digits."""
    return 60 if grid.is_leaves else _WIDTHS[field.kind]
