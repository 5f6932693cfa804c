"""What a version is published with: nothing of a tree that is not ready, the same bytes twice."""

from __future__ import annotations

import hashlib
import runpy
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT, write_files

from .test_scripts import git

KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
CHANGELOG = """\
# Changelog

## Unreleased

## 0.2.0 - 2027-01-15

### Added

- Two.

## 0.1.0 - 2026-12-01

### Added

- One.
"""


@cache
def _script(name: str) -> Mapping[str, Any]:
    return runpy.run_path(str(ROOT / "ci" / f"{name}.py"))


def _problems(text: str) -> list[str]:
    return list(_script("changelog")["problems"](text))


def test_our_changelog_is_by_the_rule() -> None:
    assert _problems((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) == []


def test_the_notes_are_the_section_of_the_version() -> None:
    notes = _script("changelog")["notes"]
    assert _problems(CHANGELOG) == []
    assert notes(CHANGELOG, "0.2.0") == "### Added\n\n- Two.\n"
    assert notes(CHANGELOG, "0.1.0") == "### Added\n\n- One.\n"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("## Unreleased\n\n", "", "the first section is not Unreleased"),
        (" - 2027-01-15", "", "“0.2.0” is no version with its day, such as 0.2.0 - 2027-01-15"),
        ("2027-01-15", "2027-02-30", "“0.2.0 - 2027-02-30” is of no day that there is"),
        ("2027-01-15", "2026-01-15", "the newest version is not the first"),
        ("0.2.0", "0.1.0", "the newest version is not the first"),
        (
            "### Added\n\n- Two",
            "### New\n\n- Two",
            f"under “0.2.0 - 2027-01-15”: “New” is none of {', '.join(KINDS)}",
        ),
    ],
)
def test_a_changelog_against_the_rule_is_told(old: str, new: str, problem: str) -> None:
    text = CHANGELOG.replace(old, new, 1)
    assert _problems(text) == [problem]
    with pytest.raises(ValueError, match=problem.split(",", maxsplit=1)[0]):
        _script("changelog")["notes"](text, "0.2.0")


@pytest.mark.parametrize(
    ("text", "version", "problem"),
    [
        (CHANGELOG, "0.3.0", "there is no section ## 0.3.0 - YYYY-MM-DD"),
        (CHANGELOG.replace("### Added\n\n- Two.\n", ""), "0.2.0", "or nothing in it"),
        (
            CHANGELOG.replace("Unreleased\n", "Unreleased\n\n### Added\n\n- Three.\n"),
            "0.2.0",
            "something is left under Unreleased",
        ),
    ],
)
def test_a_version_without_notes_is_not_released(text: str, version: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        _script("changelog")["notes"](text, version)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that is ready to be released."""
    files = {
        "CHANGELOG.md": CHANGELOG,
        "compiler/budgetc/__init__.py": '__version__ = "0.2.0"\n',
        "tests/releases/0.2.0/documents.json": "{}\n",
    }
    write_files(tmp_path, files)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "all")
    return tmp_path


def test_a_repository_that_is_ready_gives_its_notes_and_its_time(repository: Path) -> None:
    release = _script("release")
    assert release["version_of"](repository) == "0.2.0"
    assert release["ready"](repository, "0.2.0") == "### Added\n\n- Two.\n"
    told = release["epoch"](repository)["SOURCE_DATE_EPOCH"]
    assert told.isdecimal()
    assert release["epoch"](repository) == {"SOURCE_DATE_EPOCH": told}


def _write(root: Path) -> None:
    (root / "CHANGELOG.md").write_text(CHANGELOG + "\n", encoding="utf-8")


def _add(root: Path) -> None:
    (root / "loose.py").write_text("", encoding="utf-8")


def _forget(root: Path) -> None:
    git(root, "rm", "-r", "--quiet", "tests")
    git(root, "commit", "--quiet", "--message", "without")


def _say_nothing(root: Path) -> None:
    (root / "CHANGELOG.md").write_text("## Unreleased\n", encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "nothing")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (_write, "not all is committed:\n M CHANGELOG.md"),
        (_add, r"not all is committed:\n\?\? loose.py"),
        (_forget, "no examples of 0.2.0 are kept: just keep"),
        (_say_nothing, "CHANGELOG.md: there is no section ## 0.2.0"),
    ],
)
def test_one_that_is_not_ready_is_refused(
    repository: Path, change: Callable[[Path], None], problem: str
) -> None:
    release = _script("release")
    change(repository)
    with pytest.raises(release["RefusedError"], match=problem):
        release["ready"](repository, "0.2.0")


def test_digests_are_of_all_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"2")
    (tmp_path / "a.txt").write_bytes(b"1")
    one, two = (hashlib.sha256(text).hexdigest() for text in (b"1", b"2"))
    assert _script("release")["digests"](tmp_path) == f"{one}  a.txt\n{two}  b.txt\n"


@pytest.mark.slow
def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    release = _script("release")
    built = release["same_bytes"](ROOT, tmp_path, release["version_of"](ROOT))
    assert [path.name.removeprefix("budgetc-").lstrip("0123456789.") for path in built] == [
        "-py3-none-any.whl",
        "tar.gz",
    ]


def test_two_builds_that_differ_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = _script("release")

    def built(_: Path, folder: Path, seed: str) -> list[Path]:
        folder.mkdir(parents=True)
        for name in ("budgetc-1.0.0.tar.gz", "budgetc-1.0.0-py3-none-any.whl"):
            (folder / name).write_text(seed if name.endswith("gz") else "", encoding="utf-8")
        return sorted(folder.iterdir())

    monkeypatch.setitem(release["same_bytes"].__globals__, "build", built)
    with pytest.raises(release["RefusedError"], match=r"two builds of budgetc-1.0.0.tar.gz"):
        release["same_bytes"](ROOT, tmp_path, "1.0.0")
