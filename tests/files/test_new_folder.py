"""A new folder: all of its files or none, and nothing left over."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from budgetc.files.writing import new_folder

FILES: Mapping[str, bytes] = {"2024.md": b"text", "manifest.json": b"{}"}

_STOPPED = """
import os, sys, time
from pathlib import Path
from budgetc.files.writing import new_folder

def stop(_):
    print("writing", flush=True)
    time.sleep(600)

os.fsync = stop
with new_folder(Path(sys.argv[1]), {"2024.md": b"text"}):
    pass
"""
"""A run that stops in the middle of writing a folder."""


def _all(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_folder_stands_there_with_all_its_files(tmp_path: Path) -> None:
    with new_folder(tmp_path / "a/2024", FILES):
        assert _all(tmp_path) == ["a", "a/2024", "a/2024/2024.md", "a/2024/manifest.json"]
    assert (tmp_path / "a/2024/2024.md").read_bytes() == b"text"


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_where_what_follows_fails_it_goes_again(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), new_folder(tmp_path / "a/b/2024", FILES):
        raise error
    assert _all(tmp_path) == []


def test_where_a_file_cannot_be_written_there_is_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Iterator[None]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"), new_folder(tmp_path / "a/2024", FILES):
        pass
    assert _all(tmp_path) == []


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_written_over(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "2024"
    if kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.touch()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError), new_folder(path, FILES):
        pass
    assert _all(tmp_path) == ["2024"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no folder")
def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _STOPPED, str(tmp_path / "2024")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        begun = [path for path in tmp_path.iterdir() if path.is_dir()]
        assert len(begun) == 1
        with new_folder(tmp_path / "2023", FILES):
            assert begun[0].is_dir()  # it is still at work
        process.send_signal(signal.SIGKILL)
        process.wait()
    with new_folder(tmp_path / "2025", FILES):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2023", "2025"]
