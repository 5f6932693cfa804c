"""Which leaves a form has, and that it comes back as it went out."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budgetc.diagnostics.messages import Translator
from budgetc.form.language import Wording
from budgetc.form.make import make_form
from budgetc.form.outline import grids_of
from budgetc.jurisdiction.sources import catalogue_of, schema_of
from budgetc.source.nodes import Mapping, Scalar, SourceTree, children
from budgetc.source.read import read_bytes
from tests.cli.run import call
from tests.form.workbooks import SHIPPED, brought, budgets, form_of
from tests.jurisdiction.tutorial import SECTIONS, apply, snippets
from tests.support import KORLA, MINIMAL, with_change

SOURCES = [
    pytest.param(path.read_text(encoding="utf-8"), id=path.parent.name) for path in budgets()
]


def leaves(tree: SourceTree) -> set[tuple[str | int, ...]]:
    """Return the places of all typed values, but of what serves the compiler alone."""
    found: set[tuple[str | int, ...]] = set()

    def walk(node: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(node, Scalar):
            found.add(path)
        for key, child in children(node):
            walk(child, (*path, key))

    assert isinstance(tree.root, Mapping)
    for key, child in children(tree.root):
        if not tree.shape.under(str(key)).serves:
            walk(child, (key,))
    return found


@pytest.mark.parametrize("text", SOURCES)
def test_every_leaf_of_a_source_has_a_cell(text: str) -> None:
    read, _ = read_bytes("a.yaml", text.encode())
    assert read is not None
    tree = schema_of(SHIPPED, read).shaped(read)
    catalogue = catalogue_of(tree, SHIPPED)
    assert catalogue is not None
    asked: set[tuple[str | int, ...]] = set()
    for grid in grids_of(tree, catalogue.lists(), Wording(Translator("en"))):
        for row in grid.rows:
            for field, value in zip(row.fields, row.values, strict=True):
                if field is None or field.is_key:
                    continue
                path = (*row.path, *field.below)
                if isinstance(value, tuple):
                    asked |= {(*path, number) for number in range(len(value))}
                else:
                    asked.add(path)
    assert leaves(tree) - asked == set()


@pytest.mark.parametrize("text", SOURCES)
def test_a_form_that_nobody_touched_changes_no_byte(text: str) -> None:
    done = brought(form_of(text), text)
    assert done.content == text.encode()
    assert (done.told, done.findings) == ((), ())


def test_the_same_source_makes_the_same_bytes() -> None:
    form_of.cache_clear()
    first = form_of(MINIMAL)
    form_of.cache_clear()
    assert form_of(MINIMAL) == first


SHOWN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cn", "Cs", "Zl", "Zp"))
ALLOCATION = "        - {item: 场地, amount: 1.50}\n        - {item: 师资, amount: 0.50}\n"


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text(SHOWN, min_size=1), min_size=20, max_size=60))
@pytest.mark.slow
def test_whatever_is_written_in_a_source_it_comes_back_unchanged(texts: list[str]) -> None:
    lines = "".join(
        f"        - {{item: {json.dumps(text, ensure_ascii=False)}, amount: 1}}\n" for text in texts
    )
    source = with_change(MINIMAL, ALLOCATION, lines)
    read, findings = read_bytes("a.yaml", source.encode())
    assume(read is not None and not findings)
    assert read is not None
    done = brought(make_form(source.encode(), read, SHIPPED, "zh"), source)
    assert (done.content, done.findings) == (source.encode(), ())


def test_totals_reach_over_every_row() -> None:
    rows = "".join(f"        - {{item: 第{number}项, amount: 0.01}}\n" for number in range(2500))
    source = with_change(MINIMAL, ALLOCATION, rows)
    form = form_of(source)
    page = openpyxl.load_workbook(io.BytesIO(form))["项目支出·资金用途"]
    (total,) = (cell for row in page.iter_rows() for cell in row if str(cell.value)[:4] == "=SUM")
    last = max(row[0].row for row in page.iter_rows() if str(row[1].value)[:1] == "培")
    assert int(str(total.value).rstrip(")").rpartition("$")[2]) > last >= 2500
    assert brought(form, source).content == source.encode()


def test_last_years_amounts_are_shown_beside_and_not_read_again() -> None:
    """In this year's unit; beside a row of which none is known stands nothing."""
    tree, _ = read_bytes("a.yaml", KORLA.encode())
    assert tree is not None
    known = {("basic_expenditure", "by_function", 0): 203_5300, ("operating_cost", "prior"): 1}
    form = make_form(KORLA.encode(), tree, SHIPPED, "zh", known)
    page = openpyxl.load_workbook(io.BytesIO(form))["基本支出·按功能分类"]
    (heads,) = (row for row in page.iter_rows() if row[0].value == '"heads"')
    code, amount, before = (
        next(cell.column for cell in heads if cell.value == name)
        for name in ("科目编码", "金额", "2023年源文件中的数")
    )
    told = {
        str(page.cell(row, code).value)[:7]: (
            page.cell(row, amount).value,
            page.cell(row, before).value,
        )
        for row in range(heads[0].row + 1, page.max_row)
        if page.cell(row, code).value
    }
    assert told["2013801"] == (203.53, 2.0353)
    assert told["2210201"] == (17.37, None)
    done = brought(form, KORLA)
    assert (done.content, done.findings) == (KORLA.encode(), ())


@pytest.mark.needs("soffice")
def test_libreoffice_opens_saves_and_recalculates_it(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(form_of(KORLA))
    for target, source in (("ods", form), ("xlsx", tmp_path / "form.ods")):
        folder = tmp_path / "saved" if target == "xlsx" else tmp_path
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        convert: list[str | Path] = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            folder,
        ]
        subprocess.run([*convert, source], check=True, capture_output=True, timeout=120)
    saved = (tmp_path / "saved" / "form.xlsx").read_bytes()
    done = brought(saved, KORLA)
    assert done.content == KORLA.encode()
    assert done.findings == ()
    book = openpyxl.load_workbook(io.BytesIO(saved), data_only=True)
    first = book["填写说明"]
    told = {row[0].value: row[1].value for row in first.iter_rows(max_col=2)}
    assert told["收入"] == pytest.approx(314.66)
    assert told["基本支出·按功能分类"] == told["基本支出·按经济分类"] == pytest.approx(277.66)
    assert told["项目支出·资金用途"] == pytest.approx(37)
    assert told["按功能分类与按经济分类的差额（应为0）"] == 0
    projects = book["项目支出·项目"]
    heads = {cell.value: cell.column for row in projects.iter_rows() for cell in row if cell.value}
    column = heads["资金用途合计"]
    totals = [projects.cell(row, column).value for row in range(1, projects.max_row + 1)]
    assert [total for total in totals if isinstance(total, int | float)] == [37, 10, 20, 2, 5]


def test_heads_of_amounts_are_called_as_the_layout_calls_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The schema of a jurisdiction of one's own may name none: the key stood there."""
    for snippet in snippets(SECTIONS):
        apply(snippet, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert call("form", "budgets/mediatheque/2024.yaml").code == 0
    book = openpyxl.load_workbook(tmp_path / "mediatheque-2024.form.xlsx")
    heads = [cell.value for cell in book["Sites·depenses"][5][1:]]
    assert heads == ["Sites it belongs to", "nature", "Last year's outturn", "This year's budget"]
    assert call("import", "mediatheque-2024.form.xlsx").code == 0
