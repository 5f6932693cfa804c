"""One look at a workspace: each folder once, each file with what the system says of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from budgetc.files.disk import Disk
from budgetc.files.port import FileRefusedError
from budgetc.files.record import REFUSED, digest_of
from budgetc.files.scan import Scan, Sign, digest_at, sign_of
from budgetc.files.workspace import Workspace

SECOND = 1_000_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (
        "budgets/a/2024.yaml",
        "budgets/a/unit/2024.yaml",
        "budgets/b/2024.yml",
        "budgets/x.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "budgets/link").symlink_to(tmp_path / "budgets/a")
    (tmp_path / "budgets/a/.hidden").write_text("")
    return tmp_path


def test_it_sees_what_the_disk_has(root: Path) -> None:
    scan, disk = Scan(root), Disk(root)
    for folder in ("budgets", "budgets/a", "budgets/a/unit", "budgets/b", "budgets/none", "none"):
        assert scan.entries(folder) == disk.entries(folder)
    assert scan.read("budgets/a/2024.yaml") == disk.read("budgets/a/2024.yaml")
    looked_at = Workspace(root, scan).listing()
    assert looked_at == Workspace.on_disk(root).listing()
    assert [one.name for one in looked_at.sources] == [
        "budgets/a/2024.yaml", "budgets/a/unit/2024.yaml", "budgets/b/2024.yml",
    ]  # fmt: skip


def test_a_folder_that_is_a_link_is_refused(root: Path) -> None:
    with pytest.raises(FileRefusedError):
        Scan(root).entries("budgets/link")


def test_a_folder_is_looked_into_once(root: Path) -> None:
    scan = Scan(root)
    before = scan.entries("budgets")
    (root / "budgets/later").mkdir()
    assert scan.entries("budgets") == before
    assert scan.is_absent("budgets/later")
    assert not scan.is_absent("budgets/a")
    assert not scan.is_absent("elsewhere/a")  # nobody has looked there


def test_a_sign_is_what_the_system_says(root: Path) -> None:
    scan, name = Scan(root), "budgets/a/2024.yaml"
    unasked = scan.sign(name)
    scan.entries("budgets")
    scan.entries("budgets/a")
    assert scan.sign(name) == unasked == sign_of(root / name)
    assert scan.sign("budgets/a/none.yaml") is None
    assert sign_of(root / "budgets/link") is None
    assert sign_of(root / "budgets") is None


def test_another_content_has_another_sign_whatever_its_time(root: Path) -> None:
    path = root / "budgets/a/2024.yaml"
    before, about = sign_of(path), path.stat()
    path.write_text(path.read_text(encoding="utf-8").upper(), encoding="utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    after = sign_of(path)
    assert before is not None
    assert after is not None
    assert (after.size, after.modified) == (before.size, before.modified)
    assert after != before


def test_a_sign_tells_nothing_until_the_clock_has_moved() -> None:
    fine = Sign(1, SECOND + 1, SECOND + 1, 7)
    assert not fine.is_settled(SECOND + 2)
    assert fine.is_settled(SECOND + SECOND // 10)
    coarse = Sign(1, SECOND, SECOND, 7)  # by a file system that counts in seconds
    assert not coarse.is_settled(3 * SECOND)
    assert coarse.is_settled(5 * SECOND)


def test_the_digest_of_a_file_that_is_gone_is_that_of_no_file(root: Path) -> None:
    assert digest_at(root / "budgets/a/2024.yaml") == digest_of(b"budgets/a/2024.yaml")
    assert digest_at(root / "none") == REFUSED
