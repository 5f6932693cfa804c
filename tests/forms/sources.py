"""The documents that are put into other forms: the shipped budgets and the county's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from budgetc.document.model import Document
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.support import ROOT, TODAY

_COUNTY = ROOT / "tests" / "golden" / "county"

SOURCES = {
    "Korla 2024": (ROOT, "budgets/korla-etdz-market-supervision/2024.yaml"),
    "Putuo 2025": (ROOT, "budgets/putuo-finance-bureau/2025.yaml"),
    "Putuo 2024 final": (ROOT, "budgets/putuo-finance-bureau/2024-final.yaml"),
    "county 2025": (_COUNTY, "budgets/forestry-bureau/2025.yaml"),
}
"""The workspace and the source of each document."""


@cache
def document_of(name: str) -> Document:
    """Return a document by its name."""
    root, source = SOURCES[name]
    return _compiled(root, root / source)


def _compiled(root: Path, path: Path) -> Document:
    workspace = Workspace.find(root)
    compiled = compile_source(workspace.source(path), workspace.resources(), TODAY)
    assert compiled.document is not None, compiled.findings
    return compiled.document
