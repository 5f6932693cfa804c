"""What the tests of tracing share: the reference documents, and their derivations as JSON."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from budgetc.budget.consolidate import consolidate
from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import Document
from budgetc.files.workspace import Workspace
from budgetc.inputs import load
from budgetc.layout import lay_out
from budgetc.ledger import Cube, post
from budgetc.pipeline import Compilation, Draft, compile_source
from budgetc.trace import Derivation
from budgetc.trace.answer import answer
from budgetc.trace.data import answer_data
from tests.support import RESOURCES, ROOT, TODAY, found, write_files

KORLA = "budgets/korla-etdz-market-supervision/2024.yaml"
PUTUO = "budgets/putuo-finance-bureau/2025.yaml"
REFERENCES = (KORLA, PUTUO)

Tree = dict[str, Any]
"""A node of a derivation, as JSON has it."""


@cache
def reference(name: str) -> Compilation:
    """Return a reference budget, compiled."""
    workspace = Workspace.on_disk(ROOT)
    return compile_source(workspace.source(ROOT / name), workspace.resources())


def document(compiled: Compilation) -> Document:
    """Return the document of a source that has no errors."""
    assert compiled.document is not None, found(compiled.findings)
    return compiled.document


def laid_out(text: bytes) -> Compilation:
    """Return a source with its document, whatever the rules would say of its amounts."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "budgets" / "bureau"
        home.mkdir(parents=True)
        (home / "2024.yaml").write_bytes(text)
        source = Workspace.find(Path(folder)).source(home / "2024.yaml")
        inputs = load(source, RESOURCES, TODAY)
        assert inputs.budget is not None, found(inputs.findings)
        assert inputs.given is not None, found(inputs.findings)
    conventions = inputs.given.conventions
    budget = consolidate(inputs.budget)
    ledger = post(budget, conventions.catalogue)
    made, gaps = lay_out(budget, Cube(ledger, conventions.catalogue), conventions)
    assert made is not None, found(gaps)
    return Compilation(inputs, (), draft=Draft(made, budget, ledger, conventions))


def draft(compiled: Compilation) -> Draft:
    """Return what a source without errors comes to."""
    assert compiled.draft is not None, found(compiled.findings)
    return compiled.draft


def printed_answer(compiled: Compilation, name: str) -> dict[str, Any]:
    """Return what `budgetc trace --format json` prints of a figure, read again."""
    known = answer(draft(compiled), name)
    assert known is not None, name
    read: dict[str, Any] = json.loads(json.dumps(answer_data(known, ENGLISH)))
    return read


def leaves(tree: Tree) -> Iterator[Tree]:
    """Yield the nodes of a tree that were typed."""
    if tree["leaf"] is not None:
        yield tree
    for child in tree["children"]:
        yield from leaves(child)


def nodes(node: Derivation) -> Iterator[Derivation]:
    """Yield a node and all below it."""
    yield node
    for child in node.children:
        yield from nodes(child)


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write a department's files into a workspace; return the department's folder."""
    home = folder / "budgets" / "bureau"
    write_files(home, files)
    return home
