"""Compiling every mutant, beside its original and beside the approved figures."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks.mutants.catalogue import mutants
from benchmarks.mutants.edits import Mutant, applied
from benchmarks.mutants.judge import Judged, judge
from benchmarks.mutants.original import Original
from benchmarks.warm import KORLA, RESOURCES, ROOT
from budgetc.diagnostics import Diagnostic
from budgetc.files.workspace import CONTROL_TOTALS, Workspace
from budgetc.inputs.control_totals import unmatched_totals
from budgetc.pipeline import Compilation, compile_source
from budgetc.render.markdown import render_markdown

PUTUO = ROOT / "budgets" / "putuo-finance-bureau" / "2025.yaml"
ACCOUNTS = PUTUO.with_name("2024-final.yaml")
BOSTON = tuple(
    ROOT / "budgets" / department / "2019.yaml" for department in ("boston-neighborhood-services",)
)
REFERENCES = (KORLA, PUTUO, ACCOUNTS, *BOSTON)
"""The sources that are changed."""

APPROVED = Path(__file__).with_name("control-totals.yaml")
"""The figures that a finance bureau approved for two of them."""

WITH_APPROVED = (KORLA, PUTUO)
"""Those two."""

TODAY = date(2026, 1, 1)
"""The day of every run: waivers end, but the experiment does not change by that."""

_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Run:
    """A source, compiled.

    Attributes:
        findings: those of `check`.
        refused: whether it could not be read as a budget.
        document: in Markdown; empty where there is none.
    """

    findings: tuple[Diagnostic, ...]
    refused: bool
    document: str


class Desk:
    """A workspace in a folder of its own, where one source after the other is put."""

    def __init__(self, original: Original, folder: Path) -> None:
        """Prepare the folder, and compile the original in it."""
        self.original = original
        self.folder = folder
        if original.source.path in WITH_APPROVED:
            approved = folder / CONTROL_TOTALS
            approved.parent.mkdir(parents=True)
            approved.write_bytes(APPROVED.read_bytes())
        path = folder / original.name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._source = Workspace.on_disk(folder).source(path)
        self.before = self.run(original.text)

    def judged(self, mutant: Mutant) -> Judged:
        """Return what finds a mutant of the original."""
        after = self.run(applied(self.original.text, mutant.edits))
        same = after.document == self.before.document
        return judge(mutant, self.before.findings, after.findings, refused=after.refused, same=same)

    def run(self, text: str) -> Run:
        """Compile a text in the place of the original."""
        self._source.path.write_text(text, encoding="utf-8", newline="")
        compiled = compile_source(self._source, RESOURCES, TODAY)
        document = compiled.document and render_markdown(compiled.document, RESOURCES)
        return Run(self._findings(compiled), not compiled.results, document or "")

    def _findings(self, compiled: Compilation) -> tuple[Diagnostic, ...]:
        """Return the findings; nobody has approved figures for a department that there is not."""
        unmatched = unmatched_totals((self._source,), RESOURCES)
        mine = (f for f in unmatched if self._source.department in str(f.message.values))
        return (*compiled.findings, *mine)


@cache
def original(path: Path) -> Original:
    """Return a source before anything was changed."""
    return Original(Workspace.on_disk(ROOT).source(path))


def experiment(paths: Sequence[Path] = REFERENCES, most: int | None = None) -> Iterator[Judged]:
    """Yield what becomes of all mutants of some sources, in order.

    Args:
        paths: of the sources.
        most: how many mutants of a class, where that is fewer than the class wants.
    """
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor() as pool:
        jobs = [
            _Job(path, Path(folder), mutant)
            for path in paths
            for mutant in mutants(original(path), most)
        ]
        yield from pool.map(_judged, jobs, chunksize=_AT_ONCE)


@dataclass(frozen=True, slots=True)
class _Job:
    """One mutant for one of the processes.

    Attributes:
        source: that is broken.
        folder: in which each process makes its own.
    """

    source: Path
    folder: Path
    mutant: Mutant


def _judged(job: _Job) -> Judged:
    return _desk(job.source, job.folder).judged(job.mutant)


@cache
def _desk(source: Path, folder: Path) -> Desk:
    return Desk(original(source), folder / f"{source.parent.name}-{source.stem}-{os.getpid()}")
