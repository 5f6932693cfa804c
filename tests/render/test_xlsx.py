"""Workbooks: LibreOffice works out every figure again, and shows it as it is printed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from budgetc.diagnostics.characters import text_width
from budgetc.diagnostics.messages import Translator
from budgetc.document.figures import NoExactValueError, exact_value
from budgetc.document.model import PERCENT, Document, Figure, Formula, Heading
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.workspace import Workspace
from budgetc.lists import money_units
from budgetc.numbers.style import NumberFormat
from budgetc.pipeline import Compilation, compile_source
from budgetc.publish.evidence import evidence_of
from budgetc.render.evidence import Evidence
from budgetc.render.xlsx import WORDS, render_xlsx
from budgetc.render.xlsx_numbers import number_format
from budgetc.render.xlsx_sheet import TableSheet, titled
from tests.budget.small import BASIC, compiled, department, station
from tests.render import test_latex
from tests.render.office import Cells, without_values, worked_out
from tests.render.test_markdown import HOSTILE, document_with
from tests.support import KORLA, RESOURCES, ROOT, TODAY, compile_text, with_change

SHIPPED = Workspace.on_disk(ROOT)
BUDGETS = [source.name for source in SHIPPED.sources()]
NAME = "budgets/korla-etdz-market-supervision/2024.yaml"
MONEY = money_units(RESOURCES)


@cache
def _compiled(name: str) -> Compilation:
    return compile_source(SHIPPED.named(name), SHIPPED.resources(), TODAY)


def _document(compilation: Compilation) -> Document:
    assert compilation.document is not None
    return compilation.document


def _made(compilation: Compilation, *, public: bool = False) -> bytes:
    evidence = evidence_of(compilation)
    evidence = evidence.for_the_public() if public else evidence
    return render_xlsx(_document(compilation), RESOURCES, evidence)


def _printed(document: Document, content: bytes) -> Iterator[tuple[Figure, tuple[str, int, int]]]:
    """Yield the figures of a workbook and the cells that they stand in."""
    names = openpyxl.load_workbook(BytesIO(content)).sheetnames[1:]
    for name, (table, _, under) in zip(names, titled(document), strict=False):
        for figure, row, column in TableSheet(name, table, under).figures():
            yield figure, (name, row, column)


def _value(figure: Figure) -> Fraction | None:
    """Return what a cell must come to: in the figure's unit; a share as a part of one."""
    try:
        value = exact_value(figure)
    except NoExactValueError:
        return None
    if figure.unit == PERCENT:
        return value / 100
    return value / MONEY[figure.unit].fen if figure.unit in MONEY else None


def assert_worked_out(document: Document, content: bytes, cells: Cells) -> int:
    """Assert that every figure has its value and its print; return how many there are."""
    number = 0
    for figure, place in _printed(document, content):
        shown, wanted = cells[place], _value(figure)
        assert shown.text == figure.text, (place, figure)
        if wanted is not None:
            assert shown.value is not None, (place, figure)
            assert math.isclose(shown.value, float(wanted), rel_tol=1e-12, abs_tol=1e-9), figure
        number += 1
    return number


@pytest.mark.needs("soffice")
@pytest.mark.slow
def test_an_office_works_out_and_shows_every_figure_of_every_budget(tmp_path: Path) -> None:
    made = [_made(_compiled(name)) for name in BUDGETS]
    cells = worked_out([without_values(content) for content in made], tmp_path)
    for name, content, one in zip(BUDGETS, made, cells, strict=True):
        assert assert_worked_out(_document(_compiled(name)), content, one) > 100


