"""The season of an office without git: last year's PDF, forms out and back, and documents."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from budgetc.published.model import PublishedDocument
from tests.cli.run import Ran, call
from tests.form.workbooks import form_of
from tests.guide.season import fill, last_year
from tests.recovery.counting import built, printed
from tests.support import KORLA

LAST, THIS = "budgets/bureau/2023.yaml", "budgets/bureau/2024.yaml"


def type_in(*arguments: str) -> Ran:
    """Type a command that is to succeed."""
    done = call(*arguments, language="zh")
    assert done.code == 0, (arguments, done.out[-3000:], done.err[-3000:])
    return done


def build(source: str, output: str) -> None:
    """Build what goes out: the pages of everybody, without paths and findings."""
    type_in("build", source, "-f", "docx", "-f", "html", "--public", "-o", output)


def fill_in(form: str, example: str) -> None:
    """Fill in a form so that it says what the one of a source says, as a person would."""
    book: Any = openpyxl.load_workbook(form)
    fill(book, openpyxl.load_workbook(io.BytesIO(form_of(example))))
    book.save(form)


def _cells(document: PublishedDocument) -> list[list[str]]:
    return [[c.text for line in table.lines for c in line] for table in document.tables()]


def test_from_last_years_pdf_to_this_years_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("budgets/bureau").mkdir(parents=True)
    Path("last.pdf").write_bytes(built(last_year(), "pdf"))

    type_in("import", "last.pdf", "-o", LAST)
    type_in("form", LAST, "-o", "2023.xlsx")
    fill_in("2023.xlsx", last_year())
    type_in("import", "2023.xlsx")

    type_in("new", "--from", LAST, "--year", "2024")
    type_in("form", THIS, "-o", "2024.xlsx")
    fill_in("2024.xlsx", KORLA.replace("  goods: 3\n", "  goods: 3\n  works: 0\n"))
    type_in("import", "2024.xlsx")

    call("check", "--fix", THIS)
    type_in("check", THIS)
    build(THIS, "out")
    Path("korla/budgets/bureau").mkdir(parents=True)
    Path("korla", THIS).write_text(KORLA, encoding="utf-8")
    build(f"korla/{THIS}", "korla/out")
    for suffix in ("docx", "html"):
        made, korla = (
            printed(Path(f"{out}/bureau/2024.{suffix}").read_bytes(), f"x.{suffix}", tmp_path)
            for out in ("out", "korla/out")
        )
        assert _cells(made) == _cells(korla)
        assert [s.text for s in made.sentences()] == [s.text for s in korla.sentences()]
