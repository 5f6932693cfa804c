"""Last year's amounts of declared sections: found in last year's source, or typed and the same."""

from __future__ import annotations

from pathlib import Path

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.document.model import line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.jurisdiction.district import FILES, SECTIONS, SOURCE, write_district
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
        "last year's amount is $950.50 here, and $1,000 in last year's source: a difference of "
        "$49.50"
    )
    assert len(told) == 6

    hints = [ENGLISH(one.hint) for one in compiled.findings if one.code == "YOY001" and one.hint]
    assert {*hints} == {
        "delete prior: and it comes from there; or correct it there",
    }


def test_an_error_names_the_key_that_is_typed(tmp_path: Path) -> None:
    files = {name: text.replace("prior", "adopted") for name, text in FILES.items()}
    files["templates/district/layout.yaml"] += "compares: adopted\n"
    last = {"budgets/hill/2023.yaml": LAST.replace("prior", "adopted")}
    write_district(tmp_path, {**files, **last})
    workspace = Workspace.find(tmp_path)
    source = workspace.source(tmp_path / "budgets/hill/2024.yaml")
    compiled = compile_source(source, workspace.resources())
    told = next(one for one in compiled.findings if one.code == "YOY001")
    assert ENGLISH(told.message) == (
        "last year's amount is $950.50 here, and $1,000 in last year's source: a difference of "
        "$49.50"
    )
    assert told.hint is not None
    assert ENGLISH(told.hint) == ("delete adopted: and it comes from there; or correct it there")
    assert Translator("zh")(told.hint) == "删去 adopted，由该文件自动取数；或改正该文件中的金额"
    line = files["budgets/hill/2024.yaml"].splitlines()[told.span.line - 1]
    assert line[told.span.column - 1 : told.span.end_column - 1] == "950.50"


TWO_CODES = {
    "templates/district/source.schema.json": SECTIONS.replace(
        '"dimensions": {', '"dimensions": {"fund": {"list": "templates/district/funds.csv"},'
    )
    .replace(
        '"x-entry": ["account"]\n    }\n  },', '"x-entry": ["fund", "account", "note"]\n    }\n  },'
    )
    .replace(
        '"account": {"type"',
        '"fund": {"x-dimension": "fund"}, "note": {"$ref": "#/$defs/name"}, "account": {"type"',
    )
    .replace('"agree": [{"margins": ["money", "accounts"], "by": "account"}],', ""),
    "templates/district/funds.csv": "code,name,level,parent\n1,General,fund,\n2,Grants,fund,\n",
}
"""The accounts of the district by fund: a line has two codes, and a text that may change."""

_SCHOOLS, _, _ = SOURCE.partition("accounts:\n")


def _by_account(folder: Path, last: str, now: str) -> dict[str, int | None]:
    texts = {"2023": _SCHOOLS.replace("year: 2024", "year: 2023") + last, "2024": _SCHOOLS + now}
    budgets = {f"budgets/hill/{year}.yaml": text for year, text in texts.items()}
    write_district(folder, {**TWO_CODES, **budgets})
    workspace = Workspace.find(folder)
    compiled = compile_source(
        workspace.source(folder / "budgets/hill/2024.yaml"), workspace.resources()
    )
    assert compiled.draft is not None, compiled.findings
    return {
        f"{one.fund}/{one.codes['account']}": one.fen
        for one in compiled.draft.ledger.facts
        if one.margin == "accounts" and one.period == "prior"
    }


LAST_LINES = """\
accounts:
  - {fund: 1, account: 5100, note: Desks, amount: 1000}
  - {fund: 1, account: 5200, amount: 77}
  - {fund: 1, account: 6100, amount: 5}
  - {fund: 2, account: 5100, amount: 9}
"""


def test_a_line_of_several_codes_is_that_of_all_of_them(tmp_path: Path) -> None:
    now = """\
accounts:
  - {fund: 1, account: 5100, note: Chairs, amount: 1100}
  - {fund: 1, account: 5200, prior: 77, amount: 80}
  - {fund: 2, account: 5100, amount: 10}
"""
    assert _by_account(tmp_path, LAST_LINES, now) == {
        "1/5100": 100000, "1/5200": 7700, "1/6100": 500, "2/5100": 900,
    }  # fmt: skip
