"""What audits need of the data that ships."""

from __future__ import annotations

from pathlib import Path

from budgetc.audit import Audit, Contradiction, audit
from budgetc.audit.official import official_names
from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.data import Resources
from budgetc.lists import Lists, load_lists
from budgetc.published.model import PublishedDocument
from budgetc.published.read import read_published


def _lists(resources: Resources) -> Lists:
    lists, _ = load_lists(resources)
    assert lists is not None
    return lists


_SHIPPED = Resources.of_workspace(None)
LISTS = _lists(_SHIPPED)
OFFICIAL = official_names(_SHIPPED)


def audited(tmp_path: Path, text: str, name: str = "x.md") -> Audit:
    """Return the audit of a text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return audit_of(path)


def audit_of(path: Path) -> Audit:
    """Return the audit of a file."""
    return audit(document_of(path), LISTS, OFFICIAL)


def document_of(path: Path) -> PublishedDocument:
    """Return a file as it is read."""
    document = read_published(path, LISTS.printed)
    assert isinstance(document, PublishedDocument), document
    return document


def told(made: Audit, least: int = 50) -> list[str]:
    """Return what is found as lines: kind, quotes, reason."""
    return [
        f"[{one.kind.value}] {_printed(one)}: {ENGLISH(one.reason)}"
        for one in made.contradictions
        if one.confidence >= least
    ]


def _printed(one: Contradiction) -> str:
    return " | ".join(quote.text for quote in one.quotes)
