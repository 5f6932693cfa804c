"""Budgets and accounts of a year are added up in two books, and never with one another."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from pathlib import Path

import pytest

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.region import compile_region
from tests.cli.run import call
from tests.periods.river import ACCOUNTS, ALONE, APPROVED
from tests.support import ROOT, with_change

from .book import amounts, books, compiled, document, sentences, submissions, table, write

SPENT = 720_000 + 60_000 + 150_000 + 310_000 + 30_000
"""What stands as outturn of expenditure in the accounts of the river."""

BUDGET = 700_000 + 60_000 + 200_000 + 300_000
_CHANGES = (
    ("name: 上海市某某区河道管理所\n", "name: 上海市某某区山林管理所\n"),
    ("function: 2130304, outturn: 720000", "function: 2130304, outturn: 720005"),
    ("{code: 2130304, outturn: 720000", "{code: 2130304, outturn: 720005"),
    ("{code: 30101, outturn: 620000", "{code: 30101, outturn: 620005"),
    ("{prior_outturn: 1190000", "{prior_outturn: 1190000, reason: 人员增加"),
)
OTHER = reduce(lambda text, change: with_change(text, *change), _CHANGES, ALONE)
"""The accounts of an office of which there is no budget."""

FILES = {
    "river/2024.yaml": APPROVED,
    "river/2024-final.yaml": ACCOUNTS,
    "hill/2024-final.yaml": OTHER,
    "road/2023-final.yaml": ALONE.replace("year: 2024", "year: 2023").replace("2024-", "2023-"),
}


def _total(one: Decimal) -> int:
    return int(one * 10_000)


def test_no_total_mixes_what_was_planned_with_what_was_spent(tmp_path: Path) -> None:
    made = books(write(tmp_path, FILES))
    assert list(made) == ["2023-final", "2024", "2024-final"]
    budgets, accounts = document(made["2024"]), document(made["2024-final"])
    assert budgets.title == "各部门2024年部门预算汇总"
    assert accounts.title == "各部门2024年部门决算汇总"
    assert _total(amounts(table(budgets, "3"))["total", "total"]) == BUDGET
    assert _total(amounts(table(accounts, "3"))["total", "total"]) == 2 * SPENT + 5
    assert table(accounts, "2").panels[0].columns[1].header == ("本年支出合计",)
    assert table(accounts, "8").panels[0].columns[-1].header == ("决算数",)
    assert sentences(accounts)[:1] == [
        "本汇总含2个部门的2024年决算；部门所属单位并入其部门，部门与所属单位之间填报的拨款只计一次。"
    ]
    text = "".join(sentences(accounts))
    assert "下列部门有2023年的源文件，没有2024年的源文件。" in text
    assert "预算" not in text.replace("一般公共预算拨款", "").replace("政府性基金预算拨款", "")


def test_a_year_that_is_asked_for_has_both(tmp_path: Path) -> None:
    home = write(tmp_path, {**FILES, "region.yaml": "name: 某区\nyear: 2024\n"})
    assert list(books(home)) == ["2024", "2024-final"]


def test_approved_totals_of_accounts_are_held_against_accounts(tmp_path: Path) -> None:
    approved = "\n".join(
        (
            "totals:",
            f"  - {{department: region, year: 2024, figure: expenditure, amount: {BUDGET}}}",
            "  - {department: region, year: 2024, stage: final, figure: expenditure, amount: 1}",
        )
    )
    home = write(tmp_path, {**FILES, "control-totals.yaml": f"unit: 元\n{approved}\n"})
    made = books(home)
    assert [one.code for one in made["2024"].findings] == []
    assert [one.code for one in made["2024-final"].findings] == ["ROL004"]


def _of_a_book_of_budgets(home: Path) -> Diagnostic:
    shipped = (ROOT / "templates/region/book/layout.yaml").read_text(encoding="utf-8")
    folder = home / "templates/city/book"
    folder.mkdir(parents=True)
    (folder / "layout.yaml").write_text(shipped, encoding="utf-8")
    resources, workspace = Resources.of_workspace(home), Workspace.find(home)
    sources = submissions(compiled(home), workspace, resources)
    old, budgets, new = compile_region(sources, workspace, resources)
    assert (old.document, new.document) == (None, None)
    assert budgets.document is not None
    (told,) = new.findings
    return told


def test_a_book_of_budgets_alone_says_that_it_leaves_accounts_out(tmp_path: Path) -> None:
    home = write(tmp_path, {**FILES, "region.yaml": "name: 某区\nbook: city/book\n"})
    told = _of_a_book_of_budgets(home)
    chinese = Translator("zh")
    assert (
        told.code,
        told.severity.name,
        f"{told.span.file}:{told.span.line}:{told.span.column}",
    ) == (
        "LAY001",
        "WARNING",
        "budgets/region.yaml:2:7",
    )
    assert ENGLISH(told.message) == (
        "templates/city/book/layout.yaml declares a book of budgets; accounts (2) are added up "
        "in none"
    )
    assert told.hint is not None
    assert ENGLISH(told.hint) == (
        "say in templates/city/book/stages/final.yaml how a book of accounts differs, such as its "
        "title"
    )
    assert chinese(told.message) == (
        "templates/city/book/layout.yaml 只规定了预算汇总；2份决算没有汇总"
    )
    assert chinese(told.hint) == (
        "请在 templates/city/book/stages/final.yaml 中写明决算汇总的不同之处，如标题"
    )


def test_pages_lead_to_the_books_that_are_written_and_to_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = "jurisdiction: district\nyear: 2025\n"
    write(tmp_path, {**FILES, "lake/2022.yaml": broken})
    monkeypatch.chdir(tmp_path)
    call("build", "--region", "-f", "html")
    page = (tmp_path / "build/region/2024.html").read_text(encoding="utf-8")
    beside = page[page.index('<p class="beside">') :].partition("</p>")[0]
    assert '<a href="2024-final.html">各部门2024年部门决算汇总</a>' in beside
    assert '<a href="2023-final.html">' in beside
    assert beside.count("<a ") == len([*(tmp_path / "build/region").glob("*.html")]) - 1


def test_every_kind_of_expenditure_has_its_column_its_words_and_its_bar(tmp_path: Path) -> None:
    made = document(books(write(tmp_path, FILES))["2024-final"])
    spent = amounts(table(made, "3"))
    assert [column.id for column in table(made, "3").panels[0].columns] == [
        "c1", "total", "basic", "project", "operation",
    ]  # fmt: skip
    assert (_total(spent["river", "operation"]), _total(spent["total", "operation"])) == (
        30_000, 60_000,
    )  # fmt: skip
    for table_id in ("3", "4"):
        cells = amounts(table(made, table_id))
        for row in {row for row, _ in cells}:
            parts = (cells.get((row, one), Decimal()) for one in ("basic", "project", "operation"))
            assert sum(parts) == cells[row, "total"]
    (by_kind,) = (one for one in sentences(made) if one.startswith("按支出性质"))
    # Nothing tells what came of such a line last year: it is no new one.
    assert by_kind.endswith("；经营支出6.00万元，占2.36%，上年数不全，不作比较。")
    (kinds,) = (chart for chart in made.charts if chart.id == "kinds")
    assert [bar.label for bar in kinds.bars] == ["基本支出", "项目支出", "经营支出"]


def test_a_class_of_ended_lines_alone_has_no_column_and_no_row(tmp_path: Path) -> None:
    ended = with_change(
        APPROVED,
        "{code: 2130304, amount: 700000, prior: 700000}",
        "{code: 2130304, amount: 700000, prior: 700000}\n"
        "    - {code: 2210201, amount: 0, prior: 50000, reason: 政策调整}",
    )
    made = document(books(write(tmp_path, {"river/2024.yaml": ended}))["2024"])
    assert [row.code for row in table(made, "4").panels[0].rows] == ["212", "213", None]
    texts = "".join(sentences(made))
    assert "住房保障支出（221类）：0.00万元" in texts  # that it ended is told
    heads = [column.header for one in made.tables() for column in one.panels[0].columns]
    assert not [head for head in heads if "住房保障支出" in head]