@pytest.mark.needs("soffice")
def test_who_changes_a_typed_amount_sees_what_a_build_would_make(tmp_path: Path) -> None:
    before = compile_text(KORLA)
    text = KORLA
    for was, now in (("203.53", "213.57"), ("314.66", "324.70"), ("62.24", "72.28")):
        text = with_change(text, f"amount: {was}", f"amount: {now}")
    after = compile_text(text)
    content = _made(before)
    typed = openpyxl.load_workbook(BytesIO(content))["数据"]
    cells = {
        row[4]: f"F{number}" for number, row in enumerate(typed.iter_rows(values_only=True), 1)
    }
    edits = {
        ("数据", cells["basic_expenditure.by_function.0.amount"]): 213.57,
        ("数据", cells["revenue.0.amount"]): 324.70,
        ("数据", cells["basic_expenditure.by_economic.0.amount"]): 72.28,
    }
    (shown,) = worked_out([without_values(content, edits)], tmp_path)
    figures = {place: figure for figure, place in _printed(_document(after), content)}
    differ = 0
    for figure, place in _printed(_document(before), content):
        fresh, stale = _value(figures[place]), _value(figure)
        assert fresh is not None
        assert math.isclose(shown[place].value or 0, float(fresh), abs_tol=1e-9), (place, figure)
        differ += fresh != stale
    assert differ > 10


def test_the_value_of_every_formula_is_stored() -> None:
    content = _made(_compiled(NAME))
    stored = openpyxl.load_workbook(BytesIO(content), data_only=True)
    number = 0
    for figure, (sheet, row, column) in _printed(_document(_compiled(NAME)), content):
        value = _value(figure)
        assert value is not None
        assert stored[sheet].cell(row + 1, column + 1).value == pytest.approx(float(value))
        number += 1
    assert number > 100


def test_a_formula_of_a_long_sum_has_its_value_in_each_part() -> None:
    name = "budgets/boston-parks-and-recreation/2019.yaml"
    content = BytesIO(_made(_compiled(name)))
    stored = openpyxl.load_workbook(content, data_only=True)
    content.seek(0)
    lacking = [
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(content)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and stored[sheet.title][cell.coordinate].value is None
    ]
    assert lacking == []


def test_a_typed_amount_has_one_cell_and_says_where_it_stands() -> None:
    sheet = openpyxl.load_workbook(BytesIO(_made(_compiled(NAME))))["数据"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len({row[4] for row in rows}) == len(rows)
    lines = KORLA.split("\n")
    for _, _, place, _, path, value in rows:
        file, _, line = str(place).rpartition(":")
        assert file == NAME
        assert str(value) in lines[int(line) - 1], (path, value)


_TAKEN_OUT = re.compile(r"-(?:SUM\()?'数据'!\$F\$(\d+)(?::\$F\$(\d+))?")


def _taken_out(content: bytes) -> dict[str, float]:
    """Return the typed amounts that formulas take out of sums, by the paths of their places."""
    book = openpyxl.load_workbook(BytesIO(content))
    cells = (str(one.value) for sheet in book for row in sheet.iter_rows() for one in row)
    runs = (_TAKEN_OUT.findall(cell) for cell in cells if cell.startswith("="))
    rows = {row for run in runs for a, b in run for row in range(int(a), int(b or a) + 1)}
    return {book["数据"].cell(row, 5).value: book["数据"].cell(row, 6).value for row in rows}


def test_a_typed_zero_is_added_as_any_amount_is() -> None:
    none = "revenue:\n  - {fund: unit_funds.other, amount: 0, prior: 0}\n"
    assert _taken_out(_made(compile_text(with_change(KORLA, "revenue:\n", none)))) == {}


def test_a_typed_amount_names_the_unit_that_typed_it(tmp_path: Path) -> None:
    content = _made(compiled(tmp_path, department(BASIC), station()))
    rows = openpyxl.load_workbook(BytesIO(content))["数据"].iter_rows(min_row=2, values_only=True)
    bodies = {(str(row[0]).partition(" › ")[0], "station" in str(row[2])) for row in rows}
    assert bodies == {("局机关", False), ("某某所", True)}


def test_what_is_passed_on_is_typed_as_an_amount_and_taken_out(tmp_path: Path) -> None:
    none = with_change(BASIC, "amount: 10, prior: 10", "amount: 0, prior: 0")
    content = _made(compiled(tmp_path, department(BASIC, none), station()))
    typed = {"transfers.0.amount": 100000, "transfers.1.amount": 0}
    assert _taken_out(content) == typed


def test_the_same_document_is_the_same_file() -> None:
    assert _made(_compiled(NAME)) == _made(_compiled(NAME))


def test_the_public_sees_no_sources() -> None:
    content = _made(_compiled(NAME), public=True)
    book = openpyxl.load_workbook(BytesIO(content))
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not any(".yaml" in text or "allocation" in text for text in texts)
    assert any("2013801" in text for text in texts)


def test_heads_stay_and_are_repeated_in_print() -> None:
    book = openpyxl.load_workbook(BytesIO(_made(_compiled(NAME))))
    sheet = book[book.sheetnames[6]]
    assert sheet.freeze_panes == "D6"
    assert sheet.print_title_rows == "$3:$5"
    assert str(sheet.print_area).endswith("$F$36")
    assert "F_T6_total.total" in book.defined_names


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "+1", "-1", "@x", "=cmd|' /C calc'!A0", "{=1}"])
def test_a_text_is_shown_as_typed_and_is_no_formula(text: str) -> None:
    content = render_xlsx(document_with(text), RESOURCES, Evidence())
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for row in book.worksheets[1].iter_rows() for cell in row if cell.value]
    assert len(cells) > 5
    assert {cell.data_type for cell in cells} == {"s"}


