"""What the wheel brings ready made is used, and only as long as it is of the files that count."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.packaging.installed import SOURCE, Installed, run

OVERVIEW = "templates/xinjiang/overview.j2"
WORDS = "# Words of another overview\n"

_OF_PACKAGE = """
import sys
package, *sys.argv[1:] = sys.argv[1:]
sys.path.insert(0, package)
{first}
from budgetc.__main__ import main
main()
"""

_NOTHING_IS_MADE = """
import jinja2
import budgetc.jurisdiction.conventions as conventions
import budgetc.jurisdiction.sources as sources

def refuse(*_, **__):
    raise AssertionError("made anew")

jinja2.Environment.compile = conventions.check_layout = sources.assemble = refuse
"""


@pytest.fixture
def package(installed: Installed, tmp_path: Path) -> Path:
    """A copy of the package, whose files may be changed."""
    with zipfile.ZipFile(installed.wheel) as archive:
        archive.extractall(tmp_path / "package")
    return tmp_path / "package"


@pytest.fixture
def workspace(installed: Installed, tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    shutil.copytree(installed.workspace / "budgets", folder / "budgets")
    return folder


def _ran(
    installed: Installed, package: Path, workspace: Path, *arguments: str, first: str = ""
) -> subprocess.CompletedProcess[str]:
    code = _OF_PACKAGE.format(first=first)
    return run(installed.programs / "python", "-c", code, package, *arguments, cwd=workspace)


def _built(installed: Installed, package: Path, workspace: Path) -> str:
    ran = _ran(installed, package, workspace, "build", SOURCE)
    assert ran.returncode == 0, ran.stderr
    (document,) = (workspace / "build").rglob("*.md")
    return document.read_text(encoding="utf-8")


def _prepared(package: Path) -> Path:
    return package / "budgetc" / "data" / "prepared"


def _anew(folder: Path) -> None:
    shutil.rmtree(folder / "build", ignore_errors=True)


def test_nothing_is_made_that_was_prepared(
    installed: Installed, package: Path, workspace: Path
) -> None:
    checked = _ran(installed, package, workspace, "check", SOURCE, first=_NOTHING_IS_MADE)
    assert checked.returncode == 0, checked.stderr
    built = _ran(installed, package, workspace, "build", SOURCE, first=_NOTHING_IS_MADE)
    assert built.returncode == 0, built.stderr


def test_without_it_all_is_made(installed: Installed, package: Path, workspace: Path) -> None:
    shutil.rmtree(_prepared(package))
    ran = _ran(installed, package, workspace, "check", SOURCE, first=_NOTHING_IS_MADE)
    assert "made anew" in ran.stderr


def test_reports_and_documents_are_the_same_without_it(
    installed: Installed, package: Path, workspace: Path
) -> None:
    def seen() -> tuple[str, str, str]:
        checked = _ran(installed, package, workspace, "check", "--coverage", SOURCE)
        waived = _ran(installed, package, workspace, "check", "--format", "json", SOURCE)
        return checked.stdout, waived.stdout, _built(installed, package, workspace)

    prepared = seen()
    _anew(workspace)
    shutil.rmtree(_prepared(package))
    assert seen() == prepared


def test_a_template_of_the_package_that_was_changed_counts(
    installed: Installed, package: Path, workspace: Path
) -> None:
    template = package / "budgetc" / "data" / OVERVIEW
    template.write_text(WORDS + template.read_text(encoding="utf-8"), encoding="utf-8")
    assert WORDS.strip("# \n") in _built(installed, package, workspace)


def test_a_layout_of_the_package_that_was_changed_counts(
    installed: Installed, package: Path, workspace: Path
) -> None:
    layout = package / "budgetc" / "data" / "templates" / "xinjiang" / "layout.yaml"
    layout.write_text("no: layout\n", encoding="utf-8")
    ran = _ran(installed, package, workspace, "check", SOURCE)
    assert ran.returncode == 1
    assert "templates/xinjiang/layout.yaml" in ran.stdout


def test_a_template_of_the_workspace_takes_the_place_of_one_that_was_prepared(
    installed: Installed, package: Path, workspace: Path
) -> None:
    template = workspace / OVERVIEW
    template.parent.mkdir(parents=True)
    shipped = (package / "budgetc" / "data" / OVERVIEW).read_text(encoding="utf-8")
    template.write_text(WORDS + shipped, encoding="utf-8")
    assert WORDS.strip("# \n") in _built(installed, package, workspace)


def test_a_block_of_the_workspace_is_in_a_template_that_was_prepared(
    installed: Installed, package: Path, workspace: Path
) -> None:
    block = workspace / "templates" / "xinjiang" / "overrides" / "explanation.revenue.j2"
    block.parent.mkdir(parents=True)
    block.write_text("Words of another block\n", encoding="utf-8")
    assert "Words of another block" in _built(installed, package, workspace)


def test_nothing_of_a_workspace_passes_for_prepared(
    installed: Installed, package: Path, workspace: Path
) -> None:
    for place in (workspace, workspace / "data", workspace / "budgetc" / "data"):
        for name in ("templates.marshal", "values.pickle"):
            file = place / "prepared" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"no code")
    ran = _ran(installed, package, workspace, "check", SOURCE, first=_NOTHING_IS_MADE)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(("made_by", "other"), [(b"jinja 3", b"jinja 2"), (b"\r\n", b"\n\r")])
def test_code_that_another_jinja_or_python_made_is_left(
    installed: Installed, package: Path, workspace: Path, made_by: bytes, other: bytes
) -> None:
    code = _prepared(package) / "templates.marshal"
    head = code.read_bytes()[:20]
    assert made_by in head
    expected = _built(installed, package, workspace)
    _anew(workspace)
    code.write_bytes(head.replace(made_by, other) + b"no code of this Python")
    assert _built(installed, package, workspace) == expected
