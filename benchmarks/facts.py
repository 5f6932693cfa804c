"""`python -m benchmarks.facts`: the amounts of a region as a table, and DuckDB's answer of it.

Makes a region of generated departments, writes its facts in a process of its own, asks DuckDB for
the total by class and department, and compares that with the region's book, cell by cell.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb

from benchmarks.generate import generate
from budgetc.document.model import Document, Figure
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.region import compile_region, settings_of_region, submission_of

_QUICK, _FULL = 100, 10_000
_BY_CLASS = ("5", "6", "7")
"""The tables of the book that have a column for each class."""

_QUESTION = """
select department, function_class, sum(amount) from facts
where flow = 'expenditure' and period = 'current' and function_code is not null
group by all having sum(amount) <> 0
"""

_RUN = """
import atexit, sys, resource
from budgetc.__main__ import main
def told():
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
atexit.register(told)
sys.argv[0] = "budgetc"
main()
"""

Cells = dict[tuple[str, str], Decimal]


class Run(NamedTuple):
    """What writing the facts cost.

    Attributes:
        seconds: of the processor.
        peak: of memory, in MiB.
        rows: that were written.
        size: of the table, in MB.
    """

    seconds: float
    peak: float
    rows: int
    size: float


def main() -> None:
    """Write the facts of a region, ask DuckDB, and compare."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.facts", description=main.__doc__)
    parser.add_argument("--full", action="store_true", help=f"{_FULL:,} departments, an hour")
    parser.add_argument("--departments", type=int, default=_QUICK)
    parser.add_argument("--csv", action="store_true", help="write them as CSV as well")
    arguments = parser.parse_args()
    departments = _FULL if arguments.full else arguments.departments
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), departments, ("csv", "parquet") if arguments.csv else ("parquet",))


def _measure(home: Path, departments: int, forms: Sequence[str]) -> None:
    for number in range(1, departments + 1):
        path = home / "budgets" / f"made-up-{number:05}" / "2024.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(generate(number).text, encoding="utf-8")
    print(f"{departments:,} departments\n")
    print("| form | processor | a department | peak memory | rows | size |")
    print("| --- | --- | --- | --- | --- | --- |")
    for form in forms:
        run = _write(home, form)
        print(
            f"| {form} | {run.seconds:.1f} s | {1000 * run.seconds / departments:.1f} ms "
            f"| {run.peak:.0f} MiB | {run.rows:,} | {run.size:.1f} MB |"
        )
    begun = time.perf_counter()
    answered = _asked(home / "build/facts/facts-2024.parquet")
    print(
        f"\nDuckDB: total by class and department in {1000 * (time.perf_counter() - begun):.0f} ms"
    )
    printed = _printed(home)
    if answered != printed:
        differing = {place for place in answered.keys() | printed.keys()
                     if answered.get(place) != printed.get(place)}  # fmt: skip
        sys.exit(f"and the region book differ in {len(differing):,} cells: {min(differing)}")
    print(f"It has the {len(printed):,} cells of the region book, to the 分.")


def _write(home: Path, form: str) -> Run:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "facts", "-f", form],
        cwd=home, env={**os.environ, "BUDGETC_LANG": "en"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *_, told, used = done.stderr.splitlines()
    seconds, peak = used.split()
    (rows,) = re.findall(r"rows written: (\d+)", told)
    size = (home / f"build/facts/facts-2024.{form}").stat().st_size
    return Run(float(seconds), int(peak) / 1024, int(rows), size / 1e6)


def _asked(table: Path) -> Cells:
    with duckdb.connect() as engine:
        engine.read_parquet(str(table)).create_view("facts")
        answer = engine.execute(_QUESTION).fetchall()
    return {(department, code): amount for department, code, amount in answer}


def _printed(home: Path) -> Cells:
    """Return what stands in the region book, in 元."""
    workspace = Workspace.on_disk(home)
    resources = workspace.resources()
    book = settings_of_region(workspace, resources).book
    submissions = [
        submission_of(compile_source(source, resources), book, resources)
        for source in workspace.sources()
    ]
    (made,) = compile_region(submissions, workspace, resources)
    if made.document is None:
        sys.exit(f"the region has no book: {made.findings}")
    return dict(_cells(made.document))


def _cells(book: Document) -> Iterator[tuple[tuple[str, str], Decimal]]:
    for table in book.tables():
        for panel in table.panels if table.id in _BY_CLASS else ():
            for row in panel.rows:
                for column, cell in zip(panel.columns, row.cells, strict=True):
                    for part in cell:
                        amount = Decimal(part.exact) if isinstance(part, Figure) else Decimal()
                        if amount and "total" not in (row.id, column.id):
                            yield (row.id, column.id), amount * 10_000


if __name__ == "__main__":
    main()