def _heights(sheet: Any) -> list[float]:
    return [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]


def test_rows_are_as_high_as_their_texts_and_the_contents_fit_one_page_across() -> None:
    title = "A long title of a budget that no page is wide enough for, and so it takes more lines"
    document = replace(_document(_compiled(NAME)), title=title)
    book = openpyxl.load_workbook(BytesIO(render_xlsx(document, RESOURCES, Evidence())))
    contents, inputs = book["目录"], book["数据"]
    head, hint, *_ = _heights(contents)
    assert head > 3 * 16
    assert hint > 2 * 10
    assert contents["A1"].alignment.wrap_text
    assert contents.page_setup.fitToHeight == 0  # as many pages as it takes, each as wide as all
    assert contents.sheet_properties.pageSetUpPr.fitToPage
    for row, height in zip(inputs.iter_rows(min_row=2), _heights(inputs)[1:], strict=True):
        for cell in row[:5]:
            wide = inputs.column_dimensions[cell.column_letter].width
            assert height >= text_width(str(cell.value or "")) / wide * 12, cell.value


def test_the_title_of_a_narrow_table_has_the_lines_that_it_needs() -> None:
    document = document_with("甲" * 150)
    book = openpyxl.load_workbook(BytesIO(render_xlsx(document, RESOURCES, Evidence())))
    sheet = book.worksheets[1]
    assert sheet["A1"].alignment.wrap_text
    assert sheet.row_dimensions[1].height > 3 * 16


def test_the_rows_beside_a_merged_text_have_its_lines_together() -> None:
    rows = [test_latex.row("甲" * 120, "乙", name) for name in "abcd"]
    sheet = TableSheet("表", test_latex.table(test_latex.merged_panel(*rows)))
    heights = sheet.heights()
    assert [heights[sheet.body + at] for at in range(4)] == [3, 3, 3, 3]


def test_tables_of_one_title_have_sheets_of_their_own() -> None:
    document = document_with("表[一]:*?/\\'甲")
    document = replace(document, blocks=(*document.blocks, *document.blocks))
    book = openpyxl.load_workbook(BytesIO(render_xlsx(document, RESOURCES, Evidence())))
    assert len({name.lower() for name in book.sheetnames}) == 3 + 4
    assert max(map(len, book.sheetnames)) <= 31


def test_tables_of_one_title_say_under_which_heading_they_stand() -> None:
    panel = test_latex.merged_panel(test_latex.row("a", "b", "c"))
    title = "Expenditures by account, actual and appropriated"
    table = test_latex.table(panel, number="", title=title)
    heads = [Heading(1, ("Parks",)), Heading(2, ("1. Care",)), Heading(2, ("2. Trees",))]
    blocks = (heads[0], heads[1], table, heads[2], table)
    document = replace(document_with("a"), blocks=blocks)
    book = openpyxl.load_workbook(BytesIO(render_xlsx(document, RESOURCES, Evidence())))
    contents = book[book.sheetnames[0]]
    told = [str(row[0].value or "") for row in contents.iter_rows(min_row=4)]
    assert told[:5] == ["Parks", "1. Care", table.title, "2. Trees", table.title]
    first, second = (book[name] for name in book.sheetnames[1:3])
    assert [first["A1"].value, first["A2"].value] == ["Parks / 1. Care", table.title]
    assert second["A1"].value == "Parks / 2. Trees"
    assert first.title == "1. Care Expenditures by account"
    assert second.title == "2. Trees Expenditures by accoun"


