"""No call but those of `files` opens a file of a workspace."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

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
    "published/read.py": "the published document, a file that the user names",
    "published/folder.py": "the folders of published documents that the user names",
    "published/sheet_size.py": "the parts of a workbook, in its archive",
    "published/text_size.py": "the parts of a Word file, in its archive",
    "published/pdf.py": "the process that reads it",
    "render/pdf.py": "the private folder in which TeX works",
    "rules/pages.py": "pages that ship inside the package",
    "rules/catalogue.py": "rules that ship inside the package",
    "rules/handbook.py": "a command of development",
    "merge/driver.py": "the three files that git hands over",
    "merge/setup.py": "the attributes of the repository",
    "cli/git.py": "the attributes of the repository, and files that git hands over",
    "cli/diff.py": "whether a word names a file or a revision",
    "diff/revisions.py": "whether a word names a file or a revision",
    "publish/stale.py": "the output folder",
    "facts/sheets.py": "the output folder",
    "cli/watching.py": "the output folder",
    "keeping/compiler.py": "the compiler itself",
    "keeping/place.py": "the user's cache folder",
    "keeping/store.py": "the user's cache folder",
    "keeping/turn.py": "the user's cache folder",
    "cli/streams.py": "the streams of the run",
    "cli/new_year.py": "whether a file would be written over",
    "cli/new.py": "whether a file would be written over",
    "cli/new_source.py": "whether a file would be written over",
    "cli/copying.py": "whether a file would be written over",
    "cli/check.py": "where the repository begins",
    "cli/fmt.py": "files that are there to be formatted",
    "cli/inputs.py": "whether a folder was named",
    "cli/import_.py": "the form, a file that the user names",
    "cli/report.py": "whether a file would be written over",
    "cli/release.py": "whether what was published would be written over",
    "cli/verify.py": "the sources that the user names, by their digests",
    "cli/preview.py": "the browser, whose address is opened",
    "render/typst_worker.py": "the fonts of the system, in a process of its own",
}
"""Modules that look at files of their own, and which."""


WRITING = frozenset(
    {
        "write_text", "write_bytes", "touch", "mkdir", "makedirs", "mkdtemp", "mkstemp", "mkfifo",
        "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory",
        "rename", "renames", "unlink", "rmdir", "removedirs", "rmtree", "copy2", "copyfile",
        "copytree", "move", "symlink", "symlink_to", "link", "hardlink_to", "chmod", "fchmod",
        "lchmod", "chown", "fchown", "lchown", "truncate", "ftruncate", "utime", "fdopen",
    }
)  # fmt: skip
"""Names of what writes, renames, removes, or changes rights."""

WRITERS: Mapping[str, frozenset[str]] = {
    "files/disk.py": frozenset({"fdopen"}),  # of what was opened to be read
    "files/digests.py": frozenset({"fdopen"}),  # the same
    "render/pdf.py": frozenset({"TemporaryDirectory", "write_text"}),  # where TeX works
    "files/spool.py": frozenset({"TemporaryFile"}),  # nameless
    "keeping/place.py": frozenset({"mkdir"}),  # the user's cache folder
    "keeping/turn.py": frozenset({"open", "fdopen", "ftruncate"}),  # a file to hold, there too
    "cli/streams.py": frozenset({"open"}),  # nothing at all, in the place of a broken stream
}
"""Modules that write something else than files, and by what."""


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


def _writes(path: Path) -> Iterator[str]:
    """Yield the names of what a module calls to write."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        of_a_path = isinstance(called, ast.Attribute) and len(node.args) == 1 and not node.keywords
        if name in WRITING or (name == "replace" and of_a_path) or _opens_to_write(name, node):
            yield name


def _opens_to_write(name: str, call: ast.Call) -> bool:
    """Tell whether a call opens a file in another way than to read it."""
    if name != "open":
        return False
    said = [*call.args, *(word.value for word in call.keywords)]
    modes = {one.value for one in said if isinstance(one, ast.Constant)}
    flags = {part for one in said for part in ast.unparse(one).replace("|", " ").split()}
    return bool(
        any(isinstance(one, str) and set(one) & set("wax+") and len(one) < 4 for one in modes)
        or flags & {"os.O_WRONLY", "os.O_RDWR", "os.O_CREAT", "_NEW", "_HELD"}
    )


def test_one_module_writes_files() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): frozenset(calls)
        for path in PACKAGE.rglob("*.py")
        if (calls := tuple(_writes(path)))
    }
    assert {"open", "replace", "unlink", "mkdir", "fchmod"} <= found.pop("files/writing.py")
    assert found == WRITERS


@pytest.mark.parametrize(
    "line",
    ["open(p, 'wb')", "p.open(mode='a')", "os.open(p, os.O_WRONLY | os.O_CREAT)", "q.replace(p)",
     "os.rename(q, p)", "Path(p).unlink()", "p.write_text(t)", "shutil.move(q, p)"],
)  # fmt: skip
def test_a_module_that_writes_is_seen(tmp_path: Path, line: str) -> None:
    (tmp_path / "module.py").write_text(line, encoding="utf-8")
    assert list(_writes(tmp_path / "module.py"))


@pytest.mark.parametrize("line", ["open(p)", "p.open('rb')", "t.replace('a', 'b')"])
def test_a_module_that_reads_is_not(tmp_path: Path, line: str) -> None:
    (tmp_path / "module.py").write_text(line, encoding="utf-8")
    assert not list(_writes(tmp_path / "module.py"))


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
