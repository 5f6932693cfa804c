"""A scratch workspace of all departments, compiled, and what each differs in from its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.boston.checks import Cell, Defect, Difference, differences, explained, published
from benchmarks.boston.city import REGION
from benchmarks.boston.reference import Department
from benchmarks.boston.source import source
from budgetc.document.model import Document
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.region import compile_region, settings_of_region, submission_of

YEAR = 2019


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A department, compiled.

    Attributes:
        cells: those of its pages.
        differences: those that the compiled document has otherwise.
    """

    department: Department
    compilation: Compilation
    cells: tuple[Cell, ...]
    differences: tuple[Difference, ...]


def write(departments: Iterable[Department], home: Path) -> None:
    """Write the sources of departments into a workspace."""
    for department in departments:
        folder = home / "budgets" / department["id"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{YEAR}.yaml").write_text(source(department), encoding="utf-8")


def compiled(departments: Iterable[Department], home: Path) -> Iterator[Compiled]:
    """Compile the sources of departments that were written into a workspace."""
    workspace = Workspace.find(home)
    resources = workspace.resources()
    for department in departments:
        file = home / "budgets" / department["id"] / f"{YEAR}.yaml"
        compilation = compile_source(workspace.source(file), resources)
        document = compilation.document
        cells = tuple(published(department))
        found = tuple(differences(cells, document)) if document is not None else ()
        yield Compiled(department, compilation, cells, found)


def book(compilations: Iterable[Compilation], home: Path) -> Document | None:
    """Return the book of the city, of departments that were compiled in a workspace."""
    (home / "budgets" / "region.yaml").write_text(REGION, encoding="utf-8")
    workspace = Workspace.find(home)
    resources = workspace.resources()
    wanted = settings_of_region(workspace, resources).book
    submissions = tuple(submission_of(one, wanted, resources) for one in compilations)
    (made,) = compile_region(submissions, workspace, resources)
    return made.document


def unexplained(one: Compiled, defects: Sequence[Defect]) -> tuple[Difference, ...]:
    """Return the differences that no known defect of the publication explains."""
    named, follow = explained(one.differences, one.cells, defects)
    return tuple(
        found
        for found in one.differences
        if found.cell.key not in named and found.cell.key not in follow
    )