def test_what_stands_over_the_heads_is_as_wide_as_it_needs() -> None:
    department = "编制部门：" + "甲" * 30
    table = replace(
        test_latex.table(test_latex.merged_panel(test_latex.row("a", "b", "c"))),
        above=(department, "单位：万元"),
    )
    sheet = TableSheet("表", table)
    (first, columns, _), (second, rest, unit) = sheet.above()
    assert (first, second, columns + rest) == (0, columns, sheet.columns)
    assert text_width(unit) < sum(sheet.shares[second:])
    wide = TableSheet("表", replace(table, above=("甲" * 200, "单位：万元")))
    assert wide.heights()[1] > 1


PADDED = NumberFormat(2, bare_whole=False, zero=None, separator="")
BARE = replace(PADDED, bare_whole=True)
WHOLE = NumberFormat(0, bare_whole=False, zero=None, separator=",", brackets=True)
LAKHS = replace(WHOLE, brackets=False, groups="lakhs")
RATE = replace(PADDED, after="%")


@pytest.mark.parametrize(
    ("text", "value", "numbers", "expected"),
    [
        ("314.66", Fraction("314.66"), PADDED, "General"),
        ("37", Fraction(37), BARE, "General"),
        ("0", Fraction(0), BARE, "General"),
        ("-5.1", Fraction("-5.1"), replace(PADDED, decimals=1), "General"),
        ("5.00", Fraction(5), PADDED, "0.00"),
        ("12.35", Fraction("12.3456"), PADDED, "0.00"),
        ("1,234", Fraction(1234), WHOLE, "#,##0;(#,##0)"),
        ("(1,234)", Fraction(-1234), WHOLE, "#,##0;(#,##0)"),
        ("(5)", Fraction(-5), replace(WHOLE, separator=""), "0;(0)"),
        ("1.234,50", Fraction("1234.5"), replace(PADDED, separator=".", point=","), "#,##0.00"),
        ("1 234", Fraction(1234), replace(BARE, separator=" "), "#,##0"),
        ("5.00万元", Fraction(5), PADDED, '0.00"万元"'),
        ("(5)万元", Fraction(-5), WHOLE, '#,##0"万元";(#,##0)"万元"'),
        ("R2 5.00", Fraction(5), replace(PADDED, before="R2 "), '"R2 "0.00'),
        ("-$5.00", Fraction(-5), replace(PADDED, before="$"), '"$"0.00'),
        ('5.00 "k"', Fraction(5), replace(PADDED, after=' "k"'), r'0.00" "\""k"\"'),
        ("—", Fraction(0), replace(PADDED, zero="—"), '0.00;-0.00;"—"'),
        ("△5.00", Fraction(-5), replace(PADDED, minus="△"), '0.00;"△"0.00'),
        ("99,999", Fraction(99_999), LAKHS, "#,##0"),
        (
            "1,24,75,000",
            Fraction(1_24_75_000),
            LAKHS,
            r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;#,##0",
        ),
        (
            "-1,00,000",
            Fraction(-1_00_000),
            LAKHS,
            r"[>=0]#,##0;[<=-100000]-##\,##\,##0;-#,##0",
        ),
        (
            "(1,24,75,000)",
            Fraction(-1_24_75_000),
            replace(LAKHS, brackets=True),
            r"[>=0]#,##0;[<=-10000000](##\,##\,##\,##0);(#,##0)",
        ),
        ("nil", Fraction(0), replace(WHOLE, zero="nil"), '#,##0;(#,##0);"nil"'),
        ("", Fraction(0), replace(PADDED, zero=""), "0.00;-0.00;"),
        ("5", Fraction(5), replace(WHOLE, zero='"0"'), r'#,##0;(#,##0);\""0"\"'),
    ],
)
def test_an_amount_is_shown_as_printed(
    text: str, value: Fraction, numbers: NumberFormat, expected: str
) -> None:
    figure = Figure("a", text, "", Formula.SUM, unit="元", numbers=numbers)
    assert number_format(figure, value) == expected


