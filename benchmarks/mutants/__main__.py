"""`python -m benchmarks.mutants`: make every mutant, see what finds it, write `docs/mutants.md`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.mutants.experiment import experiment
from benchmarks.mutants.report import line_of, report, totals, unexplained
from benchmarks.warm import ROOT

PAGE = ROOT / "docs" / "mutants.md"


def main() -> int:
    """Break the two reference sources in every way people do, and write what finds it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=main.__doc__)
    parser.add_argument("--output", metavar="FILE", type=Path, default=PAGE, help="the page")
    parser.add_argument("--most", metavar="N", type=int, help="mutants of a class, to be quick")
    parser.add_argument("--list", metavar="FILE", type=Path, help="also a line for each mutant")
    arguments = parser.parse_args()
    judged = list(experiment(most=arguments.most))
    arguments.output.write_text(report(judged), encoding="utf-8")
    if arguments.list:
        lines = "".join(f"{line_of(one)}\n" for one in judged)
        arguments.list.write_text(lines, encoding="utf-8")
    print(totals(judged))
    for one in unexplained(judged):
        print(f"nobody said why nothing finds: {line_of(one)}", file=sys.stderr)
    return 1 if unexplained(judged) else 0


if __name__ == "__main__":
    sys.exit(main())
