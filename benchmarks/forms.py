"""`python -m benchmarks.forms`: our documents in every form and kind of file, with wrong digits.

It says how many of them `compare` tells of, and how often it tells what is not so. `--quick` takes
the kinds of files that need no other program.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator

from tests.forms.forms import FORMS
from tests.forms.measuring import Measured, explained, measure, summed
from tests.forms.sources import SOURCES
from tests.forms.writing import PROGRAMS, TEXTS, Writer


def main() -> None:
    """Measure, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forms", description=main.__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which digits")
    parser.add_argument("--digits", type=int, default=12, help="how many in each document")
    parser.add_argument("--quick", action="store_true", help="only files that need no program")
    parser.add_argument("--kind", default="", help="only kinds of files whose names have this")
    parser.add_argument("--step", type=int, default=1, help="only every so many-th form")
    arguments = parser.parse_args()
    forms = list(FORMS)[:: arguments.step]
    every: list[Measured] = []
    kinds = [one for one in _kinds(quick=arguments.quick) if arguments.kind in one[0]]
    for kind, writer in kinds:
        results = []
        for source in SOURCES:
            for form in forms:
                digits, seed = arguments.digits, arguments.seed
                results.append(measure(source, form, kind, writer, digits, seed))
        every += results
        print(f"{kind}: {summed(results)}", flush=True)
        for line in explained(results):
            print(f"  {line}", flush=True)
    print(f"all: {summed(every)}")


def _kinds(*, quick: bool) -> Iterator[tuple[str, Writer]]:
    yield from TEXTS.items()
    for kind, (writer, needed) in PROGRAMS.items():
        missing = [name for name in needed if shutil.which(name) is None]
        if missing:
            sys.stderr.write(f"{kind}: left out, it needs {', '.join(missing)}\n")
        elif not quick:
            yield kind, writer


if __name__ == "__main__":
    main()
