"""Last year's amounts of declared sections: found in last year's source, or typed and the same."""

from __future__ import annotations

from pathlib import Path

from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.jurisdiction.district import SOURCE, write_district
from tests.support import with_change

LAST = with_change(
    SOURCE.replace("year: 2024", "year: 2023").replace("id: hill-top", "id: harbour"),
    "name: Hill Top School",
    "name: Harbour School",
)
"""Last year's source: of one school that goes on, and of one that ended."""

WITHOUT = SOURCE.replace("prior: 950.50, ", "").replace("prior: 0, ", "").replace("prior: 10, ", "")


def _compiled(folder: Path, text: str) -> Compilation:
    write_district(folder, {"budgets/hill/2023.yaml": LAST, "budgets/hill/2024.yaml": text})
    workspace = Workspace.find(folder)
    source = workspace.source(folder / "budgets/hill/2024.yaml")
    return compile_source(source, workspace.resources())


def _last_year(compiled: Compilation, table_id: str, column: str) -> dict[str, str]:
    assert compiled.document is not None, compiled.findings
    (panel,) = next(t.panels for t in compiled.document.tables() if t.id == table_id)
    at = [one.id for one in panel.columns].index(column)
    return {row.id: line_text(row.cells[at]) for row in panel.rows}


def test_what_is_left_out_comes_from_last_years_source(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path, WITHOUT)
    assert _last_year(compiled, "accounts", "prior") == {
        "5": "1,250", "5100": "1,000", "5200": "250", "6": "-20", "6100": "-20", "6200": "0",
        "total": "1,230",
    }  # fmt: skip


def test_a_line_that_ended_keeps_its_name_and_its_amount(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path, WITHOUT)
    assert _last_year(compiled, "schools", "prior") == {
        "north": "1,250", "hill-top": "0", "harbour": "-20", "total": "1,230",
    }  # fmt: skip
    assert _last_year(compiled, "schools", "now")["harbour"] == "0"


def test_what_is_typed_otherwise_is_an_error(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path, SOURCE)
    told = [ENGLISH(one.message) for one in compiled.findings if one.code == "YOY001"]
    assert told[0] == (
        "last year's amount is 950.5 $ here, and 1000 $ in last year's source: a difference of "
        "49.5 $"
    )
    assert len(told) == 6
