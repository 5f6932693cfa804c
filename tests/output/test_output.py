"""Writing: at every moment the old document or the new one, never half of one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetc.files.data import Resources
from budgetc.publish.write import render_source, write_all
from tests.support import KORLA, ROOT, compile_text

RESOURCES = Resources.of_workspace(ROOT)


def _fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "er" / "2024.md"
    assert write_all({target: b"new"}) == ()
    assert target.read_bytes() == b"new"
    assert _names(target.parent) == ["2024.md"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "2024.md"
    target.write_bytes(b"old")
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", _fail)
    else:
        monkeypatch.setattr(Path, "replace", _fail)
    (found,) = write_all({target: b"new"})
    monkeypatch.undo()
    assert found.code == "OUT001"
    assert found.span.file == str(target)
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["2024.md"]


def test_a_build_that_is_stopped_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    target = tmp_path / "2024.md"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_all({target: b"new"})
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["2024.md"]


def test_the_old_file_stands_whole_until_the_new_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "2024.md"
    target.write_bytes(b"old")
    seen: list[bytes] = []
    sync: Callable[[int], None] = os.fsync

    def look(descriptor: int) -> None:
        seen.append(target.read_bytes())
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    assert write_all({target: b"new"}) == ()
    assert seen == [b"old"]
    assert target.read_bytes() == b"new"


def test_a_link_is_replaced_and_what_it_points_at_is_left(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"precious")
    target = tmp_path / "out" / "2024.md"
    target.parent.mkdir()
    target.symlink_to(other)
    assert write_all({target: b"new"}) == ()
    assert other.read_bytes() == b"precious"
    assert not target.is_symlink()
    assert target.read_bytes() == b"new"


def test_one_file_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.mkdir()
    findings = write_all({bad: b"new", good: b"new"})
    assert [found.code for found in findings] == ["OUT001"]
    assert good.read_bytes() == b"new"


def test_a_source_without_a_document_gives_no_file() -> None:
    broken = compile_text("year: [", RESOURCES)
    whole = compile_text(KORLA, RESOURCES)
    assert broken.document is None
    assert whole.document is not None
    formats = ["markdown", "markdown"]
    made = render_source(whole.source, whole.document, formats, Path("out"), RESOURCES)
    files, findings = made
    assert not findings
    assert [path.as_posix() for path in files] == ["out/bureau/2024.md"]


def test_rendering_writes_nothing(tmp_path: Path) -> None:
    whole = compile_text(KORLA, RESOURCES)
    assert whole.document is not None
    files, _ = render_source(whole.source, whole.document, ["json"], tmp_path, RESOURCES)
    assert len(files) == 1
    assert not list(tmp_path.iterdir())
