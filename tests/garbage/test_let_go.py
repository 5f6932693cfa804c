"""What was made of a source is let go at once: no circle of it is left for Python to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from budgetc.files.workspace import Source, Workspace
from budgetc.publish.making import make, make_each
from budgetc.publish.work import Work
from tests.support import KORLA, RESOURCES, ROOT, TODAY, write_files

SHIPPED = sorted(ROOT.glob("budgets/*/*.yaml"))

WRONG: Mapping[str, str] = {
    "no YAML": "a: [",
    "not by the schema": KORLA.replace("year: 2024", "year: next"),
    "out of balance": KORLA.replace("amount: 314.66", "amount: 314.65"),
    "unknown codes": KORLA.replace("2013801", "2013899"),
    "something missing": KORLA.replace("also_named:", "called:").replace("legal_basis:", "basis:"),
}


@pytest.fixture
def unswept() -> Iterator[None]:
    """Never look for garbage but when asked, and then through nothing that was there before."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()


def _left(source: Source, *formats: str) -> int:
    """Return how many values in circles are left when a source is made a second time."""
    work = Work(formats, ROOT / "build", "region", TODAY)
    make(source, work, RESOURCES)  # what it reads of the workspace stays
    gc.collect()
    make(source, work, RESOURCES)
    return gc.collect()


@pytest.mark.usefixtures("unswept")
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_document_leaves_nothing(path: Path) -> None:
    source = Workspace.on_disk(ROOT).source(path)
    assert _left(source, "markdown", "html", "latex") == 0


@pytest.mark.usefixtures("unswept")
@pytest.mark.parametrize("text", WRONG.values(), ids=list(WRONG))
def test_findings_leave_nothing(text: str, tmp_path: Path) -> None:
    assert text != KORLA
    write_files(tmp_path, {"budgets/bureau/2024.yaml": text})
    source = Workspace.find(tmp_path).source(tmp_path / "budgets/bureau/2024.yaml")
    assert _left(source, "markdown") == 0


@pytest.mark.usefixtures("unswept")
@pytest.mark.parametrize("form", ["json", "datapackage", "docx", "xlsx"])
def test_what_libraries_leave_is_let_go_of_source_by_source(form: str) -> None:
    """A document of Word holds twenty megabytes in a hundred values, too few for Python to look."""
    source = Workspace.on_disk(ROOT).source(ROOT / "budgets/putuo-finance-bureau/2025.yaml")
    work = Work((form,), ROOT / "build", "", TODAY)
    assert [*make_each([source], work, RESOURCES)]  # what it reads of the workspace stays
    gc.collect()
    for made in make_each([source, source], work, RESOURCES):
        assert made.documents
    assert gc.collect() == 0