@pytest.mark.parametrize(
    ("text", "value", "numbers", "expected"),
    [
        ("11.76%", Fraction("0.1176"), RATE, "0.00%"),
        ("(11.76%)", Fraction("-0.1176"), replace(RATE, brackets=True), "0.00%;(0.00%)"),
        ("11,76 %", Fraction("0.1176"), replace(RATE, point=",", after=" %"), '0.00" "%'),
        ("11.76％", Fraction("0.1176"), replace(RATE, after="％"), "0.00%"),
        # Under a head that says it; without the sign, a cell would show 0.12.
        ("11.76", Fraction("0.1176"), PADDED, "0.00%"),
        ("new", Fraction(0), RATE, '0.00%;-0.00%;"new"'),
        ("100%", Fraction(0), RATE, '0.00%;-0.00%;"100%"'),
    ],
)
def test_a_percentage_is_shown_as_printed(
    text: str, value: Fraction, numbers: NumberFormat, expected: str
) -> None:
    figure = Figure("a", text, "", Formula.SHARE, unit=PERCENT, numbers=numbers)
    assert number_format(figure, value) == expected


def test_what_is_counted_is_shown_in_full() -> None:
    assert number_format(Figure("a", "12", "12", Formula.COUNT), Fraction(12)) == "General"


ODD = """
options:
  tables: {symbol: '"R" ', negative: brackets, zero: nil, whole: padded, separator: ","}
  by_table:
    "1": {symbol: " yuan", symbol_at: after}
    "2": {symbol: "", zero: '"', decimals: 0}
    "3": {symbol: "", separator: "", zero: "0"}
"""


@pytest.mark.needs("soffice")
def test_an_office_shows_lakhs_below_zero_with_one_sign(tmp_path: Path) -> None:
    """LibreOffice set a minus before the brackets, and before the minus."""
    amounts = ("1,24,75,000", "12,34,567", "99,999")
    book, texts = openpyxl.Workbook(), []
    for column, brackets in enumerate((False, True)):
        for row, amount in enumerate(amounts):
            texts.append(f"({amount})" if brackets else f"-{amount}")
            value = -int(amount.replace(",", ""))
            figure = Figure(
                "a",
                texts[-1],
                "",
                Formula.SUM,
                unit="元",
                numbers=replace(LAKHS, brackets=brackets),
            )
            cell = book.worksheets[0].cell(row + 1, column + 1, value)
            cell.number_format = number_format(figure, Fraction(value))
    content = BytesIO()
    book.save(content)
    (cells,) = worked_out([content.getvalue()], tmp_path)
    shown = [cells["Sheet", row, column].text for column in range(2) for row in range(3)]
    assert shown == texts


@pytest.mark.needs("soffice")
def test_an_office_shows_what_options_print(tmp_path: Path) -> None:
    compilation = compile_text(KORLA + ODD)
    content = _made(compilation)
    (cells,) = worked_out([without_values(content)], tmp_path)
    assert assert_worked_out(_document(compilation), content, cells) > 100


@pytest.mark.parametrize("told", ['{"zh": {"contents": 1}}', '{"zh": []}', "[]"])
def test_words_that_cannot_be_used_are_told(tmp_path: Path, told: Any) -> None:
    (tmp_path / WORDS).parent.mkdir(parents=True)
    (tmp_path / WORDS).write_text(told, encoding="utf-8")
    assert json.loads(told) is not None
    with pytest.raises(DataFaultError) as fault:
        render_xlsx(document_with("局"), Resources.of_workspace(tmp_path), Evidence())
    said = fault.value.diagnostic.message.in_words(Translator("en"))
    assert said == f"{WORDS} cannot be used: words are texts, each after its name"
