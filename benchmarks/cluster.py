"""`python -m benchmarks.cluster`: how long a Dask cluster takes for all departments of a country.

What one department costs is measured here: to pack it, to make it on a worker, to take and write
what comes back, and how many bytes travel. What many workers make of many departments is then
played through, chunk by chunk, by the rules of `budgetc.publish.cluster`: chunks go out in order,
no more are under way than that allows, and what comes back is taken in order.
"""

from __future__ import annotations

import argparse
import logging
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush
from pathlib import Path
from statistics import fmean, median

from distributed import Client, LocalCluster

from benchmarks.generate import generate
from budgetc.files.workspace import Workspace
from budgetc.publish.cluster import AHEAD, CHUNK, make_parcel, own_data, packed_parcel
from budgetc.publish.work import Work

_ALL = 230_000
"""Departments and units of China that publish a budget."""

_WORKERS = (1, 2, 8, 32, 64, 128, 256)
_CHUNKS = (5, CHUNK, 100)
_BANDWIDTH = 125e6
"""Bytes a second of the line of the machine that sends the work: a gigabit."""

_FEW, _MANY = 3 * CHUNK, 9 * CHUNK
"""Departments that are built: what the second build costs more is of the departments alone."""

_PAIRS = 5
"""How often each of the two is built, in turns; the middle difference counts."""

_NOTHING_TO_DO = 200


@dataclass(frozen=True, slots=True)
class Costs:
    """What one department costs.

    Attributes:
        pack: seconds to read and pack it, where the build was begun.
        make: seconds on a worker.
        take: seconds for all else where the build was begun: to unpack, keep and write.
        sent: bytes that go out.
        returned: bytes that come back.
        task: seconds that Dask needs for a chunk besides.
        peak: bytes of memory that a worker had at most.
    """

    pack: float
    make: float
    take: float
    sent: int
    returned: int
    task: float
    peak: int


def main() -> None:
    """Measure, and play it through."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=main.__doc__)
    parser.add_argument("--departments", type=int, default=_ALL)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        costs = _measured(Path(folder))
    print(
        f"One department: packed in {1e3 * costs.pack:.1f} ms, made in {1e3 * costs.make:.0f} ms, "
        f"taken and written in {1e3 * costs.take:.1f} ms; {costs.sent / 1e3:.0f} KB go out, "
        f"{costs.returned / 1e3:.0f} KB come back. A task costs Dask {1e3 * costs.task:.1f} ms; a "
        f"worker had at most {costs.peak / 2**20:.0f} MiB.\n"
    )
    print(f"{arguments.departments:,} departments, minutes, and how busy the workers are:\n")
    print("| workers |" + "".join(f" chunks of {chunk} |" for chunk in _CHUNKS) + " memory |")
    print("| --- |" + " --- |" * (len(_CHUNKS) + 1))
    for workers in _WORKERS:
        cells = ""
        for chunk in _CHUNKS:
            seconds = simulated(costs, arguments.departments, workers, chunk)
            busy = arguments.departments * costs.make / workers / seconds
            cells += f" {seconds / 60:.1f} ({busy:.0%}) |"
        held = AHEAD * workers * CHUNK * (costs.sent + costs.returned) / 2**20
        print(f"| {workers} |{cells} {held:.0f} MiB |")


def simulated(costs: Costs, departments: int, workers: int, chunk: int) -> float:
    """Return how many seconds a build takes, by the rules of `budgetc.publish.cluster`."""
    here = out = back = 0.0  # when who sends the work, and its line each way, are free again
    free = [0.0] * workers
    heapify(free)
    waiting: deque[tuple[int, float]] = deque()

    def taken() -> float:
        size, there = waiting.popleft()
        return max(here, there) + size * costs.take

    for at in range(0, departments, chunk):
        size = min(chunk, departments - at)
        while len(waiting) >= AHEAD * workers:
            here = taken()
        here += size * costs.pack
        out = max(out, here) + size * costs.sent / _BANDWIDTH
        made = max(out, heappop(free)) + size * costs.make + costs.task
        heappush(free, made)
        back = max(back, made) + size * costs.returned / _BANDWIDTH
        waiting.append((size, back))
    while waiting:
        here = taken()
    return here


def _measured(home: Path) -> Costs:
    folders = {few: home / str(few) for few in (_FEW, _MANY)}
    for departments, folder in folders.items():
        _populate(folder, departments)
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    ) as cluster:
        address = cluster.scheduler_address
        pairs = [[_built(one, address) for one in folders.values()] for _ in range(_PAIRS)]
        with Client(cluster) as client:
            peak = max(client.run(_peak).values())
            task = _task(client)
    pack, make, sent, returned = _parcels(folders[_FEW])
    take = median(many - few for few, many in pairs) / (_MANY - _FEW) - pack
    return Costs(pack, make, take, sent, returned, task, peak)


def _populate(home: Path, departments: int) -> None:
    for number in range(1, departments + 1):
        path = home / "budgets" / f"made-up-{number:05}" / "2024.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(generate(number).text, encoding="utf-8")


def _built(home: Path, scheduler: str) -> float:
    """Return the seconds that a build costs the machine where it was begun."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    engine = ("--engine", "dask", "--scheduler", scheduler)
    subprocess.run(
        [sys.executable, "-m", "budgetc", "build", "--fresh", *engine],
        cwd=home, check=True, capture_output=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _parcels(home: Path) -> tuple[float, float, int, int]:
    """Return what packing and making a department cost, and how many bytes go out and back."""
    workspace = Workspace.on_disk(home)
    work = Work(("markdown",), home / "build", "", date(2024, 6, 1))
    own, sources = own_data(workspace), workspace.sources()
    pack, make, sent, returned = [], [], 0, 0
    for at in range(0, len(sources), CHUNK):
        begun = time.process_time()
        parcel = packed_parcel(sources[at : at + CHUNK], work, own)
        if parcel is None:
            raise RuntimeError("the sources stand in no folder of budgets")
        there = pickle.dumps(parcel)
        pack.append((time.process_time() - begun) / CHUNK)
        begun = time.process_time()
        back = pickle.dumps(make_parcel(pickle.loads(there)))  # noqa: S301
        make.append((time.process_time() - begun) / CHUNK)
        sent, returned = sent + len(there), returned + len(back)
    # The first chunk also reads the layouts, once in a process.
    return fmean(pack[1:]), fmean(make[1:]), sent // len(sources), returned // len(sources)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _task(client: Client) -> float:
    """Return what Dask needs for a task that does nothing."""
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        client.gather([client.submit(int, at, pure=False) for at in range(_NOTHING_TO_DO)])
        seconds.append(time.perf_counter() - begun)
    return median(seconds) / _NOTHING_TO_DO


if __name__ == "__main__":
    main()
