"""Our documents in other forms: nothing is told where nothing is wrong, and a wrong digit is told.

`python -m benchmarks.forms` measures more: every form in every kind of file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from budgetc.compare import compare
from budgetc.document.model import Line, line_text
from budgetc.published.model import PrintedHeading, PrintedTable, PublishedDocument
from tests.lists.support import shipped

from .changing import Place, with_lines
from .forms import FORMS
from .measuring import Measured, explained, measure, read_written, summed
from .sources import SOURCES, document_of
from .writing import PROGRAMS, TEXTS, markdown, our_one_page

QUICK = "county 2025"
EACH = [pytest.param(one, marks=() if one == QUICK else pytest.mark.slow) for one in SOURCES]
RECALL = 0.995
DIGITS = 8


def _tell(capsys: pytest.CaptureFixture[str], *lines: str) -> None:
    """Print lines where the results of tests are printed."""
    with capsys.disabled():
        print(*lines, sep="\n")  # noqa: T201


def _holds(
    capsys: pytest.CaptureFixture[str], name: str, results: Sequence[Measured], most: int = 0
) -> None:
    sums = summed(results)
    _tell(capsys, f"\n{name}: {sums}", *explained(results))
    assert sums.recall >= RECALL
    assert sums.most <= most


@pytest.mark.parametrize("source", EACH)
def test_nothing_is_told_where_nothing_is_wrong(source: str) -> None:
    for form in FORMS:
        right = measure(source, form, "Markdown", markdown, 0, 1)
        assert list(explained([right])) == []


@pytest.mark.parametrize("source", EACH)
def test_digits_in_every_form(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    results = [measure(source, form, "Markdown", markdown, DIGITS, 1) for form in FORMS]
    _holds(capsys, f"{source}, every form", results)


@pytest.mark.parametrize("form", ["other heads", "totals first"])
def test_a_row_of_a_project_is_known_under_other_heads_and_in_another_place(form: str) -> None:
    """Two columns had one head, and the name of one was taken for that of the other."""
    assert list(explained([measure("Korla 2024", form, "Markdown", markdown, 0, 1)])) == []


@pytest.mark.slow
def test_nothing_is_told_of_text_without_columns(capsys: pytest.CaptureFixture[str]) -> None:
    kind, source = "text in reading order", "county 2025"
    results = [measure(source, form, kind, TEXTS[kind], 0, 1) for form in list(FORMS)[::3]]
    _holds(capsys, f"{source}, {kind}, every third form", results)


@pytest.mark.slow
def test_digits_in_every_form_of_text_without_columns(capsys: pytest.CaptureFixture[str]) -> None:
    kind, source = "text in reading order", "county 2025"
    results = [measure(source, form, kind, TEXTS[kind], DIGITS, 1) for form in FORMS]
    _holds(capsys, f"{source}, {kind}, every form", results, most=1)


@pytest.mark.parametrize("kind", TEXTS)
def test_digits_in_every_kind_of_text(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    writer = TEXTS[kind]
    results = [measure(s, "as compiled", kind, writer, n, 2) for s in SOURCES for n in (0, 8)]
    _holds(capsys, kind, results)


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("source", SOURCES)
def test_nothing_of_a_file_is_lost(source: str, kind: str) -> None:
    """Every text of a cell and of a sentence is among what was read, or among what was left out."""
    document = document_of(source)
    texts: list[str] = []

    def note(line: Line, _: Place) -> Line:
        texts.append("".join(line_text(line).split()))
        return line

    with_lines(document, note)
    read = read_written(TEXTS[kind](document))
    found = "".join(_letters_of(read))
    assert [text for text in texts if text not in found] == []


def _letters_of(read: PublishedDocument) -> Iterator[str]:
    """Yield all that was read, without blanks."""
    texts: list[str] = []
    for block in read.blocks:
        if isinstance(block, PrintedHeading):
            texts.append(block.text)
        elif isinstance(block, PrintedTable):
            heads = (head for row in block.heads for head in row)
            texts += (block.name, *block.above, *heads)
            texts += (cell.text for row in block.lines for cell in row)
            texts += (note.text for note in block.notes)
        else:
            texts += (sentence.text for sentence in block.sentences)
    return ("".join(text.split()) for text in (*texts, *(one.text for one in read.left_out)))


@pytest.mark.parametrize("source", SOURCES)
def test_our_one_page_is_accused_of_nothing(source: str) -> None:
    """It has some figures of the document, and most of it is not there."""
    document = document_of(source)
    comparison = compare(document, read_written(our_one_page(document)), shipped())
    assert comparison.told() == ()
    assert comparison.tally.equal


@pytest.mark.parametrize(
    "kind",
    [
        "our xlsx",
        "PDF by Typst",
        pytest.param("PDF by XeLaTeX", marks=[pytest.mark.needs("xelatex"), pytest.mark.slow]),
        pytest.param("PDF by LibreOffice", marks=[pytest.mark.needs("soffice"), pytest.mark.slow]),
        pytest.param("docx by LibreOffice", marks=[pytest.mark.needs("soffice"), pytest.mark.slow]),
        pytest.param("xlsx by LibreOffice", marks=[pytest.mark.needs("soffice"), pytest.mark.slow]),
    ],
)
def test_digits_in_files_that_take_longer(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    writer, _ = PROGRAMS[kind]
    results = [measure("Korla 2024", "as compiled", kind, writer, n, 3) for n in (0, 20)]
    results += [measure("county 2025", "0.00 for nothing", kind, writer, 20, 3)]
    _holds(capsys, kind, results)
