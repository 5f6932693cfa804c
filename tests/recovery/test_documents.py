"""Documents that were built of a source, and published ones: their drafts have its leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.published.model import PublishedDocument
from tests.recovery.counting import COUNTY, PUTUO, Count, built, counted, draft_of, printed
from tests.support import KORLA, ROOT

REFERENCE = ROOT / "tests/reference/putuo-finance-bureau-2025.published.pdf"
FIGURES = ("amount", "prior", "executed", "name", "fund")
"""The leaves that tables and sentences print in figures, and the names of projects."""


def count_of(document: PublishedDocument, source: str, only: tuple[str, ...] = ()) -> Count:
    """Return how the draft of a document compares with a source."""
    cells = (cell.text for table in document.tables() for line in table.lines for cell in line)
    return counted(draft_of(document).text, source, only, "".join(cells))


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_korla_comes_back_with_its_sentences(form: str, tmp_path: Path) -> None:
    """Every leaf counts: amounts, last year's, reasons, purposes, procurement, assets."""
    count = count_of(printed(built(KORLA, form), f"x.{form}", tmp_path), KORLA)
    assert count.wrong == (), count
    assert count.share >= 95, (count, count.open)


def test_putuo_comes_back(tmp_path: Path) -> None:
    """Last year's revenue follows from a change in 万元: marked. No table names the projects."""
    count = count_of(printed(built(PUTUO, "docx"), "x.docx", tmp_path), PUTUO, FIGURES)
    assert count.wrong == (), count
    assert count.doubted == (("revenue", "general.own", "prior"),)
    assert count.share >= 95, (count, count.open)


def test_the_published_putuo_comes_back(tmp_path: Path) -> None:
    """What is typed otherwise in the source, which corrected the publication, is as published."""
    document = printed(REFERENCE.read_bytes(), "x.pdf", tmp_path)
    count = count_of(document, PUTUO, ("amount",))
    assert (count.wrong, count.open, count.doubted) == ((), (), ())
    assert count_of(document, PUTUO).wrong == (("purposes", "2010601", "text"),)


def test_a_county_comes_back(tmp_path: Path) -> None:
    """The columns of last year's outturn are leaves, too; its projects have no names in print."""
    document = printed(built(COUNTY, "docx"), "x.docx", tmp_path)
    count = count_of(document, COUNTY, ("amount", "name"))
    assert count.wrong == (), count
    assert count.share >= 95, (count, count.open)
    assert "executed: 287.45" in draft_of(document).text
