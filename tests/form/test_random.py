"""Forms edited at random: the source says just what was written, and no other line of it moved."""

from __future__ import annotations

import difflib
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetc.form.bring import bring
from budgetc.form.language import Wording
from budgetc.form.model import Field, Grid, Kind, Row
from budgetc.form.outline import grids_of
from budgetc.form.returned import returned_from
from budgetc.jurisdiction.sources import catalogue_of, schema_of
from budgetc.source.nodes import Path, SourceTree, plain
from budgetc.source.read import read_bytes
from tests.form.workbooks import ENGLISH, FILE, NAME, SHIPPED, form_of
from tests.support import MINIMAL


class Leaf(NamedTuple):
    """A cell that may be changed: where it stands in the source, and on which sheet."""

    path: Path
    field: Field
    sheet: str
    row: int
    column: int


@cache
def tree() -> SourceTree:
    read, _ = read_bytes(NAME, MINIMAL.encode())
    assert read is not None
    return schema_of(SHIPPED, read).shaped(read)


@cache
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(form_of(MINIMAL)))


@cache
def leaves() -> tuple[Leaf, ...]:
    return tuple(_leaves())


def _leaves() -> Iterator[Leaf]:
    catalogue = catalogue_of(tree(), SHIPPED)
    assert catalogue is not None
    places = _places()
    for grid in grids_of(tree(), catalogue.lists(), Wording(ENGLISH)):
        for row in grid.rows:
            yield from _of_row(grid, row, places)


def _of_row(grid: Grid, row: Row, places: dict[tuple[str, str], tuple[str, int, int]]) -> Any:
    for number, field in enumerate(row.fields):
        if field is None or field.is_key or field.kind is Kind.CHOICE:
            continue
        if number in grid.labelled_by:
            continue  # a new name may be that of a neighbour
        key = (json.dumps(row.path, ensure_ascii=False), json.dumps(field.below))
        sheet, at, column = places[key]
        yield Leaf((*row.path, *field.below), field, sheet, at, column)


def _places() -> dict[tuple[str, str], tuple[str, int, int]]:
    """Return the cell of each row and field, found by what is hidden beside them."""
    found = {}
    for page in book().worksheets:
        heads: dict[int, str] = {}
        for line in page.iter_rows():
            mark = line[0].value
            if isinstance(mark, str) and mark.startswith("{"):
                heads = {cell.column: cell.value for cell in line[1:] if cell.value}
            elif isinstance(mark, str) and mark.startswith("["):
                for column, key in heads.items():
                    found[mark, key] = (page.title, line[0].row, column)
    return found


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "S")), min_size=1)


def value_for(field: Field) -> st.SearchStrategy[Any]:
    """Return what may be typed in a cell."""
    text = words.map(tidy).filter(bool)
    by_kind: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.AMOUNT: st.decimals(0, 10**9, places=2, allow_nan=False).map(float),
        Kind.WHOLE: st.integers(0, 10**6),
        Kind.NUMBER: st.integers(0, 10**6),
        Kind.DAY: st.dates().map(str),
        Kind.FLAG: st.sampled_from(["true", "false"]),
        Kind.ITEMS: st.lists(text, min_size=1, max_size=4).map("\n".join),
    }
    if field.kind is Kind.NUMBER_OR_WORDS:  # what reads as a number is one
        return text.filter(lambda said: not any(sign.isnumeric() for sign in said))
    if field.kind is Kind.CODE:
        return st.sampled_from([one.shown for one in field.choices])
    return by_kind.get(field.kind, text)


def tidy(text: str) -> str:
    """Return a text as a person can type it in one line of a cell."""
    return " ".join(text.split()).strip("\u200b")


def said(field: Field, typed: Any) -> Any:
    """Return what the source says when a value was typed, worked out a second time."""
    if field.kind is Kind.CODE:
        return int(typed.split(" ")[0])
    if field.kind is Kind.FLAG:
        return typed == "true"
    if field.kind is Kind.ITEMS:
        return typed.split("\n")
    if isinstance(typed, float):
        return Decimal(repr(typed))
    return typed


def with_value(node: Any, path: Path, value: Any) -> Any:
    """Return bare values with another one at a path; mappings that lack a key get it."""
    if not path:
        return value
    step, *rest = path
    if isinstance(node, list):
        assert isinstance(step, int)
        return [*node[:step], with_value(node[step], tuple(rest), value), *node[step + 1 :]]
    inside = {} if node is None else dict(node)
    inside[step] = with_value(inside.get(step), tuple(rest), value)
    return inside


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[int, Any]]:
    """Draw cells by their number, each once, and what is typed in them."""
    numbers = st.integers(0, len(leaves()) - 1)
    chosen = draw(st.lists(numbers, min_size=1, max_size=8, unique=True))
    return [(number, draw(value_for(leaves()[number].field))) for number in chosen]


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits())
def test_import_is_the_edit(typed_in: list[tuple[int, Any]]) -> None:
    made = [(leaves()[number], typed) for number, typed in typed_in]
    before = {leaf: book()[leaf.sheet].cell(leaf.row, leaf.column).value for leaf, _ in made}
    try:
        for leaf, typed in made:
            book()[leaf.sheet].cell(leaf.row, leaf.column).value = typed
        done = bring(returned_from(book(), book()), MINIMAL.encode(), FILE, SHIPPED, ENGLISH)
    finally:
        for leaf, value in before.items():
            book()[leaf.sheet].cell(leaf.row, leaf.column).value = value
    assert done.content is not None, done.findings
    new, findings = read_bytes(NAME, done.content)
    assert new is not None
    assert not findings
    expected = plain(tree().root)
    for leaf, typed in made:
        expected = with_value(expected, leaf.path, said(leaf.field, typed))
    assert plain(new.root) == expected
    went = [
        line
        for line in difflib.ndiff(MINIMAL.splitlines(), done.content.decode().splitlines())
        if line.startswith("- ")
    ]
    assert len(went) <= sum(_lines(leaf) for leaf, _ in made)


def _lines(leaf: Leaf) -> int:
    """Return on how many lines a leaf stands; what is new may go into the line of its braces."""
    node, rest = tree().at(leaf.path)
    return 1 if rest else node.end_line - node.line + 1
