"""A region book has the sums of its departments, knows their facts, and lists what is missing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from budgetc.document.model import Document, Formula, Role
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.region import compile_region
from budgetc.render.data import render_json
from budgetc.render.markdown import render_markdown
from tests.budget import small
from tests.support import KORLA, RESOURCES, ROOT, found, with_change

from . import expected
from .book import amounts, books, compiled, document, figures, sentences, submissions, table, write
from .expected import Line
from .generate import (
    BOTH_YEARS,
    DEPARTMENTS,
    LAST_YEAR_ONLY,
    NAMES_UNITS,
    OF_UNITS,
    WITH_ERRORS,
    folder,
    name,
    region,
)

MISSING = (folder(WITH_ERRORS), folder(LAST_YEAR_ONLY))
FUNDS = ("general", "government_fund", "state_capital", "special_account", "unit_funds",
         "carry_over")  # fmt: skip
FISCAL = FUNDS[:3]
BY_CLASS = ("5", "6", "7")
Place = tuple[str, str]


def _made(files: Mapping[str, str]) -> dict[str, Document]:
    with TemporaryDirectory() as home:
        return {year: document(one) for year, one in books(write(Path(home), files)).items()}


@cache
def _books() -> dict[str, Document]:
    return _made(region())


@cache
def _lines() -> list[Line]:
    return expected.lines(region(), MISSING)


def _grid(lines: list[Line], columns: Mapping[str, Callable[[Line], bool]]) -> dict[Place, Decimal]:
    """Return the sums of departments by columns, and the totals; what is nothing is left out."""
    cells = {
        (row, column): expected.total(
            [x for x in lines if row in ("total", x.department) and belongs(x)]
        )
        for row in (*{line.department for line in lines}, "total")
        for column, belongs in columns.items()
    }
    return {place: amount for place, amount in cells.items() if amount}


def _of_fund(*funds: str) -> Callable[[Line], bool]:
    return lambda line: any(f"{line.fund}.".startswith(f"{fund}.") for fund in funds)


def _of_kind(kind: str) -> Callable[[Line], bool]:
    return lambda line: line.kind == kind


def _of_class(code: str) -> Callable[[Line], bool]:
    return lambda line: line.code[:3] == code


def _everything(_: Line) -> bool:
    return True


BY_FUND: Mapping[str, Callable[[Line], bool]] = {
    "total": _everything,
    "fiscal": _of_fund(*FISCAL),
    **{fund: _of_fund(fund) for fund in FUNDS},
}
BY_KIND: Mapping[str, Callable[[Line], bool]] = {
    "total": _everything,
    "basic": _of_kind("basic"),
    "project": _of_kind("project"),
}


def _spent() -> list[Line]:
    return [line for line in _lines() if line.kind]


def test_the_region_is_what_it_says() -> None:
    files = region()
    assert len({place.split("/")[0] for place in files}) == DEPARTMENTS == 30
    assert all("虚构" in text and "生成" in text for text in files.values())
    assert region() == files
    assert len({line.department for line in _lines()}) == 28
    assert len(_lines()) > 250


def test_revenue_by_department_and_fund() -> None:
    received = [line for line in _lines() if not line.kind]
    assert amounts(table(_books()["2024"], "1")) == _grid(received, BY_FUND)


def test_expenditure_by_department_and_fund() -> None:
    assert amounts(table(_books()["2024"], "2")) == _grid(_spent(), BY_FUND)


def test_expenditure_by_department_and_kind() -> None:
    assert amounts(table(_books()["2024"], "3")) == _grid(_spent(), BY_KIND)


def test_expenditure_by_class_and_kind() -> None:
    by_class = [line._replace(department=line.code[:3]) for line in _spent()]
    assert amounts(table(_books()["2024"], "4")) == _grid(by_class, BY_KIND)


def test_expenditure_by_department_and_class() -> None:
    codes = {line.code[:3] for line in _spent()}
    assert len(codes) > 15
    shown = {
        place: amount
        for table_id in BY_CLASS
        for place, amount in amounts(table(_books()["2024"], table_id)).items()
        if place[1] != "total"
    }
    assert shown == _grid(_spent(), {code: _of_class(code) for code in codes})


def test_a_table_of_classes_has_the_sum_of_its_own() -> None:
    for table_id in BY_CLASS:
        shown = amounts(table(_books()["2024"], table_id))
        for row, column in shown:
            if column == "total":
                parts = [a for (r, c), a in shown.items() if r == row and c != "total"]
                assert shown[row, column] == sum(parts)


def test_every_class_of_the_list_has_its_column() -> None:
    text = (ROOT / "schema/classification/2024/functional.csv").read_text(encoding="utf-8")
    classes = {row["code"]: row["name"] for row in csv.DictReader(text.splitlines())
               if len(row["code"]) == 3}  # fmt: skip
    layout = (ROOT / "templates/region/book/layout.yaml").read_text(encoding="utf-8")
    assert len(classes) > 20
    for code, head in classes.items():
        column = f'{{head: {head}, id: "{code}", function: {code}, optional: true}}'
        assert layout.count(column) == len(("a table", "the index")), column


def test_projects_and_what_is_passed_on() -> None:
    shown = amounts(table(_books()["2024"], "8"))
    projects = expected.by_project(_lines())
    assert len(projects) > 80
    rows = {row: amount for (row, _), amount in shown.items() if row != "total"}
    assert rows == {row: Decimal(fen) / 1_000_000 for row, fen in projects.items()}
    assert shown["total", "amount"] == sum(rows.values())


def test_the_projects_stand_under_their_departments() -> None:
    (panel,) = table(_books()["2024"], "8").panels
    assert [column.header[-1] for column in panel.columns] == [
        "部门", "项目名称", "编码", "名称", "预算数",
    ]  # fmt: skip
    for row in panel.rows[:-1]:
        number = int(row.id.split("/")[0].removeprefix("made-up-"))
        assert row.cells[0] == (name(number),)


def test_every_cell_knows_its_facts_and_their_files() -> None:
    book = _books()["2024"]
    seen = 0
    for one in book.tables():
        for (row, _), figure in figures(one).items():
            assert figure.formula is Formula.SUM
            assert figure.facts
            fen = sum(fact.fen or 0 for fact in figure.facts)
            assert Decimal(figure.exact) == Decimal(fen) / 1_000_000
            files = {fact.origin.span(fact.key).file for fact in figure.facts}
            assert all(file.startswith("budgets/made-up-") for file in files)
            if row.startswith("made-up-"):
                assert {file.split("/")[1] for file in files} == {row.split("/")[0]}
            seen += 1
    assert seen > 600


def test_the_sentences_name_the_totals() -> None:
    book = _books()["2024"]
    exact = {figure.id: Decimal(figure.exact) for figure in book.figures()}
    spent = expected.total(_spent())
    assert exact["expenditure"] == spent
    assert exact["revenue"] == expected.total([line for line in _lines() if not line.kind])
    assert exact["departments"] == 28
    for kind, figure in (("basic", "basic"), ("project", "projects")):
        part = expected.total([line for line in _spent() if line.kind == kind])
        assert exact[figure] == part
        assert exact[f"{figure}.share"] == round(part / spent * 100, 2)
    for department in {line.department for line in _spent()}:
        own = expected.total([line for line in _spent() if line.department == department])
        assert exact[f"expenditure_by_department.{department}"] == own
    by_department = [f for f in book.figures() if f.id.startswith("expenditure_by_department.")]
    assert len([f for f in by_department if f.id.endswith(".change.growth")]) == 28


def test_growth_takes_last_years_source_where_nothing_is_typed() -> None:
    """Department 20 types no amount of last year; its source of last year has them."""
    department = f"expenditure_by_department.{folder(BOTH_YEARS)}"
    before = expected.lines(region(), (), year=2023)
    last = expected.total([x for x in before if x.kind and x.department == folder(BOTH_YEARS)])
    now = expected.total([x for x in _spent() if x.department == folder(BOTH_YEARS)])
    exact = {figure.id: Decimal(figure.exact) for figure in _books()["2024"].figures()}
    assert exact[f"{department}.change.size"] == abs(now - last)
    assert exact[f"{department}.change.growth"] == round(abs(now - last) / last * 100, 2)


def test_last_year_has_a_book_of_its_own() -> None:
    assert _books().keys() == {"2023", "2024"}
    spent = [line for line in expected.lines(region(), (), year=2023) if line.kind]
    assert {line.department for line in spent} == {folder(LAST_YEAR_ONLY), folder(BOTH_YEARS)}
    assert amounts(table(_books()["2023"], "3")) == _grid(spent, BY_KIND)


def test_what_is_missing_is_listed() -> None:
    text = "\n".join(sentences(_books()["2024"]))
    failed = f"budgets/{folder(WITH_ERRORS)}/2024.yaml"
    assert f"1.{name(WITH_ERRORS)}：{failed}，错误1处。" in text
    last = f"budgets/{folder(LAST_YEAR_ONLY)}/2023.yaml"
    assert f"1.{name(LAST_YEAR_ONLY)}：上年源文件{last}。" in text
    assert f"1.{name(NAMES_UNITS)}：虚构中心（生成）、虚构站（生成）。" in text
    assert "另有预算未计入，见第四部分。" in text
    assert "没有发现缺少的内容" not in text


def test_where_nothing_is_missing_it_says_so() -> None:
    text = "\n".join(sentences(_made(region(3))["2024"]))
    assert "没有发现缺少的内容。" in text
    assert "未计入" not in text


def test_a_unit_that_its_department_leaves_out_is_listed() -> None:
    files = region(1)
    files[f"{folder(1)}/extra/2024.yaml"] = region()[f"{folder(OF_UNITS)}/second/2024.yaml"]
    book = _made(files)["2024"]
    text = "\n".join(sentences(book))
    assert f"1.{name(102)}：budgets/{folder(1)}/extra/2024.yaml。" in text
    assert amounts(table(book, "3")) == amounts(table(_made(region(1))["2024"], "3"))


def test_a_second_source_of_a_department_and_year_is_listed_and_not_counted() -> None:
    files = region(2)
    files[f"{folder(1)}/2024-draft.yaml"] = files[f"{folder(1)}/2024.yaml"]
    book = _made(files)["2024"]
    said = f"1.{name(1)}：budgets/{folder(1)}/2024-draft.yaml，错误1处。"
    assert said in "\n".join(sentences(book))
    assert amounts(table(book, "3")) == amounts(table(_made(region(2))["2024"], "3"))


def test_a_budget_of_another_stage_is_listed_and_not_counted() -> None:
    files = region(2)
    files[f"{folder(1)}/adjusted.yaml"] = f"stage: adjusted\n{files[f'{folder(1)}/2024.yaml']}"
    book = _made(files)["2024"]
    assert f"1.{name(1)}：budgets/{folder(1)}/adjusted.yaml。" in "\n".join(sentences(book))
    assert amounts(table(book, "3")) == amounts(table(_made(region(2))["2024"], "3"))


def test_growth_is_not_made_up_where_last_years_amounts_are_missing() -> None:
    files = region(2)
    place = f"{folder(1)}/2024.yaml"
    files[place] = "\n".join(
        line.split(", prior:")[0] + "}" if ", prior:" in line else line
        for line in files[place].split("\n")
        if not line.startswith("      prior:")
    )
    text = "\n".join(sentences(_made(files)["2024"]))
    assert "上年数不全，不作比较" in text
    assert f"1.{name(1)}：缺5项。" in text


def test_a_source_that_cannot_be_read_is_listed_by_its_folder() -> None:
    files = {**region(1), "broken/2024.yaml": "a: [\n"}
    assert "1.broken：budgets/broken/2024.yaml，错误1处。" in sentences(_made(files)["2024"])


def test_a_region_of_nothing_but_errors_has_a_book() -> None:
    book = _made({"broken/2024.yaml": "a: [\n"})["2024"]
    assert "没有可以汇总的2024年部门预算源文件。" in sentences(book)
    assert "没有部门支出。" in sentences(book)


def test_a_changed_leaf_changes_its_department_and_the_totals() -> None:
    files = region()
    place = f"{folder(9)}/2024.yaml"
    old = files[place]
    line = next(x for x in old.split("\n") if "- {item: 虚构" in x)
    written = Decimal(line.split("amount: ")[1].removesuffix("}"))
    revenue = next(x for x in old.split("\n") if "- {fund: general.own, amount: " in x)
    received = Decimal(revenue.split("amount: ")[1].split(",")[0])
    changed = with_change(old.replace(line, line.replace(str(written), str(written + 1)), 1),
                          f"fund: general.own, amount: {received}",
                          f"fund: general.own, amount: {received + 1}")  # fmt: skip
    before, after = _books()["2024"], _made({**files, place: changed})["2024"]
    differences = set()
    for one in before.tables():
        was, now = amounts(one), amounts(table(after, one.id))
        assert was.keys() == now.keys()
        differences |= {(one.id, *cell) for cell, amount in was.items() if now[cell] != amount}
    step = Decimal(1) if "unit: 万元" in old else Decimal(1) / 10_000
    for table_id, row, column in differences:
        cell = (row, column)
        assert (
            amounts(table(after, table_id))[cell] - amounts(table(before, table_id))[cell] == step
        )
    project = next(row for table_id, row, _ in differences if table_id == "8" and row != "total")
    code = next(x.code[:3] for x in _lines() if x.project == project)
    (by_class,) = {t for t, _, column in differences if column == code}
    assert differences == {
        *((t, r, c) for t in ("1", "2") for r in (folder(9), "total")
          for c in ("total", "fiscal", "general")),
        *(("3", r, c) for r in (folder(9), "total") for c in ("total", "project")),
        *(("4", r, c) for r in (code, "total") for c in ("total", "project")),
        *((by_class, r, c) for r in (folder(9), "total") for c in ("total", code)),
        *(("8", r, "amount") for r in (project, "total")),
    }  # fmt: skip


def test_the_order_of_the_sources_makes_no_difference(tmp_path: Path) -> None:
    home = write(tmp_path, region())
    sources = compiled(home)
    straight, reverse = books(home, sources), books(home, sources[::-1])
    assert straight.keys() == reverse.keys()
    for year, one in straight.items():
        other = document(reverse[year])
        assert render_json(document(one)) == render_json(other)
        assert render_markdown(document(one), RESOURCES) == render_markdown(other, RESOURCES)
        assert render_json(other) == render_json(_books()[year])


def test_a_region_has_a_name_a_unit_a_year_and_a_day(tmp_path: Path) -> None:
    settings = "name: 虚构市（生成）\nunit: 元\nyear: 2024\nissued: 2024-03-01\n"
    (tmp_path / "budgets").mkdir()
    (tmp_path / "budgets/region.yaml").write_text(settings, encoding="utf-8")
    made = books(write(tmp_path, region()))
    assert made.keys() == {"2024"}
    book = document(made["2024"])
    assert (book.department, book.title) == ("虚构市（生成）", "虚构市（生成）2024年部门预算汇总")
    assert (book.unit, book.issued) == ("元", "2024-03-01")
    assert table(book, "1").above == ("虚构市（生成）", "单位：元")
    shown = amounts(table(book, "3"))["total", "total"]
    assert shown == expected.total(_spent()) * 10_000


def test_a_region_may_name_another_book(tmp_path: Path) -> None:
    home = write(tmp_path, region(1))
    (home / "budgets/region.yaml").write_text("name: 某市\nbook: city/book\n", encoding="utf-8")
    layout = (ROOT / "templates/region/book/layout.yaml").read_text(encoding="utf-8")
    (folder := home / "templates/city/book").mkdir(parents=True)
    (folder / "layout.yaml").write_text(
        with_change(layout, "年部门{{ words.what }}汇总", "年市级预算"), encoding="utf-8"
    )
    resources = Resources.of_workspace(home)
    workspace = Workspace.find(home)
    sources = submissions(compiled(home), workspace, resources)
    for book in compile_region(sources, workspace, resources):
        assert book.document is not None, found(book.findings)
        assert book.document.title == f"某市{book.source.stem}年市级预算"


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ("name: 某市\nyears: 2024\n", (2, 1, "SCH002")),
        ("unit: 元\n", (1, 1, "SCH003")),
        ("name: 某市\nissued: 2024-02-30\n", (2, 9, "SCH004")),
        ("name: [\n", (2, 1, "SYN001")),
        ("name: 某市\nbook: city/book\n", (2, 7, "JUR001")),
    ],
)
def test_settings_with_errors_make_no_book(
    tmp_path: Path, settings: str, place: tuple[int, int, str]
) -> None:
    home = write(tmp_path, region(1))
    (home / "budgets/region.yaml").write_text(settings, encoding="utf-8")
    (book,) = books(home).values()
    assert book.document is None
    assert found(book.findings) == [place]
    assert {finding.span.file for finding in book.findings} == {"budgets/region.yaml"}


def test_amounts_stand_in_columns_of_amounts() -> None:
    for one in _books()["2024"].tables():
        (panel,) = one.panels
        for row in panel.rows:
            for column, cell in zip(panel.columns, row.cells, strict=True):
                if column.role is not Role.AMOUNT:
                    assert all(isinstance(part, str) for part in cell)


ALONE = small.department().replace("[{id: station}]", "[]") + "issued: 2024-02-08\ncarry_over: []\n"
"""Of Shanghai: its documents print 1,500,000.00."""
IN_YUAN = {"region.yaml": "name: 某市\nunit: 元\n", "a/2024.yaml": ALONE}


def _amounts(book: Document) -> set[str]:
    return {part.text for one in book.tables() for part in figures(one).values()}


def test_digits_are_separated_as_in_the_documents_of_the_departments() -> None:
    """The book had 1500000.00 of departments that print 1,500,000.00."""
    assert "1,500,000.00" in _amounts(_made(IN_YUAN)["2024"])
    others = _made(IN_YUAN | {"b/2024.yaml": KORLA})["2024"]
    assert "1500000.00" in _amounts(others), "Xinjiang has no such mark: then the book has its own"


def test_no_number_of_a_table_is_left_out() -> None:
    """Of the classes, only 201 and 212 have amounts: the tables had the numbers 1 to 6 and 8."""
    numbers = [one.number for one in _made(IN_YUAN)["2024"].tables() if one.number]
    assert numbers == [f"表 {at}" for at in range(1, len(numbers) + 1)]
    assert len(numbers) < 8, "some are printed only where they have amounts"


def test_a_column_of_which_all_is_passed_on_is_not_in_the_book(tmp_path: Path) -> None:
    """It stood there empty: what a department gives its unit is no subsidy of the region."""
    files = {"2024.yaml": small.department(small.DECLARED, own=small.GIVEN)}
    files["station/2024.yaml"] = small.station()
    folder = write(tmp_path, {f"bureau/{name}": text for name, text in files.items()})
    book = document(books(folder)["2024"])
    columns = {one.id for table in book.tables() for panel in table.panels for one in panel.columns}
    assert "basic" in columns
    assert "subsidies" not in columns
