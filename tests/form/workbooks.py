"""Forms of the tests: made, opened as people's programs open them, changed, and brought back."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.form.bring import Brought, bring
from budgetc.form.make import make_form
from budgetc.form.returned import Returned, read_form, returned_from
from budgetc.source.read import read_bytes
from tests.support import ROOT

SHIPPED = Resources.of_workspace(ROOT)
ENGLISH, CHINESE = Translator("en"), Translator("zh")
NAME = "budgets/bureau/2024.yaml"
FILE = "form.xlsx"

Change = Callable[[Any], None]
"""Changes an open workbook."""


@cache
def form_of(text: str) -> bytes:
    """Return the form of a source."""
    tree, findings = read_bytes(NAME, text.encode())
    assert tree is not None
    assert not findings
    return make_form(text.encode(), tree, SHIPPED, "zh")


def opened(form: bytes) -> Any:
    """Return a form that is open, one of its own for each who asks."""
    book = pickle.loads(_opened(form))  # noqa: S301  # our own
    for page in book.worksheets:  # what makes the entries that are missing is in no pickle
        page.row_dimensions.default_factory = page._add_row
        page.column_dimensions.default_factory = page._add_column
    return book


@cache
def _opened(form: bytes) -> bytes:
    """Return an open form as bytes: to read these takes a third of what opening takes."""
    return pickle.dumps(openpyxl.load_workbook(io.BytesIO(form)))


def changed(form: bytes, *changes: Change) -> bytes:
    """Return a form that was opened, changed and saved; its formulas keep no values then."""
    book = opened(form)
    for change in changes:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def brought(
    form: bytes, current: str, translator: Translator = ENGLISH, file: str = FILE
) -> Brought:
    """Return what becomes of a source by a form."""
    return bring(read_form(form), current.encode(), file, SHIPPED, translator)


def filled(
    text: str, *changes: Change, current: str = "", translator: Translator = ENGLISH
) -> Brought:
    """Return what becomes of a source by its form, changed while it is open."""
    returned = returned_of(text, *changes)
    return bring(returned, (current or text).encode(), FILE, SHIPPED, translator)


def returned_of(text: str, *changes: Change) -> Returned:
    """Return what stands in the form of a source, changed while it is open."""
    book = opened(form_of(text))
    for change in changes:
        change(book)
    return returned_from(book, book)


def after(text: str, *changes: Change) -> str:
    """Return a source after its form was changed and brought back."""
    done = filled(text, *changes)
    assert done.content is not None, [found.message for found in done.findings]
    return done.content.decode()


def cell_at(book: Any, sheet: str, row: str, column: str) -> Any:
    """Return the cell of a row, told by a text in it, and of a column, told by its head."""
    page = book[sheet]
    heads = {
        str(cell.value): cell.column
        for line in page.iter_rows()
        for cell in line
        if cell.value is not None and page.cell(cell.row, 1).value == '"heads"'
    }
    for line in page.iter_rows():
        if any(cell.value == row for cell in line[1:]):
            found = line[0].row
            if page.cell(found, 1).value != '"heads"':
                return page.cell(found, heads[column])
    raise AssertionError((sheet, row, column, heads))


def write(sheet: str, row: str, column: str, value: object) -> Change:
    """Return a change of one cell."""

    def change(book: Any) -> None:
        cell_at(book, sheet, row, column).value = value

    return change


def add(sheet: str, **values: object) -> Change:
    """Return a change that fills in the first empty row of a sheet, by the heads of columns."""

    def change(book: Any) -> None:
        page = book[sheet]
        (heads,) = (
            {str(cell.value): cell.column for cell in line if cell.value}
            for line in page.iter_rows()
            if line[0].value == '"heads"'
        )
        first = next(line[0].row for line in page.iter_rows() if line[0].value == '"heads"')
        empty = next(
            number
            for number in range(first + 1, page.max_row + 2)
            if all(page.cell(number, column).value is None for column in heads.values())
            and page.cell(number, 1).value is None
        )
        for head, value in values.items():
            page.cell(empty, heads[head]).value = value

    return change


def take_out(sheet: str, row: str) -> Change:
    """Return a change that deletes a row, told by a text in it."""

    def change(book: Any) -> None:
        page = book[sheet]
        (number,) = (
            line[0].row for line in page.iter_rows() if any(cell.value == row for cell in line[1:])
        )
        page.delete_rows(number)

    return change


def budgets() -> list[Path]:
    """Return the budgets that ship."""
    return sorted(path for path in (ROOT / "budgets").glob("*/*.yaml"))
