"""`budgetc build --engine dask`: the same bytes as here, with workers that come and go."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.run import Ran, run
from tests.region.book import write
from tests.region.generate import region
from tests.support import EXAMPLES, ROOT

from .conftest import COMPILER, Cluster

DEPARTMENTS = 120
BUILD = ("build", "--fresh", "--region", "-f", "markdown", "-f", "json")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a workspace that has a jurisdiction and settings of its own."""
    shutil.copytree(EXAMPLES / "templates", tmp_path / "templates")
    write(tmp_path, region(DEPARTMENTS))
    totals = "totals:\n  - {department: made-up-01, year: 2024, figure: revenue, amount: 1}\n"
    write(tmp_path, {"control-totals.yaml": f"unit: 元\n{totals}"})
    return tmp_path


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def _on(cluster: Cluster, home: Path, *more: str) -> Ran:
    return run(*BUILD, "--engine", "dask", "--scheduler", cluster.address, *more, cwd=home)


def _begun(cluster: Cluster, home: Path) -> subprocess.Popen[bytes]:
    """Return a build that is at work on a cluster."""
    engine = ("--engine", "dask", "--scheduler", cluster.address)
    return subprocess.Popen(
        [sys.executable, "-m", "budgetc", *BUILD, "-o", "far", *engine],
        cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(COMPILER), "BUDGETC_LANG": "en"},
    )  # fmt: skip


def _lines(ran: Ran) -> tuple[int, str, list[str]]:
    return ran.code, ran.err, [line.partition("/")[2] for line in ran.out.splitlines()]


def test_it_writes_the_same_bytes_and_says_the_same_words(cluster: Cluster, home: Path) -> None:
    for _ in range(2):
        cluster.add_worker()
    far = _on(cluster, home, "-o", "far")
    near = run(*BUILD, "--jobs", "1", "-o", "near", cwd=home)
    assert far.code == 1  # one source of the region has errors, and one total is not met
    assert "error[SRC002]" in far.err
    assert _lines(far) == _lines(near)
    assert _files(home / "far") == _files(home / "near")
    assert len(_files(home / "far")) > 2 * DEPARTMENTS - 10


def test_a_worker_that_is_killed_costs_time_and_nothing_else(cluster: Cluster, home: Path) -> None:
    first, _ = (cluster.add_worker() for _ in range(2))
    with _begun(cluster, home) as building:
        _wait_until_busy(first.pid)
        assert building.poll() is None
        first.send_signal(signal.SIGKILL)
        first.wait()
        out, err = building.communicate()
    assert building.returncode == 1, err.decode()
    assert "Remove worker" in cluster.said("scheduler")
    near = run(*BUILD, "--jobs", "1", "-o", "near", cwd=home)
    assert near.err == err.decode()
    assert out
    assert _files(home / "far") == _files(home / "near")


def _wait_until_busy(pid: int) -> None:
    """Wait until a worker has worked for half a second longer than it took to begin."""
    begun = _ticks(pid)
    while _ticks(pid) < begun + 50:
        time.sleep(0.02)


def _ticks(pid: int) -> int:
    """Return how long a process has worked, in hundredths of a second."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(told[11]) + int(told[12])


def test_a_scheduler_that_is_lost_is_told_and_nothing_is_written(
    cluster: Cluster, home: Path
) -> None:
    worker = cluster.add_worker()
    with _begun(cluster, home) as building:
        _wait_until_busy(worker.pid)
        assert building.poll() is None
        cluster.scheduler.kill()
        _, err = building.communicate()
    assert building.returncode == 1
    assert err.decode() == (
        f"Error: the scheduler at {cluster.address} was lost; nothing was written, begin it and "
        "build again\n"
    )
    assert not (home / "far").exists()


def test_a_worker_with_another_compiler_is_refused(cluster: Cluster, home: Path) -> None:
    """One sentence of its templates is another: its bytes would be, too."""
    other = cluster.folder / "other"
    shutil.copytree(COMPILER, other / "compiler", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("schema", "templates"):
        shutil.copytree(ROOT / name, other / name)
    with (other / "templates/region/book/document.j2").open("a", encoding="utf-8") as file:
        file.write("\n另\n")
    cluster.add_worker(other / "compiler")
    ran = _on(cluster, home)
    assert ran.code == 1
    assert "a worker has another budgetc than this one" in ran.err
    assert "Traceback" not in ran.err
    assert not (home / "build").exists()


@pytest.mark.slow
def test_a_cluster_without_workers_is_told(cluster: Cluster, home: Path) -> None:
    ran = _on(cluster, home)
    assert ran.code == 1
    assert f"the scheduler at {cluster.address} has no workers" in ran.err
    assert "dask worker" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.slow
def test_no_scheduler_is_told(home: Path) -> None:
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        ran = run(*BUILD, "--engine", "dask", "--scheduler", address, cwd=home)
        assert ran.code == 1
        assert f"no Dask scheduler answers at {address}" in ran.err
        assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--engine", "dask"), "--engine dask and --scheduler ADDRESS go together"),
        (("--scheduler", "tcp://127.0.0.1:9"), "go together"),
        (("--engine", "dask", "--scheduler", "x", "--watch"), "--watch and --engine dask do not"),
    ],
)
def test_options_that_mean_nothing_are_refused(
    home: Path, options: tuple[str, ...], told: str
) -> None:
    ran = run("build", *options, cwd=home)
    assert ran.code == 2
    assert told in ran.err


_WITHOUT_DASK = """
import sys
sys.modules["distributed"] = None  # what an import finds where it is not installed
from budgetc.__main__ import main
sys.argv[0] = "budgetc"
main()
"""


def test_without_dask_the_engine_is_refused_with_the_way_out(home: Path) -> None:
    engine = ("build", "--fresh", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    ran = subprocess.run(
        [sys.executable, "-c", _WITHOUT_DASK, *engine],
        cwd=home, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(COMPILER), "BUDGETC_LANG": "en"},
    )  # fmt: skip
    assert ran.returncode == 2
    assert "--engine dask needs Dask: pip install 'budgetc[dask]'" in ran.stderr
    assert "Traceback" not in ran.stderr
