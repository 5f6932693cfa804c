"""No call but those of `files` opens a file of a workspace."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.support import ROOT

PACKAGE = ROOT / "compiler" / "budgetc"

OPENING = frozenset(
    {
        "open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes", "glob", "rglob",
        "iterdir", "walk", "scandir", "listdir", "is_file", "is_symlink", "lexists", "stat",
        "lstat", "samefile", "mkstemp", "readlink",
    }
)  # fmt: skip
"""Names of what looks at, or opens, something on a disk."""

OTHERS: Mapping[str, str] = {
    "compare/read.py": "the published document, a file that the user names",
    "compare/pdf.py": "pdftotext",
    "render/pdf.py": "the private folder in which TeX works",
    "rules/pages.py": "pages that ship inside the package",
    "rules/handbook.py": "a command of development",
    "merge/driver.py": "the three files that git hands over",
    "merge/setup.py": "the attributes of the repository",
    "cli/git.py": "the attributes of the repository, and files that git hands over",
    "cli/diff.py": "whether a word names a file or a revision",
    "diff/revisions.py": "whether a word names a file or a revision",
    "publish/stale.py": "the output folder",
    "publish/write.py": "the output folder",
    "cli/watching.py": "the output folder",
    "cli/streams.py": "the streams of the run",
    "cli/new_year.py": "whether a file would be written over",
    "cli/new_source.py": "whether a file would be written over",
    "cli/new_workspace.py": "whether a file would be written over",
    "cli/copying.py": "whether a file would be written over",
    "cli/report_forms.py": "where the repository begins",
    "cli/fmt.py": "files that are there to be formatted",
    "cli/inputs.py": "whether a folder was named",
}
"""Modules that look at files of their own, and which."""


def _calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in OPENING:
                yield called.attr
            elif isinstance(called, ast.Name) and called.id == "open":
                yield called.id


def test_files_of_a_workspace_are_opened_in_one_room() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): sorted(set(calls))
        for path in PACKAGE.rglob("*.py")
        if (calls := tuple(_calls(path)))
    }
    assert "files/disk.py" in found
    elsewhere = {name for name in found if not name.startswith("files/")}
    assert elsewhere - OTHERS.keys() == set()


def test_no_exception_is_written_once_for_all() -> None:
    """A frozen exception cannot be given its traceback: Python itself then fails."""
    frozen = []
    classes = 0
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                classes += 1
                if any("frozen" in ast.unparse(one) for one in node.decorator_list):
                    frozen.append(f"{path.name}: {node.name}")
    assert classes > 5
    assert frozen == []
