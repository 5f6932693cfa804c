"""The compiled document compared with itself: nothing differs, and one changed digit is found."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetc.compare import Comparison
from budgetc.document.model import Document, Figure
from budgetc.files.data import Resources
from budgetc.published.model import PublishedDocument
from budgetc.render.formats import render_document
from budgetc.render.look import Typesetting
from budgetc.render.markdown import render_markdown
from tests.forms.changing import Place, with_figures

from .references import KORLA, PUTUO, compare_with, document_of, printed, printed_markdown

SOURCES = pytest.mark.parametrize("source", [KORLA, PUTUO], ids=["Korla", "Putuo"])
PARKS = "boston-parks-and-recreation/2019.yaml"
RESOURCES = Resources.of_workspace(None)


def _markdown(document: Document) -> PublishedDocument:
    """Return what a reader sees of a document in Markdown."""
    return printed_markdown(render_markdown(document, RESOURCES))


@cache
def _figures(source: str) -> tuple[Figure, ...]:
    """Return every figure of a document that is printed in digits, once for each place."""
    found: list[Figure] = []

    def note(figure: Figure, _: Place) -> Figure:
        found.append(figure)
        return figure

    with_figures(document_of(source), note)
    return tuple(found)


def _with_digit(source: str, place: int, position: int, digit: str) -> tuple[Document, str]:
    """Return a document with one digit of one of its figures changed, and what it prints then."""
    count = iter(range(len(_figures(source))))
    wrong: list[str] = []

    def change(figure: Figure, _: Place) -> Figure:
        if next(count) != place:
            return figure
        digits = [at for at, character in enumerate(figure.text) if character.isdigit()]
        at = digits[position % len(digits)]
        wrong.append(f"{figure.text[:at]}{digit}{figure.text[at + 1 :]}")
        return replace(figure, text=wrong[0])

    return with_figures(document_of(source), change), wrong[0]


@SOURCES
def test_nothing_differs_in_our_own_markdown(source: str) -> None:
    name = {KORLA: "korla", PUTUO: "putuo-finance-bureau-2025"}[source]
    golden = Path(__file__).parent.parent / "golden" / f"{name}.md"
    assert _nothing_differs(compare_with(source, printed(golden)))
    assert _nothing_differs(compare_with(source, _markdown(document_of(source))))
    wide = printed_markdown(render_markdown(document_of(source), RESOURCES, "html"))
    assert _nothing_differs(compare_with(source, wide))


def _nothing_differs(comparison: Comparison) -> bool:
    tally = comparison.tally
    return not comparison.told() and tally.compared == tally.equal > 250 and not tally.lost


@SOURCES
@pytest.mark.parametrize(
    "engine", ["typst", pytest.param("latex", marks=pytest.mark.needs("xelatex"))]
)
def test_nothing_differs_in_our_own_pdf(source: str, engine: str, tmp_path: Path) -> None:
    """Rows whose labels take several lines, and columns side by side, are read aright."""
    pdf, findings = render_document(
        "pdf", document_of(source), RESOURCES, typesetting=Typesetting(engine)
    )
    assert pdf is not None, findings
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf)
    assert _nothing_differs(compare_with(source, printed(path)))


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_a_cell_over_several_rows_is_worded_as_ours(kind: str, tmp_path: Path) -> None:
    """It is read once a row, and its letters were taken from two of its copies."""
    content, findings = render_document(kind, document_of(KORLA), RESOURCES)
    assert content is not None, findings
    path = tmp_path / f"x.{kind}"
    path.write_bytes(content)
    assert compare_with(KORLA, printed(path)).tally.worded == ()


def test_tables_of_one_title_are_told_apart_by_what_they_stand_under() -> None:
    """One project has as its own what another has, or nearly: where a table stands tells."""
    text = render_markdown(document_of(PARKS), RESOURCES)
    assert _nothing_differs(compare_with(PARKS, printed_markdown(text)))
    project = text.index("### Robert G. Shaw")
    wrong = text[:project] + text[project:].replace(
        "0 | 0 | 500,000 | 0 |", "0 | 0 | 50,000 | 0 |", 1
    )
    (found,) = compare_with(PARKS, printed_markdown(wrong)).told()
    assert (found.published, found.ours) == ("50,000", "500,000")
    assert found.where == "Expenditures (Actual and Planned) · City Capital · FY19"


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
@pytest.mark.slow
def test_a_changed_digit_is_found_and_nothing_else(change: tuple[str, int, int, str]) -> None:
    source, place, position, digit = change
    document, wrong = _with_digit(source, place, position, digit)
    comparison = compare_with(source, _markdown(document))
    figure = _figures(source)[place]
    (found,) = comparison.told()
    assert found.figure is not None
    assert (found.figure.id, found.published, found.ours) == (figure.id, wrong, figure.text)
    assert len(found.places) == 1
    assert comparison.tally.compared - comparison.tally.equal == 1
