"""A section of a place's own, beside those that every department has."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import line_text
from budgetc.ledger import Flow
from budgetc.pipeline import Compilation
from tests.support import EXAMPLES, MINIMAL, ROOT, compile_only, found, with_change, write_files

SCHEMA = "schema/departmental.schema.json"
HOTLINE: dict[str, Any] = {
    "type": "object",
    "properties": {"hotline": {"type": "string"}},
    "additionalProperties": False,
}
LINES: dict[str, Any] = {
    "type": "array",
    "x-margin": "petitions",
    "x-entry": ["name"],
    "items": {
        "type": "object",
        "required": ["name", "amount"],
        "properties": {
            "name": {"$ref": "#/$defs/name"},
            "amount": {"$ref": "#/$defs/amount"},
        },
        "additionalProperties": False,
    },
}
TYPED = """
petitions:
  - {name: 接访, amount: 0.30}
  - {name: 下访, amount: 0.20}
"""


def _compiled(folder: Path, section: dict[str, Any], typed: str, printed: str = "") -> Compilation:
    """Compile the smallest budget, its department's sections having one more."""
    schema = json.loads((ROOT / SCHEMA).read_text(encoding="utf-8"))
    schema["properties"]["petitions"] = section
    shutil.copytree(EXAMPLES / "templates", folder / "templates")
    files = {SCHEMA: json.dumps(schema), "budgets/bureau/2024.yaml": MINIMAL + typed}
    if printed:
        layout, template = (
            (folder / f"templates/tiny/{name}").read_text(encoding="utf-8")
            for name in ("layout.yaml", "document.j2")
        )
        figure = "figures:\n  petitions: {margin: petitions}\n"
        files["templates/tiny/layout.yaml"] = with_change(layout, "figures:\n", figure)
        files["templates/tiny/document.j2"] = template + printed
    write_files(folder, files)
    return compile_only(folder)


@pytest.mark.parametrize("section", [HOTLINE, LINES])
def test_nothing_needs_to_be_typed_in_it(tmp_path: Path, section: dict[str, Any]) -> None:
    compiled = _compiled(tmp_path, section, "")
    assert {one.code for one in compiled.findings} <= {"LAY102"}


def test_its_amounts_are_counted_beside_those_of_every_department(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path, LINES, TYPED, "\n信访{{ figures.petitions }}。\n")
    assert [one for one in found(compiled.findings) if one[2] != "LAY102"] == []
    assert compiled.draft is not None
    facts = compiled.draft.ledger.facts
    declared = [fact.fen for fact in facts if fact.flow is Flow.DECLARED]
    assert declared == [300000, 200000]
    assert len(facts) > len(declared)
    lines = [line_text(line) for block in compiled.draft.document.blocks for line in block.lines]
    assert "信访0.50万元。" in lines


def test_what_is_not_made_use_of_is_told(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path, LINES, TYPED)
    (told,) = (one for one in compiled.findings if one.code == "DOC002")
    assert ENGLISH(told.message).startswith("petitions is typed")
