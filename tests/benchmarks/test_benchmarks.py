"""The generated source, the naive pipeline as a second opinion, and a run of the program."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.generate import PROJECTS, generate
from benchmarks.naive import NAIVE, TUNED, InvalidError, Pipeline
from benchmarks.warm import KORLA, RESOURCES, ROOT, subjects
from budgetc.budget.consolidate import consolidate
from budgetc.budget.model import Budget
from budgetc.classification import load_catalogue
from budgetc.diagnostics import Severity
from budgetc.files.workspace import Source, Workspace
from budgetc.inputs.reading import read_budget
from budgetc.ledger import Cube, Dimensions, post
from budgetc.pipeline import compile_source

FEN = 1_000_000
"""分 in one 万元, the unit of both sources."""


@pytest.fixture(name="written", scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    _, generated = subjects(tmp_path_factory.mktemp("subjects"))
    return generated.source.path


def _source(path: Path) -> Source:
    return Workspace.on_disk(path.parent).source(path)


def _bound(path: Path) -> Budget:
    budget, findings = read_budget(_source(path), RESOURCES)
    assert budget is not None, findings
    return budget


def test_generated_source_is_as_large_as_large_sources_are(written: Path) -> None:
    generated = generate()
    assert 40_000 <= len(written.read_bytes()) <= 50_000
    assert 380 <= generated.amounts <= 420
    projects = _bound(written).project_expenditure
    assert projects is not None
    assert len(projects.projects) == PROJECTS


def test_generated_source_says_that_it_is_generated(written: Path) -> None:
    assert "生成数据" in written.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("number", [1, 2, 77])
def test_generated_sources_have_nothing_wrong_in_them(tmp_path: Path, number: int) -> None:
    path = tmp_path / "2024.yaml"
    path.write_text(generate(number).text, encoding="utf-8")
    compiled = compile_source(_source(path), RESOURCES)
    # Notes say that rounded shares miss 100 %, and what this jurisdiction does not print.
    assert [found for found in compiled.findings if found.severity is not Severity.NOTE] == []
    assert compiled.document is not None


def test_generator_is_deterministic_and_departments_differ() -> None:
    assert generate(3) == generate(3)
    assert generate(3).total != generate(4).total


@pytest.mark.parametrize("pipeline", [NAIVE, TUNED], ids=["naive", "tuned"])
@pytest.mark.parametrize("name", ["korla", "generated"])
@pytest.mark.slow
def test_naive_pipeline_comes_to_the_same_totals(
    name: str, pipeline: Pipeline, written: Path
) -> None:
    path = KORLA if name == "korla" else written
    budget = _bound(path)
    catalogue = load_catalogue(RESOURCES, budget.year)
    cube = Cube(post(consolidate(budget), catalogue), catalogue)
    sums = pipeline.check(path)

    def total(margin: str, narrow: Dimensions | None = None) -> Decimal:
        fen = cube.total(cube.mask(margin, narrow or Dimensions())).fen
        assert fen is not None
        return Decimal(fen) / FEN

    assert sums.revenue == total("revenue")
    assert sums.expenditure == total("function")
    assert sums.basic == total("function", Dimensions(kind=("basic",)))
    assert sums.project == total("function", Dimensions(kind=("project",)))
    by_class = {
        entry.code: Decimal(cube.total(mask).fen or 0) / FEN
        for entry in catalogue.function.of_level("类")
        if (mask := cube.within(cube.mask("function"), "function", entry.code))
    }
    assert sums.by_class() == by_class


def test_generator_knows_the_total_it_wrote(written: Path) -> None:
    assert NAIVE.check(written).expenditure == Decimal(generate().total) / FEN


@pytest.mark.parametrize("pipeline", [NAIVE, TUNED], ids=["naive", "tuned"])
def test_naive_pipeline_notices_sums_that_differ(pipeline: Pipeline, written: Path) -> None:
    path = written.with_name("2025.yaml")
    text = written.read_text(encoding="utf-8").replace("amount: 1", "amount: 2", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidError):
        pipeline.check(path)


def test_naive_document_is_complete(written: Path) -> None:
    naive = NAIVE.build(written)
    assert naive.count("项目支出绩效目标表") == PROJECTS
    assert TUNED.build(written) == naive
    assert 50_000 < len(naive.encode()) < 100_000


@pytest.mark.slow
def test_program_runs_and_reports(tmp_path: Path) -> None:
    saved = tmp_path / "suite.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--dry-run", "--json", str(saved)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for heading in ("## One department", "## Phases", "## Whole processes"):
        assert heading in done.stdout
    assert "check generated, naive" in saved.read_text(encoding="utf-8")
