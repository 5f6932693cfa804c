"""Writing: the old file or the new one at every moment, its rights kept, and nothing left over."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.files import writing
from budgetc.files.spool import _AT_A_TIME, Spool
from budgetc.files.writing import (
    leftovers,
    not_written,
    replacement,
    write_all,
    write_file,
    write_spool,
)

_STOPPED = """
import os, sys, time
from pathlib import Path
from budgetc.files.writing import write_file

def stop(_):
    print("writing", flush=True)
    time.sleep(600)

os.fsync = stop
write_file(Path(sys.argv[1]), b"new" * 1000)
"""
"""A run that stops in the middle of writing a file."""


def _fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "er" / "2024.md"
    assert write_all({target: b"new"}, tmp_path) == ()
    assert target.read_bytes() == b"new"
    assert _names(target.parent) == ["2024.md"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, ("No space left on device", "still stands; make room on the disk")),
        (errno.EACCES, ("Permission denied", "look at the folder's access rights")),
        (errno.ELOOP, ("Too many levels of symbolic links", "a link on the way to it leads to")),
        (errno.EPIPE, ("Broken pipe", "look at the folder's access rights")),
    ],
)
def test_what_the_system_refuses_is_told_with_the_way_out(
    tmp_path: Path, code: int, said: tuple[str, str]
) -> None:
    found = not_written(tmp_path / "a.md", OSError(code, os.strerror(code)))
    assert found.hint is not None
    assert ENGLISH(found.message) == f"cannot write {tmp_path / 'a.md'}: {said[0]}"
    assert said[1] in ENGLISH(found.hint)


@pytest.mark.parametrize("length", [0, 1, _AT_A_TIME - 1, _AT_A_TIME, _AT_A_TIME + 1])
@pytest.mark.parametrize("before", [None, b"", b"old", b"a" * _AT_A_TIME, b"a" * 2 * _AT_A_TIME])
def test_what_waits_in_a_spool_is_written_to_its_last_byte(
    tmp_path: Path, before: bytes | None, length: int
) -> None:
    target = tmp_path / "2024.md"
    if before is not None:
        target.write_bytes(before)
    with Spool[Path]() as spool:
        spool.put(tmp_path / "before", (b"x" * 7,))
        spool.put(target, (b"a" * length,))
        spool.put(tmp_path / "behind", (b"y" * 7,))
        assert write_spool(spool, tmp_path) == ()
    assert target.read_bytes() == b"a" * length


def test_a_file_that_has_what_waits_for_it_is_left_as_it_is(tmp_path: Path) -> None:
    target, content = tmp_path / "2024.md", b"a" * (_AT_A_TIME + 1)
    target.write_bytes(content)
    os.utime(target, (1, 1))
    with Spool[Path]() as spool:
        spool.put(target, (content,))
        assert write_spool(spool, tmp_path) == ()
    assert target.stat().st_mtime == 1


@pytest.mark.parametrize("before", [b"", b"a" * 20 * _AT_A_TIME])
def test_no_content_of_a_spool_is_held_as_a_whole(tmp_path: Path, before: bytes) -> None:
    target = tmp_path / "2024.md"
    target.write_bytes(before)
    with Spool[Path]() as spool:
        spool.put(target, (b"a" * _AT_A_TIME for _ in range(20)))
        tracemalloc.start()
        try:
            assert write_spool(spool, tmp_path) == ()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert target.stat().st_size == 20 * _AT_A_TIME
    assert peak < 5 * _AT_A_TIME


MANY = 300
"""Files, of which several are written side by side, and not all are handed out at once."""


def _contents(folder: Path) -> dict[Path, bytes]:
    """Return many files, two to a folder, some larger than what is read at a time."""
    big = _AT_A_TIME + 1
    return {
        folder / f"d{at // 2}" / f"{at % 2}.md": f"{at} ".encode() * (big if at % 50 == 0 else at)
        for at in range(MANY)
    }


def test_of_many_files_each_gets_its_own_content(tmp_path: Path) -> None:
    files = _contents(tmp_path)
    with Spool[Path]() as spool:
        for path, content in files.items():
            spool.put(path, (content,))
        assert write_spool(spool, tmp_path) == ()
    assert {path: path.read_bytes() for path in files} == files
    assert all(len(_names(folder)) == 2 for folder in tmp_path.iterdir())


def test_of_many_files_all_but_those_that_cannot_are_written_and_these_are_told_in_order(
    tmp_path: Path,
) -> None:
    files = dict.fromkeys(_contents(tmp_path), b"new")
    outside = tmp_path.with_name("outside")
    outside.mkdir()
    (tmp_path / "d140").symlink_to(outside)
    bad = [tmp_path / f"d{at}" / "0.md" for at in (3, 4, 99)]
    for path in bad:
        path.mkdir(parents=True)
    linked = [tmp_path / "d140" / f"{at}.md" for at in (0, 1)]
    found = write_all(files, tmp_path)
    assert [one.span.file for one in found] == [str(path) for path in (*bad, *linked)]
    assert not _names(outside)
    written = [path for path in files if path not in {*bad, *linked}]
    assert {path.read_bytes() for path in written} == {b"new"}


def test_who_is_interrupted_among_many_files_leaves_the_rest_and_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    files = _contents(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write_all(files, tmp_path)
    folders = [folder for folder in tmp_path.iterdir() if folder.is_dir()]
    assert len(folders) < MANY // 2
    assert not [name for folder in folders for name in _names(folder)]


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
    (found,) = write_all({target: b"new"}, tmp_path)
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
        write_all({target: b"new"}, tmp_path)
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
    assert write_all({target: b"new"}, tmp_path) == ()
    assert seen == [b"old"]
    assert target.read_bytes() == b"new"


def test_what_is_written_in_parts_takes_its_place_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.csv"
    with replacement(path) as file:
        file.write(b"one\n")
        file.write(b"two\n")
        assert not path.exists()
    assert path.read_bytes() == b"one\ntwo\n"
    with pytest.raises(TypeError), replacement(path) as file:
        file.writelines([b"three\n", "four\n"])  # type: ignore[list-item]
    assert path.read_bytes() == b"one\ntwo\n"
    assert [*path.parent.iterdir()] == [path]


def test_a_link_is_replaced_and_what_it_points_at_is_left(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"precious")
    target = tmp_path / "out" / "2024.md"
    target.parent.mkdir()
    target.symlink_to(other)
    assert write_all({target: b"new"}, tmp_path) == ()
    assert other.read_bytes() == b"precious"
    assert not target.is_symlink()
    assert target.read_bytes() == b"new"


def test_one_file_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.mkdir()
    findings = write_all({bad: b"new", good: b"new"}, tmp_path)
    assert [found.code for found in findings] == ["OUT001"]
    assert good.read_bytes() == b"new"


def test_a_file_behind_a_link_out_of_the_folder_is_not_written(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "bureau").symlink_to(outside)
    target = inside / "bureau" / "2024.md"
    (found,) = write_all({target: b"new"}, inside)
    assert found.code == "OUT001"
    assert "behind a link that leads out of" in ENGLISH(found.message)
    assert not _names(outside)


def test_a_loop_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (found,) = write_all({tmp_path / "loop" / "2024.md": b"new"}, tmp_path)
    assert found.code == "OUT001"
    assert _names(tmp_path) == ["loop"]


def test_a_pipe_is_no_file_to_be_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = write_all({tmp_path / "pipe": b"new"}, tmp_path)
    assert found.code == "OUT001"
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_a_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "2024.yaml"
    target.write_bytes(b"old")
    target.chmod(mode)
    with _umask(0o027):
        write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert _mode(target) == mode


@pytest.mark.parametrize("umask", [0o077, 0o022, 0o002])
def test_a_new_file_has_the_rights_that_the_system_gives(tmp_path: Path, umask: int) -> None:
    target = tmp_path / "bureau" / "2024.md"
    with _umask(umask):
        write_file(target, b"new")
    assert _mode(target) == 0o666 & ~umask
    assert _mode(target.parent) == 0o777 & ~umask


def test_a_file_is_nobody_elses_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "2024.yaml"
    target.write_bytes(b"old")
    target.chmod(0o600)
    seen: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append(os.fstat(handle).st_mode))
    write_file(target, b"new")
    assert [stat.S_IMODE(mode) for mode in seen] == [0o600]


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "2024.md"
    target.write_bytes(b"old")
    with _writing(target) as run:
        run.send_signal(signal.SIGKILL)
    (left,) = leftovers(tmp_path)
    assert left.name.startswith(".budgetc-")
    assert target.read_bytes() == b"old"
    write_file(target, b"other")
    assert target.read_bytes() == b"other"
    assert _names(tmp_path) == ["2024.md"]


def test_what_another_run_is_writing_is_left_to_it(tmp_path: Path) -> None:
    target = tmp_path / "2024.md"
    with _writing(target) as run:
        assert not list(leftovers(tmp_path))
        write_file(target, b"mine")
        (begun,) = (name for name in _names(tmp_path) if name != "2024.md")
        assert begun.startswith(".budgetc-")
        run.kill()
    assert target.read_bytes() == b"mine"


def test_only_our_own_leftovers_are_removed(tmp_path: Path) -> None:
    others = [
        ".2024.md.x1y2z3ab",
        ".budgetc-notes.tmp",
        ".budgetc-0123456789abcdef.tmp.bak",
        "budgetc-0123456789abcdef.tmp",
        ".budgetc-0123456789ABCDEF.tmp",
    ]
    for name in others:
        (tmp_path / name).write_bytes(b"somebody's")
    (tmp_path / ".budgetc-aaaaaaaaaaaaaaaa.tmp").symlink_to(others[0])
    (tmp_path / ".budgetc-bbbbbbbbbbbbbbbb.tmp").mkdir()
    os.mkfifo(tmp_path / ".budgetc-cccccccccccccccc.tmp")
    before = sorted(_names(tmp_path))
    write_file(tmp_path / "2024.md", b"new")
    assert sorted(_names(tmp_path)) == sorted([*before, "2024.md"])


def test_a_file_that_was_taken_for_a_leftover_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its beginning and its lock, another run may remove a file."""
    sync = os.fsync
    removed: list[str] = []

    def remove_once(handle: int) -> None:
        sync(handle)
        if not removed:
            removed.extend(_names(tmp_path))
            (tmp_path / removed[0]).unlink()

    monkeypatch.setattr(os, "fsync", remove_once)
    write_file(tmp_path / "2024.md", b"new")
    assert len(removed) == 1
    assert (tmp_path / "2024.md").read_bytes() == b"new"


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def _umask(umask: int) -> Iterator[None]:
    old = os.umask(umask)
    try:
        yield
    finally:
        os.umask(old)


@contextmanager
def _writing(target: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Have another process be writing a file; at the end it is to be dead."""
    command = [sys.executable, "-c", _STOPPED, str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"writing\n"
        yield run
        run.wait()


def test_where_nothing_is_written_no_folder_stays(tmp_path: Path) -> None:
    """As on a full disk: the folders were made, and the file was not."""
    wanted = tmp_path / "budgets" / "office" / ("x" * 300)
    (found,) = write_all({wanted: b"x"}, tmp_path)
    assert found.code == "OUT001"
    with pytest.raises(OSError, match="long"), writing.replacement(wanted) as file:
        file.write(b"x")
    with pytest.raises(OSError, match="long"):
        writing.write_file(wanted, b"x")
    assert list(tmp_path.iterdir()) == []
