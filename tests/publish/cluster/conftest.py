"""A Dask cluster on this machine: a scheduler, and workers that know nothing of the workspace."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

from tests.support import ROOT

COMPILER = ROOT / "compiler"


@dataclass(slots=True)
class Cluster:
    """A scheduler and its workers.

    Attributes:
        folder: they stand in, and write what they say into.
    """

    folder: Path
    stack: ExitStack
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""
    scheduler: subprocess.Popen[bytes] = field(init=False)

    def begin(self) -> None:
        """Begin the scheduler, at an address that is free."""
        self.scheduler = self._program("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = self._said("scheduler", "Scheduler at:").split()[-1]

    def add_worker(self, compiler: Path = COMPILER) -> subprocess.Popen[bytes]:
        """Begin a worker that has a compiler, and wait until the scheduler knows it."""
        name = f"worker-{len(self.workers)}"
        worker = self._program(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--name", name,
            name=name, compiler=compiler,
        )  # fmt: skip
        self.workers.append(worker)
        self._said(name, "Starting established connection")
        return worker

    def said(self, name: str) -> str:
        """Return what a program has said so far."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def _program(
        self, kind: str, *arguments: str, name: str = "scheduler", compiler: Path = COMPILER
    ) -> subprocess.Popen[bytes]:
        log: IO[bytes] = self.stack.enter_context((self.folder / f"{name}.log").open("wb"))
        program = subprocess.Popen(
            [sys.executable, "-m", "dask", kind, *arguments, "--no-dashboard"],
            cwd=self.folder, stdout=log, stderr=log,
            env={**os.environ, "PYTHONPATH": str(compiler)},
        )  # fmt: skip
        self.stack.callback(program.wait)
        self.stack.callback(program.kill)
        return program

    def _said(self, name: str, words: str) -> str:
        """Return the line in which a program says some words, once it does."""
        for _ in range(600):
            for line in self.said(name).splitlines():
                if words in line:
                    return line
            time.sleep(0.1)
        raise AssertionError(self.said(name))


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Yield a scheduler without workers."""
    with ExitStack() as stack:
        made = Cluster(tmp_path_factory.mktemp("cluster"), stack)
        made.begin()
        yield made
