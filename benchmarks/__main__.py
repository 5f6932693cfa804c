"""`python -m benchmarks`: measure everything and print Markdown."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks import cold, warm
from benchmarks.measure import interleave, save
from benchmarks.report import report


@dataclass(frozen=True, slots=True)
class Effort:
    """How many rounds of each part."""

    comparison: int
    phases: int
    cold: int
    warm_ups: int


FULL = Effort(comparison=20, phases=60, cold=20, warm_ups=2)
QUICK = Effort(comparison=4, phases=15, cold=5, warm_ups=1)
DRY = Effort(comparison=1, phases=1, cold=1, warm_ups=0)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, about 20 seconds")
    parser.add_argument("--dry-run", action="store_true", help="one round, to see that it runs")
    parser.add_argument("--json", metavar="FILE", help="save the values as a pyperf suite")
    arguments = parser.parse_args()
    effort = DRY if arguments.dry_run else QUICK if arguments.quick else FULL
    with tempfile.TemporaryDirectory() as folder:
        _measure(effort, Path(folder), arguments.json)


def _measure(effort: Effort, folder: Path, file: str | None) -> None:
    subjects = warm.subjects(folder)
    korla = subjects[0].source.path
    comparison = [clock for subject in subjects for clock in warm.comparison(subject)]
    phases = [warm.phases(subject) for subject in subjects]
    results = {
        **interleave(comparison, rounds=effort.comparison, warm_ups=effort.warm_ups),
        **interleave(phases, rounds=effort.phases, warm_ups=effort.warm_ups),
        **interleave(
            list(cold.clocks(folder / "build", korla)), rounds=effort.cold, warm_ups=effort.warm_ups
        ),
        **{series.name: series for series in cold.peaks(korla)},
    }
    print(report(results, [subject.name for subject in subjects]))
    if file is not None:
        save(results.values(), file)


if __name__ == "__main__":
    main()
