"""One way to open a file, whatever it stands on: a disk, a commit, memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.commit import CommitFiles
from budgetc.files.disk import Disk
from budgetc.files.memory import Layered, Memory
from budgetc.files.port import MAX_BYTES, FileRefusedError, Files, FolderEntry, all_names
from tests.support import write_files

FILES = {
    "budgets/a/2024.yaml": b"year: 2024\n",
    "budgets/a/team/2024.yaml": b"year: 2024\n",
    "budgets/.hidden/2024.yaml": b"hidden",
    "budgets/notes.txt": b"",
    "schema/units.json": b"{}",
}
LARGE = "budgets/large.yaml"
LINK = "budgets/link.yaml"


def _write(root: Path) -> Path:
    write_files(root, {**FILES, LARGE: b" " * (MAX_BYTES + 1)})
    (root / LINK).symlink_to("notes.txt")
    return root


def _disk(root: Path) -> Files:
    return Disk(_write(root))


def _commit(root: Path) -> Files:
    _write(root)
    for words in (("init", "-q"), ("add", "-f", "."), ("commit", "-q", "-m", "x")):
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True)
    return CommitFiles(root, head.stdout.decode().strip(), ("budgets", "schema"))


def _memory(_: Path) -> Files:
    return Memory({**FILES, LARGE: b" " * (MAX_BYTES + 1)})


PORTS = pytest.mark.parametrize("port", [_disk, _commit, _memory])
Port = Callable[[Path], Files]


@PORTS
def test_files_are_read_by_name(port: Port, tmp_path: Path) -> None:
    files = port(tmp_path)
    assert files.read("budgets/a/2024.yaml") == b"year: 2024\n"
    assert files.read("schema/units.json") == b"{}"


@PORTS
@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "/etc/passwd", "budgets", "budgets/none.yaml", "budgets/a/2024.yaml/x",
     "budgets/../budgets/a/2024.yaml", "budgets//a/2024.yaml", "budgets/./a/2024.yaml",
     "budgets/.hidden/2024.yaml", ".git/config", "budgets\\a\\2024.yaml", "budgets/\0",
     "budgets/" + "x" * 5000, "x/" * 3000 + "y"],
)  # fmt: skip
def test_other_names_are_nobodys(port: Port, tmp_path: Path, name: str) -> None:
    files = port(tmp_path)
    if name == "budgets" and port is _disk:
        with pytest.raises(FileRefusedError):
            files.read(name)
    else:
        assert files.read(name) is None


@PORTS
def test_a_folder_is_looked_into(port: Port, tmp_path: Path) -> None:
    files = port(tmp_path)
    entries = [entry for entry in files.entries("budgets") if entry.name != "link.yaml"]
    assert entries == [
        FolderEntry("a", is_file=False, is_folder=True),
        FolderEntry("large.yaml", is_file=True, is_folder=False),
        FolderEntry("notes.txt", is_file=True, is_folder=False),
    ]
    assert files.entries("budgets/none") == ()
    assert files.entries("budgets/.hidden") in ((), (FolderEntry("2024.yaml", True, False),))  # noqa: FBT003
    assert list(all_names(files, "budgets/a")) == [
        "budgets/a/2024.yaml",
        "budgets/a/team/2024.yaml",
    ]


@PORTS
def test_a_file_over_the_bound_is_refused(port: Port, tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError) as caught:
        port(tmp_path).read(LARGE)
    found = caught.value.diagnostic
    assert (found.code, found.span.file) == ("SYN010", LARGE)
    assert ENGLISH(found.message) == (
        f"the file has {MAX_BYTES + 1} bytes; at most {MAX_BYTES} are read"
    )


@pytest.mark.parametrize("port", [_disk, _commit])
def test_a_link_is_there_and_is_refused(port: Port, tmp_path: Path) -> None:
    files = port(tmp_path)
    assert FolderEntry("link.yaml", is_file=False, is_folder=False) in files.entries("budgets")
    with pytest.raises(FileRefusedError) as caught:
        files.read(LINK)
    found = caught.value.diagnostic
    assert (found.code, found.span.file) == ("SYN012", LINK)
    assert ENGLISH(found.message) == f"{LINK} is a link, a folder or a pipe, and no file"


def test_no_link_is_followed_on_the_way(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2024.yaml").write_bytes(b"secret")
    root = tmp_path / "root"
    (root / "budgets").mkdir(parents=True)
    (root / "budgets/d").symlink_to(outside)
    (root / "budgets/loop").symlink_to("loop")
    files = Disk(root)
    for name in ("budgets/d/2024.yaml", "budgets/loop/2024.yaml", "budgets/loop"):
        with pytest.raises(FileRefusedError):
            files.read(name)
    for folder in ("budgets/d", "budgets/loop"):
        with pytest.raises(FileRefusedError):
            files.entries(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(FileRefusedError):
        Disk(tmp_path).read("pipe.yaml")
    assert Disk(tmp_path).entries("") == (FolderEntry("pipe.yaml", is_file=False, is_folder=False),)
    with pytest.raises(FileRefusedError):
        Disk(Path("/dev")).read("zero")


def test_a_file_that_is_swapped_for_a_link_is_not_followed(tmp_path: Path) -> None:
    """What was looked at may be something else when it is opened."""
    (tmp_path / "secret").write_bytes(b"secret")
    swapping = tmp_path / "root"
    swapping.mkdir()
    target = swapping / "2024.yaml"
    code = (
        "import os, sys, time\n"
        "target, secret = sys.argv[1:]\n"
        "print('on', flush=True)\n"
        "while True:\n"
        "    for make in (lambda p: os.symlink(secret, p), lambda p: open(p, 'wb').close()):\n"
        "        make(target + '.new'); os.replace(target + '.new', target)\n"
    )
    target.write_bytes(b"")
    with subprocess.Popen(
        [sys.executable, "-c", code, str(target), str(tmp_path / "secret")], stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            seen: set[bytes | None] = set()
            reads = 0
            while reads < 3000 or b"refused" not in seen:  # a busy machine swaps it late
                reads += 1
                try:
                    seen.add(Disk(swapping).read("2024.yaml"))
                except FileRefusedError:
                    seen.add(b"refused")
        finally:
            process.kill()
    assert b"secret" not in seen
    assert b"refused" in seen


UNPRIVILEGED = """
import os, sys
from pathlib import Path
from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.disk import Disk
from budgetc.files.port import FileRefusedError
files = Disk(Path(sys.argv[1]))
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for look, name in ((files.read, "shut.yaml"), (files.read, "closed/x"), (files.entries, "closed")):
    try:
        print(look(name))
    except FileRefusedError as error:
        print(ENGLISH(error.diagnostic.message))
"""


@pytest.mark.skipif(os.name != "posix", reason="access rights of POSIX")
def test_what_may_not_be_looked_at_is_not_called_absent(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "shut.yaml").write_bytes(b"x")
    for path in (tmp_path / "closed", tmp_path / "shut.yaml"):
        path.chmod(0)
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(tmp_path)],
        capture_output=True, text=True, check=False, cwd="/",
    )  # fmt: skip
    (tmp_path / "closed").chmod(0o755)
    assert done.stdout.splitlines() == [
        "cannot read shut.yaml: Permission denied",
        "cannot read closed/x: Permission denied",
        "cannot read closed: Permission denied",
    ], done.stderr


def test_layers_are_one_set_of_files() -> None:
    files = Layered((Memory({"a/x": b"1"}), Memory({"a/x": b"2", "a/y": b"3", "b/z": b""})))
    assert (files.read("a/x"), files.read("a/y"), files.read("a/z")) == (b"1", b"3", None)
    assert [entry.name for entry in files.entries("a")] == ["x", "y"]
    assert [entry.name for entry in files.entries("")] == ["a", "b"]
