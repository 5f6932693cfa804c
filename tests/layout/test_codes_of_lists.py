"""Codes are used as their list has them: with a first 0, with hyphens, with a point, or unknown."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.cli.run import run
from tests.jurisdiction.district import (
    ACCOUNTS,
    LAYOUT,
    SECTIONS,
    SOURCE,
    compile_district,
    write_district,
)
from tests.support import found, with_change

SOURCE_FILE = "budgets/hill/2024.yaml"
CHINESE = Translator("zh")

ZEROS = {"5": "01", "5100": "0101", "5200": "0102", "6": "02", "6100": "0201", "6200": "0202"}
HYPHENS = {code: f"{new[:2]}-{new[2:]}".strip("-") for code, new in ZEROS.items()}
POINTS = {code: new.replace("-", ".") for code, new in HYPHENS.items()}
LEVELS = SECTIONS.replace(
    '"account": {"type": ["integer", "string"], "x-dimension": "account"}',
    '"account": {"x-list": "account", "x-levels": ["account"], "x-dimension": "account"}',
)


def _files(codes: dict[str, str], sections: str = LEVELS) -> dict[str, str]:
    """Return the files of the district with other codes."""
    lists, layout, source = ACCOUNTS, LAYOUT, SOURCE
    for code, new in sorted(codes.items(), reverse=True):
        lists = lists.replace(f"\n{code},", f"\n{new},").replace(f",{code}\n", f",{new}\n")
        layout = layout.replace(f"account: {code}}}", f'account: "{new}"}}')
        source = source.replace(f"account: {code},", f'account: "{new}",')
    return {
        "templates/district/accounts.csv": lists,
        "templates/district/layout.yaml": layout,
        "templates/district/source.schema.json": sections,
        SOURCE_FILE: source,
    }


def _said(one: Diagnostic, translator: Translator = ENGLISH) -> tuple[str, str]:
    assert one.hint is not None
    return translator(one.message), translator(one.hint)


@pytest.mark.parametrize("sections", [LEVELS, SECTIONS], ids=["levels", "any"])
@pytest.mark.parametrize("codes", [ZEROS, HYPHENS, POINTS], ids=["zeros", "hyphens", "points"])
def test_a_code_is_printed_as_its_list_has_it(
    tmp_path: Path, codes: dict[str, str], sections: str
) -> None:
    compiled = compile_district(tmp_path, _files(codes, sections))
    assert found(compiled.findings) == []
    assert compiled.document is not None
    (table,) = (one for one in compiled.document.tables() if one.id == "accounts")
    assert [row.code for row in table.panels[0].rows][:-1] == [*codes.values()]


def test_a_first_0_may_stand_without_quotes_and_hyphens_between_levels(tmp_path: Path) -> None:
    files = _files(ZEROS)
    files[SOURCE_FILE] = files[SOURCE_FILE].replace('"0101"', "0101").replace('"0102"', "01-02")
    assert found(compile_district(tmp_path, files).findings) == []


def test_a_code_of_another_level_is_told_how_many_digits_there_are(tmp_path: Path) -> None:
    write_district(tmp_path, {"templates/district/source.schema.json": LEVELS})
    (tmp_path / SOURCE_FILE).write_text(SOURCE.replace("account: 5100,", "account: 51,", 1))
    workspace = Workspace.find(tmp_path)
    (source,) = workspace.sources()
    (one,) = compile_source(source, workspace.resources()).findings
    assert (one.code, _said(one)[1]) == ("SCH004", "write a code of 4 digits")
    assert _said(one, Translator("zh"))[1] == "请填写 4 位代码"


def test_a_code_that_lost_its_first_0_is_written_in_quotes(tmp_path: Path) -> None:
    files = _files(ZEROS)
    files[SOURCE_FILE] = files[SOURCE_FILE].replace('"0201", actual', "201, actual", 1)
    (one,) = compile_district(tmp_path, files).findings
    assert one.code == "SCH004"
    problem, hint = _said(one)
    assert problem.endswith("account is not written as it must be: 201")
    assert hint == 'write: - {account: "0201", actual: 0, prior: 10, amount: -20}'


@pytest.mark.parametrize("sections", [LEVELS, SECTIONS], ids=["levels", "any"])
def test_a_code_with_a_point_is_written_in_quotes(tmp_path: Path, sections: str) -> None:
    codes = {**POINTS, "6100": "12.10"}
    files = _files(codes, sections)
    files[SOURCE_FILE] = files[SOURCE_FILE].replace('"12.10", actual', "12.10, actual", 1)
    (one,) = compile_district(tmp_path, files).findings
    assert one.code == "SCH001"
    problem, hint = _said(one)
    assert problem.endswith("account must be a whole number or a text")
    assert hint == 'write: - {account: "12.10", actual: 0, prior: 10, amount: -20}'


def test_a_text_that_is_read_as_a_number_is_written_in_quotes(tmp_path: Path) -> None:
    source = with_change(SOURCE, "  - id: north\n", "  - id: 17\n")
    (one,) = compile_district(tmp_path, {SOURCE_FILE: source}).findings
    assert (one.code, _said(one)[1]) == ("SCH001", 'write: - id: "17"')


def test_of_a_code_that_no_list_has_its_name_is_not_asked_for(tmp_path: Path) -> None:
    source = SOURCE.replace("5200", "5300")
    findings = compile_district(tmp_path, {SOURCE_FILE: source}).findings
    assert [(one.code, one.span.line) for one in findings if one.severity is Severity.ERROR] == [
        ("CLS001", 12),
        ("CLS001", 23),
    ]


def test_an_entry_that_stands_twice_is_told(tmp_path: Path) -> None:
    line = "  - {account: 5200, actual: 100, prior: 0, amount: 250}\n"
    source = with_change(SOURCE, f"\n{line}", f"\n{line}{line.replace('250', '2')}")
    findings = compile_district(tmp_path, {SOURCE_FILE: source}).findings
    (one,) = (one for one in findings if one.code == "SCH006")
    assert (one.severity, one.span.line, one.related[0].span.line) == (Severity.WARNING, 24, 23)
    assert _said(one) == (
        "5200 stands in this list twice, and its amounts are added up",
        "delete one of them, or correct what it is; of one thing, make one entry",
    )
    assert _said(one, CHINESE) == (
        "5200 在此表中出现两次，其金额已合计在一起",
        "删除其中一条，或改正其编码、名称；同一事项请合为一条",
    )


def test_entries_that_say_something_else_are_two(tmp_path: Path) -> None:
    line = "      - {title: Teacher, grade: T2, posts: 2.50, salary: 700}\n"
    source = with_change(SOURCE, line, line + line.replace("T2", "T3"))
    assert found(compile_district(tmp_path, {SOURCE_FILE: source}).findings) == []


@pytest.mark.parametrize(
    ("codes", "typed", "line"),
    [
        (POINTS, "02.02", '{account: "02.02"'),
        (POINTS, "02.02 Desks", '{account: "02.02"'),
        (POINTS, "Desks", '{account: "02.02"'),
        (POINTS, 2.02, '{account: "02.02"'),
        (HYPHENS, "02-02 Desks", "{account: 02-02"),
        (ZEROS, "02-02", '{account: "0202"'),
        (ZEROS, 202, '{account: "0202"'),
        ({**POINTS, "6200": "A1"}, "A1 Desks", "{account: A1"),
        ({**POINTS, "6200": "A1"}, "A2", "{account: A2"),
    ],
)
def test_a_form_takes_a_code_as_its_list_has_it(
    tmp_path: Path, codes: dict[str, str], typed: str | float, line: str
) -> None:
    write_district(tmp_path, _files(codes))
    assert run("form", SOURCE_FILE, "-o", "form.xlsx", cwd=tmp_path).code == 0
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    sheets = (sheet for sheet in book if sheet.sheet_state == "visible")
    cells = (cell for sheet in sheets for row in sheet.iter_rows() for cell in row)
    *_, last = (cell for cell in cells if str(cell.value).endswith(" Books"))
    last.value = typed
    book.save(tmp_path / "form.xlsx")
    ran = run("import", "form.xlsx", cwd=tmp_path)
    assert ran.code == 0, ran.err
    source = (tmp_path / SOURCE_FILE).read_text(encoding="utf-8")
    assert source.splitlines()[-1] == f"  - {line}, actual: 0, prior: 10, amount: -20}}"
