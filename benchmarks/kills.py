"""`python -m benchmarks.kills 1 1000`: builds that are killed at random, a seed, and how many.

Each round changes some sources, begins a build, or two at once, and kills it somewhere. No document
may be torn then. The next build is let through, and every document has to be that of its source.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.warm import KORLA
from budgetc.cli.app import run
from budgetc.files.workspace import Workspace
from budgetc.keeping.place import VARIABLE
from budgetc.pipeline import compile_source
from budgetc.render.formats import render_document
from budgetc.render.markdown import render_markdown  # noqa: F401  # imported before the forks

DEPARTMENTS = 14
"""Enough for two processes to be begun."""

_LONGEST = 0.7
"""How many times the length of a whole build passes at most before it is killed."""


class FaultError(Exception):
    """A document is not what it has to be."""


def main() -> None:
    """Kill builds, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=main.__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("rounds", type=int)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killed = kill(arguments.seed, arguments.rounds, Path(folder).resolve())
    print(f"rounds: {arguments.rounds}; builds killed: {killed}; stale, torn or missing: 0")


def kill(seed: int, rounds: int, folder: Path) -> int:
    """Kill builds in a folder; return how many were killed before they had ended.

    Args:
        seed: of what looks like chance.
        rounds: how many times a build is begun and killed.
        folder: that is empty.

    Raises:
        FaultError: a document is torn, or stale after a whole build.
    """
    chance = random.Random(seed)  # noqa: S311
    os.environ[VARIABLE] = str(folder / "kept")
    root = folder / "region"
    texts = {name: _variants(number) for number, name in enumerate(_names(), start=1)}
    for name, variants in texts.items():
        _write(root, name, variants[0])
    made = {name: [_document(root, name, text) for text in texts[name]] for name in texts}
    now = dict.fromkeys(texts, 0)
    begun = time.perf_counter()
    _end(_begin(root, 2))
    whole = time.perf_counter() - begun
    killed = 0
    for _ in range(rounds):
        for name in chance.sample(sorted(texts), chance.choice((1, 2, 3, 4, DEPARTMENTS))):
            now[name] = 1 - now[name]
            _write(root, name, texts[name][now[name]])
        builds = [_begin(root, chance.choice((1, 2))) for _ in range(chance.choice((1, 1, 2)))]
        time.sleep(chance.random() * whole * _LONGEST)
        killed += sum(_kill(build) for build in builds[: chance.randint(1, len(builds))])
        for build in builds:
            _end(build)
        _compare(root, {name: made[name] for name in texts})
        _end(_begin(root, 1))
        _compare(root, {name: made[name][now[name] : now[name] + 1] for name in texts}, whole=True)
    return killed


def _names() -> Sequence[str]:
    return [f"made-up-{number:02}" for number in range(DEPARTMENTS)]


def _variants(number: int) -> tuple[str, str]:
    """Return two texts of one source whose documents differ."""
    text = KORLA.read_text(encoding="utf-8")
    name = "name: 知识产权培训费\n"
    if name not in text:
        raise FaultError(f"{KORLA} has another text")
    return text, text.replace(name, f"name: 知识产权培训费之{number}\n")


def _write(root: Path, name: str, text: str) -> None:
    path = root / "budgets" / name / "2024.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _document(root: Path, name: str, text: str) -> bytes:
    """Return the document of a source, made without anything that is kept."""
    path = root / "budgets" / name / "2024.yaml"
    old = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    workspace = Workspace.find(root)
    compiled = compile_source(workspace.source(path), workspace.resources())
    path.write_text(old, encoding="utf-8")
    if compiled.document is None:
        raise FaultError(f"{name} does not compile")
    content, _ = render_document("markdown", compiled.document, workspace.resources())
    return content or b""


def _begin(root: Path, jobs: int) -> int:
    """Begin a build as a copy of this process, which has the compiler already."""
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    os.chdir(root)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        run(["build", "--jobs", str(jobs)])
    except SystemExit as ended:
        os._exit(int(ended.code or 0))
    os._exit(99)


def _kill(pid: int) -> bool:
    """Kill a build; tell whether it was still at work."""
    ended, _ = os.waitpid(pid, os.WNOHANG)
    if ended:
        return False
    os.kill(pid, signal.SIGKILL)
    return True


def _end(pid: int) -> None:
    try:
        os.waitpid(pid, 0)
    except ChildProcessError:  # it had ended when it was to be killed
        return


def _compare(root: Path, expected: Mapping[str, Sequence[bytes]], *, whole: bool = False) -> None:
    for name, contents in expected.items():
        path = root / "build" / name / "2024.md"
        if (whole or path.exists()) and path.read_bytes() not in contents:
            raise FaultError(f"{path} is {'stale' if whole else 'torn'}")


if __name__ == "__main__":
    main()
