"""Compiling a region in a folder, and looking into its book."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from budgetc.document.model import Document, Figure, Paragraph, Table, line_text
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.region import Book, Submission, compile_region, settings_of_region, submission_of
from tests.support import RESOURCES, found, write_files


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write sources under `budgets` of a folder."""
    write_files(folder / "budgets", files)
    return folder


def compiled(folder: Path) -> list[Compilation]:
    """Compile all sources of a folder."""
    return [compile_source(one, RESOURCES) for one in Workspace.find(folder).sources()]


def books(folder: Path, sources: list[Compilation] | None = None) -> dict[str, Book]:
    """Return the region books of a folder by their years."""
    sources = compiled(folder) if sources is None else sources
    workspace = Workspace.find(folder)
    made = compile_region(submissions(sources, workspace), workspace, RESOURCES)
    return {one.source.stem: one for one in made}


def submissions(
    sources: list[Compilation], workspace: Workspace, resources: Resources = RESOURCES
) -> tuple[Submission, ...]:
    """Return what the region of a workspace keeps of compiled sources."""
    book = settings_of_region(workspace, resources).book
    return tuple(submission_of(one, book, resources) for one in sources)


def document(one: Book) -> Document:
    """Return the document of a book that has no errors."""
    assert one.document is not None, found(one.findings)
    return one.document


def table(book: Document, table_id: str) -> Table:
    """Return a table of a book."""
    (one,) = (one for one in book.tables() if one.id == table_id)
    return one


def figures(one: Table) -> dict[tuple[str, str], Figure]:
    """Return the amounts of a table by row and column."""
    (panel,) = one.panels
    return {
        (row.id, column.id): part
        for row in panel.rows
        for column, cell in zip(panel.columns, row.cells, strict=True)
        for part in cell
        if isinstance(part, Figure)
    }


def amounts(one: Table) -> dict[tuple[str, str], Decimal]:
    """Return the exact amounts of a table by row and column."""
    return {place: Decimal(figure.exact) for place, figure in figures(one).items()}


def sentences(book: Document) -> list[str]:
    """Return the sentences of a book."""
    return [
        line_text(sentence)
        for block in book.blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
    ]
