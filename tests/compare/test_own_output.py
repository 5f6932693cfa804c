"""The compiled document compared with itself: nothing differs, and one changed digit is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetc.compare import Comparison
from budgetc.compare.published import PrintedLine
from budgetc.compare.read import plain_line
from budgetc.document.model import Block, Document, Figure, Heading, Line, Paragraph, Table
from budgetc.files.data import Resources
from budgetc.render.latex import render_latex
from budgetc.render.markdown import render_markdown
from budgetc.render.pdf import typeset

from .references import KORLA, PUTUO, compare_lines, document_of, lines_of

SOURCES = pytest.mark.parametrize("source", [KORLA, PUTUO], ids=["Korla", "Putuo"])
RESOURCES = Resources.of_workspace(None)
Change = Callable[[Figure], Figure]


def _markdown(document: Document) -> tuple[PrintedLine, ...]:
    """Return the lines of a document as its Markdown shows them."""
    lines = render_markdown(document, RESOURCES).split("\n")
    return tuple(PrintedLine(plain_line(line), n, 0) for n, line in enumerate(lines, 1))


def _changed(document: Document, change: Change) -> Document:
    """Return a document with its figures changed, in the order of print."""

    def line(content: Line) -> Line:
        return tuple(change(part) if isinstance(part, Figure) else part for part in content)

    def block(one: Block) -> Block:
        if isinstance(one, Heading):
            return replace(one, content=line(one.content))
        if isinstance(one, Paragraph):
            return replace(one, sentences=tuple(map(line, one.sentences)))
        return _changed_table(one, line)

    return replace(document, blocks=tuple(map(block, document.blocks)))


def _changed_table(table: Table, line: Callable[[Line], Line]) -> Table:
    form = tuple(
        tuple(replace(cell, content=line(cell.content)) for cell in row) for row in table.form
    )
    panels = tuple(
        replace(
            panel,
            rows=tuple(replace(row, cells=tuple(map(line, row.cells))) for row in panel.rows),
        )
        for panel in table.panels
    )
    return replace(table, form=form, panels=panels, notes=tuple(map(line, table.notes)))


@cache
def _figures(source: str) -> tuple[Figure, ...]:
    """Return every figure of a document that is printed in digits, once for each place."""
    found: list[Figure] = []

    def note(figure: Figure) -> Figure:
        found.append(figure)
        return figure

    _changed(document_of(source), note)
    return tuple(found)


def _with_digit(source: str, place: int, position: int, digit: str) -> tuple[Document, str]:
    """Return a document with one digit of one of its figures changed, and what it prints then."""
    count = iter(range(len(_figures(source))))
    printed: list[str] = []

    def change(figure: Figure) -> Figure:
        if next(count) != place:
            return figure
        digits = [at for at, character in enumerate(figure.text) if character.isdigit()]
        at = digits[position % len(digits)]
        printed.append(f"{figure.text[:at]}{digit}{figure.text[at + 1 :]}")
        return replace(figure, text=printed[0])

    return _changed(document_of(source), change), printed[0]


@SOURCES
def test_nothing_differs_in_our_own_markdown(source: str) -> None:
    name = {KORLA: "korla", PUTUO: "putuo-finance-bureau-2025"}[source]
    golden = Path(__file__).parent.parent / "golden" / f"{name}.md"
    assert _nothing_differs(compare_lines(source, lines_of(golden)))
    assert _nothing_differs(compare_lines(source, _markdown(document_of(source))))


def _nothing_differs(comparison: Comparison) -> bool:
    tally = comparison.tally
    return not comparison.differences and tally.compared == tally.equal > 250 and not tally.lost


@SOURCES
@pytest.mark.needs("xelatex", "pdftotext")
def test_nothing_differs_in_our_own_pdf(source: str, tmp_path: Path) -> None:
    """Rows whose labels take several lines, and columns side by side, are read aright."""
    tex = render_latex(document_of(source), RESOURCES)
    pdf, findings = typeset(tex, name="x.tex", epoch=0)
    assert pdf is not None, findings
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf)
    assert _nothing_differs(compare_lines(source, lines_of(path)))


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, int, int, str]:
    source = draw(st.sampled_from([KORLA, PUTUO]))
    figures = _figures(source)
    place = draw(st.sampled_from([n for n, f in enumerate(figures) if any(map(_digit, f.text))]))
    digits = [character for character in figures[place].text if _digit(character)]
    position = draw(st.integers(0, len(digits) - 1))
    digit = draw(st.sampled_from([d for d in "0123456789" if d != digits[position]]))
    return source, place, position, digit


def _digit(character: str) -> bool:
    return character in "0123456789"


@settings(max_examples=40)
@given(changes())
def test_a_changed_digit_is_found_and_nothing_else(change: tuple[str, int, int, str]) -> None:
    source, place, position, digit = change
    document, printed = _with_digit(source, place, position, digit)
    comparison = compare_lines(source, _markdown(document))
    figure = _figures(source)[place]
    differences = [(one, one.figure) for one in comparison.differences]
    told = [one for one, of in differences if of is not None and of.id == figure.id]
    assert [(one.published, one.ours) for one in told[:1]] == [(printed, figure.text)]
    # What the changed figure adds up to with others is said as well, of the same place.
    assert len({found.places for found in comparison.differences}) == 1
    assert comparison.tally.compared - comparison.tally.equal == 1
