"""docs/security.md names a test for every attack, and every test that it names is there."""

from __future__ import annotations

import ast
import re

from tests.support import ROOT

PAGE = ROOT / "docs/security.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SUBJECTS = ("YAML", "Template", "LaTeX", "Path", "Link", "Terminal", "Comment", "Workflow", "Git",
            "PDF", "Resources", "Schema")  # fmt: skip


def _tests(name: str) -> set[str]:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def _rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("|").split(" | ") for line in lines if line.startswith("| ")]
    return [row for row in rows if not row[0].strip().startswith(("---", "attack"))]


def test_every_attack_has_its_test() -> None:
    rows = _rows()
    assert len(rows) > 30
    for row in rows:
        assert len(row) == 3, row
        assert TEST.search(row[2]), row


def test_every_test_that_is_named_is_there() -> None:
    named = TEST.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 40
    missing = [f"{file}::{test}" for file, test in named if test not in _tests(file)]
    assert missing == []


def test_every_subject_is_there() -> None:
    headings = re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    for subject in SUBJECTS:
        assert any(subject.lower() in heading.lower() for heading in headings), subject
