"""`python -m benchmarks.scale`: a region built whole, unchanged, with one change; on 1 and 2 cores.

Every command is a process of its own, as a user starts it. Times are of the wall; what a machine
can do at best stands beside them: scanning and signing the same files, reading and hashing them,
and the naive pipeline over them. Memory is the peak of the largest process.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import generate
from benchmarks.naive import NAIVE
from benchmarks.warm import write_schema

SIZES = (30, 300, 3_000)
FULL = 10_000
DRY = (14,)
"""As many as two processes are begun for."""

_ON_ONE_CORE = 300
"""The largest region that is built by one process as well: it takes twice as long."""

_SAMPLE = 5
"""How many departments the naive pipeline is timed over."""

_TURNS = 3
"""How often what is fast is timed; the median is printed."""

_MIB = 1024.0


class Run(NamedTuple):
    """What a command took.

    Attributes:
        seconds: of the wall.
        cpu: seconds of all its processes.
        peak: KiB of the largest of them.
    """

    seconds: float
    cpu: float
    peak: int


class Row(NamedTuple):
    """A line of the table: what was timed, over how many departments, and what it took."""

    what: str
    departments: int
    run: Run


_PEAK = """
import resource, sys
from budgetc.__main__ import main
sys.argv[1:] = sys.argv[2:]
try:
    main()
finally:
    peaks = [resource.getrusage(who).ru_maxrss
             for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    used = [sum(resource.getrusage(who)[:2])
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    with open("/proc/self/status") as status:
        own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    with open(PLACE, "w") as place:
        print(max(own, peaks[1]), sum(used), file=place)
"""
"""Runs budgetc and says what it took; `ru_maxrss` of a process would count its parent's memory."""


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=main.__doc__)
    parser.add_argument("--full", action="store_true", help=f"{FULL} departments as well")
    parser.add_argument("--dry-run", action="store_true", help="a few, to see that it runs")
    arguments = parser.parse_args()
    sizes = DRY if arguments.dry_run else (*SIZES, FULL) if arguments.full else SIZES
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            rows = [*measure(size, Path(folder) / str(size))]
            print("\n".join(report(rows)), flush=True)


def measure(size: int, root: Path) -> Iterator[Row]:
    """Yield what a region of some departments takes, and the yardsticks.

    Args:
        size: how many departments.
        root: a folder that is not there yet.
    """
    sources = populate(size, root)
    yield Row("scan and sign the sources", size, _middle(lambda: _scan(root)))
    yield Row("read and hash the sources", size, _middle(lambda: _hash(sources)))
    yield Row("naive check of each", size, _naive(sources, size))
    build = ("build", "--fresh")
    if size <= _ON_ONE_CORE:
        yield Row("full build, one process", size, budgetc(root, *build, "--jobs", "1"))
    yield Row("full build, two processes", size, budgetc(root, *build, "--jobs", "2"))
    budgetc(root, "build")  # what was written in the last moment has to be read once more
    yield Row("unchanged build", size, _middle(lambda: budgetc(root, "build")))
    yield Row("one source changed", size, _middle(lambda: _one_changed(root, sources[size // 2])))
    region = ("build", "--region", "--jobs", "2")
    yield Row("full build with the region book", size, budgetc(root, *region, "--fresh"))
    yield Row("unchanged build with the book", size, budgetc(root, *region))


def populate(size: int, root: Path) -> Sequence[Path]:
    """Write the sources of a region, and return them."""
    sources = []
    for number in range(1, size + 1):
        path = root / "budgets" / f"made-up-{number:05}" / "2024.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(generate(number).text, encoding="utf-8")
        sources.append(path)
    write_schema(root / "budgets")  # by which the naive pipeline checks
    return sources


def budgetc(root: Path, *arguments: str) -> Run:
    """Run budgetc in a workspace, with a cache folder of its own beside it."""
    place = root / "took"
    program = _PEAK.replace("PLACE", repr(str(place)))
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program, "budgetc", *arguments],
        cwd=root,
        env={**os.environ, "BUDGETC_CACHE": str(root.parent / f"{root.name}-kept")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    seconds = time.perf_counter() - begun
    peak, cpu = place.read_text(encoding="utf-8").split()
    return Run(seconds, float(cpu), int(peak))


def _one_changed(root: Path, source: Path) -> Run:
    with source.open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    time.sleep(0.1)
    return budgetc(root, "build")


def _middle(run: Callable[[], Run]) -> Run:
    return sorted(run() for _ in range(_TURNS))[_TURNS // 2]


def _timed(work: Callable[[], object]) -> Run:
    begun, used = time.perf_counter(), time.process_time()
    work()
    return Run(time.perf_counter() - begun, time.process_time() - used, 0)


def _scan(root: Path) -> Run:
    def scan() -> None:
        for folder in os.scandir(root / "budgets"):
            for file in os.scandir(folder) if folder.is_dir() else ():
                file.stat(follow_symlinks=False)

    return _timed(scan)


def _hash(sources: Sequence[Path]) -> Run:
    return _timed(lambda: [hashlib.sha256(path.read_bytes()).digest() for path in sources])


def _naive(sources: Sequence[Path], size: int) -> Run:
    sample = sources[:_SAMPLE]
    run = _timed(lambda: [NAIVE.check(path) for path in sample])
    share = size / len(sample)
    return Run(run.seconds * share, run.cpu * share, 0)


def report(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table of one size as Markdown, each time beside the yardsticks."""
    scan, hashed, naive = (row.run.seconds for row in rows[:3])
    yield ""
    yield f"### {rows[0].departments:,} departments"
    yield ""
    yield "| | s | CPU s | ms each | × scan | × hash | × naive | peak, MiB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for what, departments, run in rows:
        peak = f"{run.peak / _MIB:.0f}" if run.peak else ""
        each = run.seconds / departments * 1000
        yield (
            f"| {what} | {run.seconds:.2f} | {run.cpu:.2f} | {each:.2f} "
            f"| {run.seconds / scan:.1f} | {run.seconds / hashed:.1f} "
            f"| {run.seconds / naive:.3f} | {peak} |"
        )


if __name__ == "__main__":
    main()
