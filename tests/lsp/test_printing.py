"""Where a leaf is printed: the lines of the Markdown that a build wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetc.diagnostics.spans import Span
from budgetc.lsp.printing import printed_at
from budgetc.render.formats import render_document
from tests.lsp.desk import LAST, Desk
from tests.support import KORLA, with_change


@pytest.fixture
def built(desk: Desk) -> Iterator[Path]:
    """Return the document of Korla as a build writes it; the year before is not there."""
    last = desk.bureau / "2023.yaml"
    last.unlink()
    view = desk.shows(KORLA)
    assert view.compilation.document is not None
    content, _ = render_document("markdown", view.compilation.document, view.resources)
    path = desk.bureau.parent.parent / "build" / "bureau" / "2024.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content or b"")
    yield path
    last.write_text(LAST, encoding="utf-8")


def _lines(built: Path, found: tuple[Span, ...]) -> list[str]:
    assert {span.file for span in found} <= {"build/bureau/2024.md"}
    lines = built.read_text(encoding="utf-8").split("\n")
    return [lines[span.line - 1] for span in found]


def test_an_amount_is_printed_where_it_stands_and_where_it_is_in_a_sum(
    desk: Desk, built: Path
) -> None:
    lines = _lines(built, printed_at(*desk.at("amount: ▶203.53")))
    assert not any("62.24" in line for line in lines), "an economic item, made of another line"
    whole = built.read_text(encoding="utf-8").split("\n")
    assert {line for line in whole if "203.53" in line} <= set(lines)
    assert any("314.66" in line and "203.53" not in line for line in lines)


def test_a_number_of_people_is_printed_in_its_sentence(desk: Desk, built: Path) -> None:
    (line,) = _lines(built, printed_at(*desk.at("in_service: {current: ▶17")))
    assert "在职17人" in line


def test_a_code_is_printed_with_its_amounts(desk: Desk, built: Path) -> None:
    lines = _lines(built, printed_at(*desk.at("{code: ▶30201,")))
    assert any("办公费" in line and "4.25" in line for line in lines)


def test_of_a_document_that_says_something_else_no_line_is_told(desk: Desk, built: Path) -> None:
    other = with_change(KORLA, "{code: 30201, amount: 4.25}", "{code: 30201, amount: 4.26}")
    assert printed_at(*desk.at("amount: ▶203.53", other)) == ()
    built.unlink()
    assert printed_at(*desk.at("amount: ▶203.53")) == ()
    assert printed_at(*desk.at("issued: ▶2024")) == ()
