"""What the tests share: sources to compile, and short names for what is found in them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from budgetc.diagnostics import Diagnostic, Severity
from budgetc.document.model import Document, Table, line_text
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.jurisdiction.sources import source_schema
from budgetc.pipeline import Compilation, compile_source

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "examples"

RESOURCES = Resources.of_workspace(EXAMPLES)
"""The shipped data, and the jurisdiction `tiny`, whose document needs next to nothing."""

SCHEMA = source_schema(RESOURCES, "", 2024)
"""That of sources, as most jurisdictions have them."""

SHAPE = SCHEMA.shape
"""What the schema says of the places of a source."""

MINIMAL = (EXAMPLES / "passing" / "minimal.yaml").read_text(encoding="utf-8")
"""The smallest source that has one of everything the rules look at, and nothing wrong."""

KORLA = (ROOT / "budgets/korla-etdz-market-supervision/2024.yaml").read_text(encoding="utf-8")
"""A real budget, as published: rules warn of what its office got wrong."""

TODAY = date(2024, 6, 1)
"""The day on which sources of tests are checked."""

MARK = "▶"
"""Stands in a text of a test before the place where something is to be found."""

Text = str | bytes
Place = tuple[int, int]
Found = tuple[int, int, str]
"""Line, column and code of a finding."""

EMPTY = """\
jurisdiction: tiny
year: 2024
unit: 万元
department:
  name: 某某局
revenue:
  - {fund: general.own, amount: }
basic_expenditure:
  by_function:
    - code: 2013801
      amount:
      prior:
  by_economic:
    - {code: , amount: }
issued: 2024-02-08
"""
"""Seven places are typed, and five are not."""


def compile_text(
    source: Text,
    resources: Resources = RESOURCES,
    last: Text = "",
    beside: Mapping[str, Text] = MappingProxyType({}),
) -> Compilation:
    """Compile a source through the whole pipeline, from a file of a workspace of its own.

    Args:
        source: of the year that it says, else of 2024.
        resources: the data files.
        last: the source of the year before, beside it; empty for none.
        beside: other files, by their names from the department's folder.
    """
    with tempfile.TemporaryDirectory() as folder:
        department = Path(folder) / "budgets" / "bureau"
        year = _year_of(source)
        before = {f"{year - 1}.yaml": last} if last else {}
        write_files(department, {f"{year}.yaml": source, **before, **beside})
        workspace = Workspace.find(Path(folder))
        return compile_source(workspace.source(department / f"{year}.yaml"), resources, TODAY)


def compile_only(folder: Path) -> Compilation:
    """Compile the one source of a workspace."""
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    return compile_source(source, workspace.resources())


def write_files(folder: Path, files: Mapping[str, Text]) -> None:
    """Write files by their names from a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def rows_of(table: Table) -> list[list[str]]:
    """Return the texts of a table of one panel, row by row."""
    (panel,) = table.panels
    return [[line_text(cell) for cell in row.cells] for row in panel.rows]


def _year_of(source: Text) -> int:
    """Return the year that a source says, for its file is named by it."""
    text = source.decode("utf-8", errors="replace") if isinstance(source, bytes) else source
    said = re.search(r"^year: (20[0-9]{2})$", text, re.MULTILINE)
    return int(said.group(1)) if said else 2024


def found(findings: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[Found]:
    """Return findings as (line, column, code)."""
    return [(f.span.line, f.span.column, f.code) for f in findings]


def find(source: Text, last: Text = "") -> list[Found]:
    """Return everything the compiler finds in a source, beside one of last year if there is one."""
    return found(compile_text(source, last=last).findings)


def find_errors(source: Text, last: Text = "") -> list[Found]:
    """Return the errors the compiler finds in a source."""
    findings = compile_text(source, last=last).findings
    return found([f for f in findings if f.severity is Severity.ERROR])


def document_of(source: str) -> Document:
    """Return the document of a source that has no errors."""
    compiled = compile_text(source)
    assert compiled.document is not None, found(compiled.findings)
    return compiled.document


def with_change(text: str, old: str, new: str) -> str:
    """Return a text with one passage replaced; the passage must stand there exactly once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def korla_with(old: str, new: str) -> str:
    """Return the Korla budget with one passage replaced; it must stand there exactly once."""
    return with_change(KORLA, old, new)


def minimal_with(old: str, new: str) -> str:
    """Return the minimal source with one passage replaced; it must stand there exactly once."""
    return with_change(MINIMAL, old, new)


def marked(text: str) -> tuple[str, list[Place]]:
    """Take the marks out of a text; return it, and where they stood, counted from 1."""
    clean, places = "", []
    for position, part in enumerate(text.split(MARK)):
        if position:
            places.append((clean.count("\n") + 1, len(clean) - clean.rfind("\n")))
        clean += part
    return clean, places
