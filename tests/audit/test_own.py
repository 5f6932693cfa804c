"""What is compiled does not contradict itself: no finding in any shipped document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

from .support import audit_of, document_of, told

GOLDEN = sorted((ROOT / "tests" / "golden").rglob("*.md"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_compiled_document_agrees_with_itself(path: Path) -> None:
    assert told(audit_of(path)) == []


def test_a_workbook_agrees_with_itself(tmp_path: Path) -> None:
    """As its Markdown does: the row of 编制部门 and 单位 over the heads is none of them."""
    command = ["build", "budgets/putuo-finance-bureau", "-f", "xlsx", "-o", str(tmp_path)]
    subprocess.run(
        [sys.executable, "-m", "budgetc", *command], cwd=ROOT, check=True, capture_output=True
    )
    books = sorted(tmp_path.rglob("*.xlsx"))
    audits = [audit_of(book) for book in books]
    assert audits
    assert [line for audit in audits for line in told(audit)] == []
    heads = [
        head
        for book in books
        for table in document_of(book).tables()
        for column in table.panels[0].columns
        for head in column.heads
    ]
    assert [head for head in heads if head.startswith(("编制", "单位："))] == []


def test_a_page_for_the_office_agrees_with_itself(tmp_path: Path) -> None:
    command = ["build", "-f", "html", "--no-summary", "-o", str(tmp_path)]
    subprocess.run(
        [sys.executable, "-m", "budgetc", *command], cwd=ROOT, check=True, capture_output=True
    )
    pages = sorted(tmp_path.rglob("*.html"))
    assert any('<a class="mark' in page.read_text("utf-8") for page in pages)
    assert [(page.name, line) for page in pages for line in told(audit_of(page))] == []


@pytest.mark.parametrize(
    "engine",
    ["typst", pytest.param("latex", marks=[pytest.mark.needs("xelatex"), pytest.mark.slow])],
)
@pytest.mark.parametrize("source", ["putuo-finance-bureau/2025", "putuo-finance-bureau/2024-final"])
def test_its_pdf_is_read_as_its_markdown_is(tmp_path: Path, source: str, engine: str) -> None:
    command = [
        "build",
        f"budgets/{source}.yaml",
        "-f",
        "pdf",
        "-f",
        "markdown",
        "--pdf-engine",
        engine,
        "-o",
        str(tmp_path),
    ]
    subprocess.run(
        [sys.executable, "-m", "budgetc", *command], cwd=ROOT, check=True, capture_output=True
    )
    pdf, markdown = (audit_of(tmp_path / f"{source}.{suffix}") for suffix in ("pdf", "md"))
    assert told(pdf) == told(markdown) == []
    assert pdf.checked >= 0.9 * markdown.checked
