"""A cold check by the wheel of this tree and by that of a revision, in turns, each a process.

Both are built and installed as a user has them: `python -m benchmarks.starting [REVISION]`.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.warm import KORLA, ROOT
from budgetc.keeping.place import VARIABLE

BEFORE = "b1830ea"
"""The commit that a start is measured against."""

ROUNDS = 25

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check Korla": ("check", str(KORLA.relative_to(ROOT))),
    "--help": ("--help",),
    "--version": ("--version",),
}


class Cost(NamedTuple):
    """What a process took, in milliseconds."""

    processor: float
    wall: float


def main() -> None:
    """Print the table."""
    revision = sys.argv[1] if len(sys.argv) > 1 else BEFORE
    with TemporaryDirectory() as name:
        folder = Path(name)
        tree = folder / "tree"
        _run("git", "-C", ROOT, "worktree", "add", "--detach", tree, revision)
        try:
            wheels = {"before": _installed(tree, folder / "before")}
        finally:
            _run("git", "-C", ROOT, "worktree", "remove", "--force", tree)
        wheels["now"] = _installed(ROOT, folder / "now")
        workspace = folder / "workspace"
        shutil.copytree(KORLA.parent, workspace / KORLA.parent.relative_to(ROOT))
        print("\n".join(_table(wheels, workspace)))


def _installed(tree: Path, target: Path) -> Path:
    """Build the wheel of a tree, and install it, compiled, into a folder."""
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", target, tree)
    (wheel,) = target.glob("*.whl")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target)
    _run(*pip, wheel)
    return target


def _table(wheels: Mapping[str, Path], workspace: Path) -> Iterator[str]:
    yield "| | before, CPU ms | now, CPU ms | now / before | wall, now / before |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for command, arguments in COMMANDS.items():
        rounds = [
            {name: _cost(wheel, arguments, workspace) for name, wheel in wheels.items()}
            for _ in range(ROUNDS + 1)
        ][1:]  # in the first, files come from the disk
        before, now = (
            statistics.median(one[name].processor for one in rounds) for name in ("before", "now")
        )
        processor, wall = (
            statistics.median(one["now"][at] / one["before"][at] for one in rounds)
            for at in range(len(Cost._fields))
        )
        yield f"| {command} | {before:.0f} | {now:.0f} | {processor:.2f} × | {wall:.2f} × |"


def _cost(package: Path, arguments: tuple[str, ...], workspace: Path) -> Cost:
    env = {**os.environ, "PYTHONPATH": str(package), VARIABLE: ""}  # nothing is kept
    earlier, began = _processor(), time.perf_counter()
    _run(sys.executable, "-m", "budgetc", *arguments, cwd=workspace, env=env)
    return Cost((_processor() - earlier) * 1e3, (time.perf_counter() - began) * 1e3)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(
    *command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> None:
    subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, check=True)


if __name__ == "__main__":
    main()
