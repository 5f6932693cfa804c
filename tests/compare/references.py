"""The two published references, each compared with the document compiled from its source."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from budgetc.compare import Comparison, compare
from budgetc.document.model import Document
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.published.markdown import read_markdown
from budgetc.published.model import PublishedDocument, Unreadable
from budgetc.published.read import read_published
from budgetc.published.text import read_text
from tests.lists.support import shipped
from tests.support import ROOT

FOLDER = ROOT / "tests" / "reference"
KORLA = "korla-etdz-market-supervision/2024.yaml"
PUTUO = "putuo-finance-bureau/2025.yaml"
PRINTED = {
    KORLA: FOLDER / "korla-2024.published.txt",
    PUTUO: FOLDER / "putuo-finance-bureau-2025.published.pdf",
}
"""The published document of each source."""

_TRANSCRIPTIONS = {
    KORLA: FOLDER / "korla-2024.published.json",
    PUTUO: FOLDER / "putuo-finance-bureau-2025.published.json",
}


class Defect(NamedTuple):
    """One entry of the list of defects of a published document."""

    where: str
    printed: str
    kind: str
    severity: str


@cache
def compiled(source: str) -> Compilation:
    """Return a source of this repository, compiled."""
    workspace = Workspace.find(ROOT)
    return compile_source(workspace.source(ROOT / "budgets" / source), workspace.resources())


def document_of(source: str) -> Document:
    """Return the document of a source of this repository."""
    document = compiled(source).document
    assert document is not None, compiled(source).findings
    return document


def printed(path: Path) -> PublishedDocument:
    """Return what a reader sees of a document that can be read."""
    read = read_published(path, shipped().printed)
    assert not isinstance(read, Unreadable), read
    return read


def printed_markdown(text: str) -> PublishedDocument:
    """Return what a reader sees of a text in Markdown."""
    return read_markdown(text, shipped().printed)


def printed_text(text: str) -> PublishedDocument:
    """Return what a reader sees of a text without pages."""
    return read_text(text, shipped().printed)


def compare_with(source: str, published: PublishedDocument) -> Comparison:
    """Compare a published document with that of a source."""
    return compare(document_of(source), published, shipped())


@cache
def comparison_of(source: str) -> Comparison:
    """Compare the published document of a source with the compiled one."""
    return compare_with(source, printed(PRINTED[source]))


def defects_of(source: str) -> tuple[Defect, ...]:
    """Return the defects that were found in the published document of a source by reading it."""
    data = json.loads(_TRANSCRIPTIONS[source].read_text(encoding="utf-8"))
    return tuple(
        Defect(entry["where"], entry["printed"], entry["kind"], entry["severity"])
        for entry in data["defects"]
    )
