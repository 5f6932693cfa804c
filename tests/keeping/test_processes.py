"""Several processes make the same as one, and whatever happens to one of them stops no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from budgetc.files.workspace import Source, Workspace
from budgetc.publish import processes
from budgetc.publish.making import Made, make_each
from budgetc.publish.processes import CHUNK, make_in_processes
from budgetc.publish.work import Work
from tests.cli.run import run
from tests.keeping.house import documents, source, write
from tests.support import with_change

MANY = 3 * CHUNK + 7
BROKEN = 30


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of several chunks of departments, one of them with errors."""
    root = tmp_path_factory.mktemp("many")
    for number in range(MANY):
        text = source(number)
        if number == BROKEN:
            text = with_change(text, "amount: 314.66", "amount: 314.65")
        write(root, f"budgets/d{number:03}/2024.yaml", text)
    return root


@pytest.mark.slow
def test_they_make_the_same_bytes_and_say_the_same_words(many: Path) -> None:
    said = [
        run(*command, "--fresh", "-j", jobs, cwd=many)
        for jobs in ("1", "3")
        for command in (("check",), ("build", "--strict"))
    ]
    assert said[0].code == 1
    assert said[:2] == said[2:]
    assert documents(many) == {}


def test_one_with_errors_stops_no_other(many: Path, tmp_path: Path) -> None:
    ran = run("build", "--fresh", "--region", "-j", "2", "-o", str(tmp_path / "out"), cwd=many)
    assert ran.code == 1
    assert len([*(tmp_path / "out").glob("d*/2024.md")]) == MANY - 1


@pytest.mark.parametrize(
    ("sources", "jobs", "most"),
    [
        pytest.param(12, 2, 20, marks=pytest.mark.slow),
        pytest.param(21, 2, 20, marks=pytest.mark.slow),
        (3, 4, 1),
        (1, 2, 1),
    ],
)
def test_each_process_has_its_share(
    many: Path, monkeypatch: pytest.MonkeyPatch, sources: int, jobs: int, most: int
) -> None:
    sizes: list[int] = []

    class Here:
        """A pool that works in this process."""

        def __init__(self, *_: object) -> None:
            pass

        def submit(
            self, make: Callable[..., list[Made]], chunk: Sequence[Source], *rest: Any
        ) -> Future[list[Made]]:
            sizes.append(len(chunk))
            done: Future[list[Made]] = Future()
            done.set_result(make(chunk, *rest))
            return done

        def shutdown(self, **_: object) -> None:
            pass

    monkeypatch.setattr(processes, "ProcessPoolExecutor", Here)
    workspace = Workspace.find(many)
    chosen = workspace.sources()[:sources]
    made = [*make_in_processes(chosen, Work((), many, "", date(2024, 6, 1)), workspace, jobs, most)]
    assert len(made) == sum(sizes) == sources
    assert max(sizes) <= most
    assert len(sizes) >= min(jobs, sources)


def _work(root: Path) -> Work:
    return Work(("markdown",), root / "build", "", date(2024, 6, 1))


def test_what_a_lost_process_had_to_do_is_done(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, work = Workspace.find(many), _work(many)
    sources = workspace.sources()
    expected = [
        (one.result.name, one.documents) for one in make_each(sources, work, workspace.resources())
    ]
    here = os.getpid()
    original = make_each

    def dies(sources: object, *others: object) -> object:
        if os.getpid() != here and any(str(BROKEN) in one.name for one in sources):  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)
        return original(sources, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(processes, "make_each", dies)
    made = [*make_in_processes(sources, work, workspace, 2)]
    assert [(one.result.name, one.documents) for one in made] == expected


def _children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, check=False)
    return [int(one) for one in found.stdout.split()]


def _working(many: Path, output: Path) -> subprocess.Popen[bytes]:
    """Return a build at work, with its two processes."""
    command = [sys.executable, "-m", "budgetc", "build", "--fresh", "-j", "2", "-o", str(output)]
    running = subprocess.Popen(
        command, cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    while len(_children(running.pid)) < len(("one", "other")):
        assert running.poll() is None
        time.sleep(0.02)
    return running


def _are_gone(processes: list[int]) -> bool:
    for _ in range(200):
        if not any(Path(f"/proc/{one}").exists() for one in processes):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system of Linux")
@pytest.mark.parametrize("lost_by", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "ended"])
def test_a_lost_process_leaves_no_other_at_work(
    many: Path, monkeypatch: pytest.MonkeyPatch, lost_by: signal.Signals
) -> None:
    workspace, work = Workspace.find(many), _work(many)
    sources = workspace.sources()[:4]
    here = os.getpid()
    original = make_each

    def dies_or_works(sources: Sequence[Source], *others: Any) -> object:
        if os.getpid() == here:
            return original(sources, *others)
        if sources[0].name == last:
            os.kill(os.getpid(), lost_by)
        time.sleep(30)
        raise AssertionError

    last = sources[-1].name
    monkeypatch.setattr(processes, "make_each", dies_or_works)
    before = {*_children(here)}
    made = make_in_processes(sources, work, workspace, 4, 1)
    assert [one.result.name for one in made] == [one.name for one in sources]
    left = [one for one in _children(here) if one not in before]
    gone = _are_gone(left)
    for one in () if gone else left:
        os.kill(one, signal.SIGKILL)
    assert gone


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system of Linux")
def test_ctrl_c_ends_them_all_and_writes_nothing(many: Path, tmp_path: Path) -> None:
    running = _working(many, tmp_path / "out")
    children = _children(running.pid)
    time.sleep(0.3)  # each has a chunk to make
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, b"Traceback" in err) == (130, b"", False)
    assert _are_gone(children)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system of Linux")
def test_a_killed_build_leaves_no_process_behind(many: Path, tmp_path: Path) -> None:
    running = _working(many, tmp_path / "out")
    children = _children(running.pid)
    running.kill()
    running.communicate(timeout=60)
    assert _are_gone(children)
