"""One walk: each published cell of each budget is found in every format, read from its file.

A format joins by one entry of `FORMATS`: how it is made, and how the texts of its tables are read,
by a reader that is not ours. `tests/facts/test_package.py` adds up what is in a data package.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from io import BytesIO
from itertools import chain

import docx
import openpyxl
import pypdfium2
import pytest
from markdown_it import MarkdownIt

from budgetc.document.model import PERCENT, Document, Figure, Line, Table, line_text, side_by_side
from budgetc.publish.evidence import evidence_of
from budgetc.render.formats import render_document
from budgetc.render.look import USUAL, Typesetting
from tests.render.html_page import Page
from tests.render.pdf_tags import tagged_cells
from tests.support import RESOURCES
from tests.walk import BUDGETS, compiled

Texts = Iterator[str]
"""The texts of the tables of a file, row by row."""


def _html(content: bytes) -> Texts:
    for table in Page(content.decode()).tables:
        yield from (cell.text for row in (*table.heads, *table.body) for cell in row)


def _markdown(content: bytes) -> Texts:
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(content.decode())
    for table in re.findall(r"<table>.*?</table>", shown, flags=re.DOTALL):
        yield from _html(table.encode())


def _docx(content: bytes) -> Texts:
    for table in docx.Document(BytesIO(content)).tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def _xlsx(content: bytes) -> Texts:
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    for sheet in book.worksheets[1:]:
        yield from (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def _latex(content: bytes) -> Texts:
    for row in filter(_ROW.search, content.decode().split("\n")):
        yield from (_command_free(cell) for cell in re.split(r"(?<!\\)&", row))


_ROW = re.compile(r"(?<!\\)&|^\\multicolumn")
_SPANNING, _COMMAND = (
    re.compile(r"\\multicolumn\{\d+\}\{[^}]*(?:\{[^}]*\}[^}]*)?\}"),
    re.compile(r"\\(?:[A-Za-z]+\s*|(?=[^A-Za-z]))"),
)


def _command_free(cell: str) -> str:
    return re.sub("[{}]", "", _COMMAND.sub("", _SPANNING.sub("", cell))).strip()


def _pdf(content: bytes) -> Texts:
    """Yield the cells that the tags tell, for whoever listens to the page instead of looking."""
    for page in pypdfium2.PdfDocument(content):
        yield from tagged_cells(page)


FORMATS: Mapping[str, tuple[str, Typesetting, Callable[[bytes], Texts]]] = {
    "markdown": ("markdown", USUAL.typesetting, _markdown),
    "markdown, wide tables of HTML": ("markdown", Typesetting(wide_tables="html"), _markdown),
    "html": ("html", USUAL.typesetting, _html),
    "docx": ("docx", USUAL.typesetting, _docx),
    "xlsx": ("xlsx", USUAL.typesetting, _xlsx),
    "pdf": ("pdf", USUAL.typesetting, _pdf),
    "latex": ("latex", USUAL.typesetting, _latex),
}
"""How each format is made and read back."""


def _published(document: Document) -> list[Line]:
    """Return the cells of all tables that hold a figure, in the order of print."""
    return [
        line
        for table in document.tables()
        for line in _cells(table)
        if any(isinstance(part, Figure) for part in line)
    ]


def _cells(table: Table) -> Iterator[Line]:
    yield from (cell.content for row in table.form for cell in row)
    for rows in side_by_side(table.panels):
        yield from (cell for row in rows if row is not None for cell in row.cells)


def _says(text: str, line: Line) -> bool:
    """Tell whether a text is what a cell prints, or the number that it stands for."""
    printed = line_text(line)
    if text == printed or len(line) != 1 or not isinstance(figure := line[0], Figure):
        return " ".join(text.split()) == " ".join(printed.split())
    try:
        value, exact = Fraction(text), Fraction(figure.exact)
    except ValueError:
        return False
    places = len(figure.exact.partition(".")[2])
    return abs(value * (100 if figure.unit == PERCENT else 1) - exact) <= Fraction(
        1, 2 * 10**places
    )


@pytest.mark.parametrize("name", BUDGETS)
def test_the_cells_that_are_walked_are_those_of_json(name: str) -> None:
    document = compiled(name).document
    assert document is not None
    content, _ = render_document("json", document, RESOURCES)
    told = json.loads(content or b"")
    rows = (row for table in told["tables"] for row in table["rows"])
    cells = chain.from_iterable(zip(row["figures"], row["cells"], strict=True) for row in rows)
    ids = [figure for figure, text in cells if figure and text]
    lines = filter(line_text, _published(document))
    walked = (next(part for part in line if isinstance(part, Figure)).id for line in lines)
    assert Counter(ids) == Counter(walked)
    assert len(ids) > 100


@pytest.mark.parametrize("name", BUDGETS)
@pytest.mark.parametrize("form", FORMATS)
def test_each_published_cell_is_found_in_every_format(name: str, form: str) -> None:
    compilation = compiled(name)
    document = compilation.document
    assert document is not None
    made_as, typesetting, read = FORMATS[form]
    evidence = evidence_of(compilation)
    content, problems = render_document(made_as, document, RESOURCES, evidence, typesetting)
    assert content is not None, problems
    wanted = [line for line in _published(document) if line_text(line)]
    shown = read(content)
    missing = [line_text(line) for line in wanted if not any(_says(text, line) for text in shown)]
    assert missing == []
