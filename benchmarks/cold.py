"""Whole processes, as a shell or a pre-commit hook starts them: how long, and how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.measure import Clock, Series, timed
from benchmarks.warm import KORLA, ROOT

_STATUS = Path("/proc/self/status")
_PEAK = """
import atexit, re, sys
atexit.register(lambda: print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1],
                              file=sys.stderr))
"""
"""Prints the peak in KiB at exit. `ru_maxrss` would count the parent's memory before exec."""

_BUDGETC = "from budgetc.__main__ import main; sys.argv[1:] = {arguments!r}; main()"
_NAIVE = """
from pathlib import Path
from benchmarks.naive import NAIVE
NAIVE.check(Path({path!r}))
"""


def commands(output: Path, alone: Path) -> Mapping[str, list[str]]:
    """Return the command lines by name.

    Args:
        output: the folder of documents.
        alone: Korla beside the schema of its jurisdiction alone, for the naive pipeline.
    """
    script = Path(sys.executable).parent / "budgetc"
    budgetc = [str(script)] if script.is_file() else [sys.executable, "-m", "budgetc"]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "budgetc --version": [*budgetc, "--version"],
        "budgetc --help": [*budgetc, "--help"],
        "budgetc check Korla": [*budgetc, "check", str(KORLA)],
        "budgetc build Korla": [*budgetc, "build", "--output", str(output), str(KORLA)],
        "naive check Korla": [sys.executable, "-c", _NAIVE.format(path=str(alone))],
    }


def clocks(output: Path, alone: Path) -> Iterator[Clock]:
    """Yield a clock for each of the `commands`."""
    for name, command in commands(output, alone).items():
        yield timed(name, lambda command=command: _run(command))  # type: ignore[misc]


def peaks(alone: Path) -> Iterator[Series]:
    """Yield the peak memory of some processes, where the system tells it; see `commands`."""
    if not _STATUS.exists():
        return
    programs = {
        "python -c pass": "pass",
        "budgetc --version": _BUDGETC.format(arguments=["--version"]),
        "budgetc check Korla": _BUDGETC.format(arguments=["check", str(KORLA)]),
        "naive check Korla": _NAIVE.format(path=str(alone)),
    }
    for name, program in programs.items():
        errors = _run([sys.executable, "-c", f"{_PEAK}\n{program}"]).stderr
        kibibytes = int(errors.split()[-1])
        yield Series(f"memory of {name}", (kibibytes * 1024.0,), unit="byte")


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    nothing_kept = {**os.environ, "BUDGETC_CACHE": ""}  # or the second run would find the first
    return subprocess.run(command, cwd=ROOT, env=nothing_kept, capture_output=True, check=True)
