"""Run trials on all cores, and say of each that failed how to run it again.

python -m tests.fuzz SEED NUMBER      so many trials
python -m tests.fuzz SEED --only N    one of them, with its traceback and its files
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from types import FrameType
from typing import NamedTuple

from tests.fuzz.trials import Trial, drawn, run

LIMIT = 20
"""Seconds of processor time after which a trial hangs; the slowest honest ones take two."""


class Failure(NamedTuple):
    """A trial that went wrong, and how: the last line of its traceback, and where it began."""

    number: int
    kind: str
    problem: str


class HangError(Exception):
    """A trial that took longer than the limit."""


def attempt(number: int, trial: Trial, do: Callable[[Trial], None], limit: float) -> Failure | None:
    """Do a trial; return what went wrong.

    Args:
        number: of the trial.
        trial: what is tried.
        do: what is done with it.
        limit: seconds of processor time.
    """
    signal.signal(signal.SIGVTALRM, _hang)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        do(trial)
    except Exception as error:  # every exception is a finding of this test
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "budgetc" in frame.filename] or frames
        place = f"{ours[-1].filename.rpartition('budgetc/')[2]}:{ours[-1].lineno}"
        return Failure(number, trial.kind, f"{type(error).__name__}: {error}"[:200] + f" ({place})")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise HangError


def _batch(seed: int, numbers: range) -> tuple[list[Failure], Counter[str]]:
    """Do some trials; where compiled code hangs, no signal is heard, and the process ends."""
    kinds: Counter[str] = Counter()
    failures = []
    for number in numbers:
        faulthandler.dump_traceback_later(30 * LIMIT, exit=True)
        trial = drawn(seed, number)
        kinds[trial.kind] += 1
        if failure := attempt(number, trial, run, LIMIT):
            failures.append(failure)
    faulthandler.cancel_dump_traceback_later()
    return failures, kinds


def _all(seed: int, number: int) -> int:
    begun = time.monotonic()
    failures: list[Failure] = []
    kinds: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        batches = [range(first, min(first + 50, number)) for first in range(0, number, 50)]
        for found, done in pool.map(_batch, [seed] * len(batches), batches):
            failures += found
            kinds += done
            for failure in found:
                sys.stdout.write(f"trial {failure.number} ({failure.kind}): {failure.problem}\n")
            if kinds.total() % 1000 == 0:
                sys.stdout.write(f"{kinds.total()} trials, {len(failures)} failed\n")
            sys.stdout.flush()
    seconds = time.monotonic() - begun
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    sys.stdout.write(
        f"seed {seed}: {kinds.total()} trials ({counted}) in {seconds:.0f} s on "
        f"{os.cpu_count()} cores, {len(failures)} failed\n"
    )
    return 1 if failures else 0


def _one(seed: int, number: int) -> int:
    trial = drawn(seed, number)
    for name, content in trial.files.items():
        sys.stdout.write(f"{trial.kind} {name!r}: {len(content)} bytes\n")
    run(trial)
    return 0


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="tests.fuzz")
    parser.add_argument("seed", type=int)
    parser.add_argument("number", type=int, nargs="?", default=20_000)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    if asked.only is not None:
        return _one(asked.seed, asked.only)
    return _all(asked.seed, asked.number)


if __name__ == "__main__":
    sys.exit(main())
