"""A snapshot says of files what the disk said of them, also what it refused."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetc.files.disk import Disk
from budgetc.files.port import MAX_BYTES, FileRefusedError, Files, FolderEntry
from budgetc.files.snapshot import Snapshot, UnseenError, snapshot

NAMES = (
    "a/2024.yaml", "a/none.yaml", "a/unit/2024.yaml", "a/none/2024.yaml", "a/link.yaml",
    "a/large.yaml", "a/linked/2024.yaml", "a/unit", "a/2024.yaml/x.yaml", "a/.hidden/x.yaml",
    "single.yaml", "none.yaml",
)  # fmt: skip
FOLDERS = ("a", "a/unit", "a/none", "a/linked", "a/2024.yaml", "a/.hidden")


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """Return a folder with all that may stand in one."""
    for name in ("a/2024.yaml", "a/unit/2024.yaml", "a/.hidden/x.yaml", "single.yaml", "b/1.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "a/large.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    (tmp_path / "a/notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "a/link.yaml").symlink_to(tmp_path / "a/2024.yaml")
    (tmp_path / "a/linked").symlink_to(tmp_path / "a/unit")
    return Disk(tmp_path)


def _travelled(disk: Disk) -> Snapshot:
    taken = snapshot(disk, ["a"], ["single.yaml", "none.yaml"], (".yaml",))
    there: Snapshot = pickle.loads(pickle.dumps(taken))  # noqa: S301
    return there


def _said(look: Callable[[str], object], name: str) -> object:
    try:
        return look(name)
    except FileRefusedError as error:
        return error.diagnostic


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_what_the_disk_reads(disk: Disk, name: str) -> None:
    assert _said(_travelled(disk).read, name) == _said(disk.read, name)


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_has_the_entries_that_the_disk_has(disk: Disk, folder: str) -> None:
    assert _said(_travelled(disk).entries, folder) == _said(disk.entries, folder)


@pytest.mark.parametrize("name", ["b/1.yaml", "b/2.yaml", "a/notes.pdf", "other.yaml"])
def test_what_nobody_looked_at_is_not_taken_for_absent(disk: Disk, name: str) -> None:
    with pytest.raises(UnseenError):
        _travelled(disk).read(name)


@pytest.mark.parametrize("folder", ["b", "b/inside", ""])
def test_nor_is_a_folder(disk: Disk, folder: str) -> None:
    with pytest.raises(UnseenError):
        _travelled(disk).entries(folder)


def test_it_is_one_of_the_ways_to_files(disk: Disk) -> None:
    files: Files = _travelled(disk)
    assert files.entries("a/unit") == (FolderEntry("2024.yaml", is_file=True, is_folder=False),)
