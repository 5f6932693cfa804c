"""Compare generated departments with what their YAML says, and print how many figures differ.

python -m tests.recomputed SEED N           N departments, drawn from a seed on
python -m tests.recomputed SEED N --keep D  and write the sources of each that differs to a folder
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.support import write_files

from .run import Tally, drawn
from .writing import sources

_SHOWN = 20


def main() -> int:
    """Run the comparison; return 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.recomputed")
    parser.add_argument("seed", type=int)
    parser.add_argument("number", type=int)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    tally, start = Tally(), time.monotonic()
    for name, department in drawn(asked.seed, asked.number):
        before = len(tally.differences) + len(tally.errors)
        tally.add(name, department)
        if asked.keep and len(tally.differences) + len(tally.errors) > before:
            write_files(asked.keep / name, sources(department))
    lines = [*tally.errors[:_SHOWN], *tally.differences[:_SHOWN], tally.summary()]
    lines.append(f"seconds: {time.monotonic() - start:.0f}")
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if tally.differences or tally.errors else 0


if __name__ == "__main__":
    sys.exit(main())
