"""Cells that cannot be taken, and what was changed twice: told by cell, and nothing written."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from budgetc.diagnostics import bounded, has_errors
from budgetc.form.bring import Brought, bring
from budgetc.source.read import read_bytes
from tests.form.workbooks import (
    CHINESE,
    ENGLISH,
    FILE,
    SHIPPED,
    Change,
    add,
    brought,
    cell_at,
    changed,
    filled,
    form_of,
    returned_of,
    write,
)
from tests.support import KORLA, with_change

REVENUE, BY_FUNCTION, BY_ECONOMIC = "收入", "基本支出·按功能分类", "基本支出·按经济分类"
PROJECTS, ALLOCATION, TARGETS = "项目支出·项目", "项目支出·资金用途", "项目支出·绩效指标"
HOUSING = "2210201 住房公积金"
HOUSING_AMOUNT = f"{BY_FUNCTION}!D12"
FUNDS = (
    "一般财力",
    "上级一般公共预算安排的转移支付",
    "政府性基金收入",
    "上级政府性基金安排的转移支付",
    "国有资本经营收入",
    "上级国有资本经营预算安排的转移支付",
    "财政专户管理资金",
    "事业收入",
    "事业单位经营收入",
    "上级补助收入",
    "附属单位上缴收入",
    "其他收入",
)
DIGITS = (
    "write digits and a point, such as 1234.50, or with the unit, such as 1000万元; "
    "0 where there is none"
)
DIGITS_ZH = "写数字和小数点，如 1234.50，或者带上单位，如 1000万元；没有的写 0"
DECIDE = "decide which holds: write it into the source, and make the form anew"
DECIDE_ZH = "定下以哪个为准：写进源文件，再重新生成填报表"


def said(*changes: Change, current: str = "") -> list[str]:
    """Return what is said of a form in both languages, with the way out."""
    returned = returned_of(KORLA, *changes)
    told = []
    for translator in (ENGLISH, CHINESE):
        done = bring(returned, (current or KORLA).encode(), FILE, SHIPPED, translator)
        assert done.content is None
        assert has_errors(done.findings)
        told += _words(done, translator)
    return told


def _words(done: Brought, translator: Any) -> list[str]:
    return [
        f"{found.code} {translator(found.message)} → {translator(found.hint)}"
        for found in done.findings
        if found.hint is not None
    ]


def merge(sheet: str, row: str, column: str) -> Change:
    """Return a change that merges a cell with the one below it."""

    def change(book: Any) -> None:
        cell = cell_at(book, sheet, row, column)
        book[sheet].merge_cells(
            start_row=cell.row, end_row=cell.row + 1, start_column=cell.column,
            end_column=cell.column,
        )  # fmt: skip

    return change


def formatted(value: float, number_format: str) -> Change:
    """Return a change of an amount, and of how its cell shows it."""

    def change(book: Any) -> None:
        cell = cell_at(book, BY_FUNCTION, HOUSING, "金额")
        cell.value, cell.number_format = value, number_format

    return change


def copy_sheet(book: Any) -> None:
    """Copy a sheet, and change an amount of the original."""
    book.copy_worksheet(book[BY_ECONOMIC]).title = "副本"
    write(BY_ECONOMIC, "30207 邮电费", "金额", 6)(book)


def unmark(book: Any) -> None:
    """Delete the hidden column of a sheet."""
    book[BY_ECONOMIC].delete_cols(1)


def drop_column(sheet: str, head: str) -> Change:
    """Return a change that deletes a column."""

    def change(book: Any) -> None:
        page = book[sheet]
        (column,) = (
            cell.column for line in page.iter_rows() for cell in line if cell.value == head
        )
        page.delete_cols(column)

    return change


def other_unit(book: Any) -> None:
    """Say another unit above a table."""
    book[BY_FUNCTION]["B2"].value = "单位：元"


def drop_sheet(sheet: str) -> Change:
    """Return a change that deletes a sheet."""

    def change(book: Any) -> None:
        del book[sheet]

    return change


@pytest.mark.parametrize(
    ("change", "english", "chinese"),
    [
        pytest.param(
            write(BY_FUNCTION, HOUSING, "金额", "约18万"),
            f"约18万 is no amount → {DIGITS}",
            f"“约18万”不是金额 → {DIGITS_ZH}",
            id="words",
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "金额", "95万"),
            f"95万 is no amount → {DIGITS}".replace("1000", "95"),
            f"“95万”不是金额 → {DIGITS_ZH}".replace("1000", "95"),
            id="unit-cut-short",
        ),
        pytest.param(
            formatted(18.4, '0.00"万美元"'),
            "this cell shows “万美元” beside its number 18.4 "
            "→ format it as a number, and write the amount in 万元",
            "单元格格式在数值 18.4 旁显示“万美元” → 改成数值格式，以万元为单位填写",
            id="unit-that-nobody-knows",
        ),
        pytest.param(
            formatted(184000, "0!.0000"),
            "this cell shows its number 184000 as a smaller one "
            "→ format it as a number, and write the amount in 万元",
            "单元格格式把数值 184000 缩小后显示 → 改成数值格式，以万元为单位填写",
            id="shown-divided",
        ),
        pytest.param(
            formatted(20000, '[<10000]0"元";0"万元"'),
            'how this cell shows 20000 depends on its size: [<10000]0"元";0"万元" '
            "→ format it as a number, and write the amount in 万元",
            '单元格怎样显示 20000，要看数值大小：[<10000]0"元";0"万元" '
            "→ 改成数值格式，以万元为单位填写",
            id="shown-by-its-size",
        ),
        pytest.param(
            formatted(18.4, "[$€-407]#,##0.00"),
            "this cell shows “€” beside its number 18.4 "
            "→ format it as a number, and write the amount in 万元",
            "单元格格式在数值 18.4 旁显示“€” → 改成数值格式，以万元为单位填写",
            id="other-currency",
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "金额", "(-5)"),
            f"(-5) is no amount → {DIGITS}",
            f"“(-5)”不是金额 → {DIGITS_ZH}",
            id="minus-in-brackets",
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "金额", "1,23,4"),
            f"1,23,4 is no amount → {DIGITS}",
            f"“1,23,4”不是金额 → {DIGITS_ZH}",
            id="commas",
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "金额", "—"),
            f"— is no amount → {DIGITS}",
            f"“—”不是金额 → {DIGITS_ZH}",
            id="dash",
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "金额", 18.1234567),
            "18.1234567 has more digits than the smallest amount, one fen "
            "→ write the amount down to that",
            "",
            id="too-exact",
        ),
        *(
            pytest.param(
                write(BY_FUNCTION, HOUSING, "金额", number),
                "a number has at most 20 digits → write a number",
                "数字最多20位 → 写数字",
                id=f"too-large-{number}",
            )
            for number in (1e26, -1e26, 10**30, 1e300)
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "金额", "9" * 30),
            f"{'9' * 30} is no amount → {DIGITS}",
            f"“{'9' * 30}”不是金额 → {DIGITS_ZH}",
            id="too-large-a-text",
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "金额", datetime.datetime(2024, 1, 18)),
            "2024-01-18 00:00:00 is no number → write a number",
            "2024-01-18 00:00:00 不是数值 → 写数字",
            id="a-day",
        ),
        pytest.param(
            merge(BY_FUNCTION, "2101103 公务员医疗补助", "金额"),
            "this cell is merged with others → unmerge them, and fill in each cell",
            "这个单元格与别的单元格合并了 → 取消合并，逐格填写",
            id="merged",
        ),
    ],
)
def test_an_amount_that_cannot_be_taken(change: Change, english: str, chinese: str) -> None:
    told = said(change)
    assert told[0] == f"FRM001 {HOUSING_AMOUNT}: {english}"
    if chinese:
        assert told[-1] == f"FRM001 {HOUSING_AMOUNT}：{chinese}"


@pytest.mark.parametrize(
    ("change", "english", "chinese"),
    [
        pytest.param(
            write(BY_FUNCTION, HOUSING, "科目编码", "2210201 购房补贴"),
            f"{BY_FUNCTION}!B12: 2210201 is 住房公积金, and the cell calls it 购房补贴 "
            "→ write the code alone, if the code is right",
            f"{BY_FUNCTION}!B12：2210201 是“住房公积金”，单元格写的是“购房补贴” "
            "→ 编码没有错的，只写编码",
            id="name-of-another",
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "科目编码", "221020"),
            f"{BY_FUNCTION}!B12: 221020 has 6 digits, and no such code has "
            "→ write a code of so many digits: 7",
            f"{BY_FUNCTION}!B12：221020 有 6 位，此处没有这样长的编码 → 写位数为 7 的编码",
            id="code-too-short",
        ),
        pytest.param(
            write(PROJECTS, "特种设备隐患排查", "经济分类", 3021),
            f"{PROJECTS}!F6: 3021 has 4 digits, and no such code has "
            "→ write a code of so many digits: 3, 5",
            f"{PROJECTS}!F6：3021 有 4 位，此处没有这样长的编码 → 写位数为 3、5 的编码",
            id="economic-code-of-no-level",
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "科目编码", "行政运行"),
            f"{BY_FUNCTION}!B12: several codes are called 行政运行 → write the code alone",
            f"{BY_FUNCTION}!B12：名称是“行政运行”的编码有几个 → 只写编码",
            id="name-of-many",
        ),
        pytest.param(
            write(REVENUE, "一般财力", "资金来源", "捐款"),
            f"{REVENUE}!B6: 捐款 is none of the words for it → choose one of: {', '.join(FUNDS)}",
            f"{REVENUE}!B6：“捐款”不在可填的词里 → 可填：{'、'.join(FUNDS)}",
            id="no-fund",
        ),
        pytest.param(
            add(ALLOCATION, 所属项目="没有的项目", 内容="讲义", 金额=1),
            f"{ALLOCATION}!B13: there is no 没有的项目, to which this row belongs "
            "→ choose one of the list",
            f"{ALLOCATION}!B13：没有“没有的项目”，这一行归不到任何一项 → 从下拉列表中选",
            id="no-owner",
        ),
        pytest.param(
            add(BY_FUNCTION, 科目编码="2210202"),
            f"{BY_FUNCTION}!D13: 金额 is missing in this row "
            "→ fill it in; or empty the row, if it is no row of the table",
            f"{BY_FUNCTION}!D13：这一行没有填“金额” → 填上；不是表中内容的，清空这一行",
            id="half-a-row",
        ),
        pytest.param(
            drop_column(BY_FUNCTION, "上年"),
            f"{BY_FUNCTION}!B3: the column 上年 is missing → take it from a form that is made "
            "anew; to leave values out, empty the cells",
            f"{BY_FUNCTION}!B3：缺少“上年”一列 → 重新生成填报表取回这一列；"
            "不要其中的值，清空单元格即可",
            id="no-column",
        ),
        pytest.param(
            other_unit,
            f"{BY_FUNCTION}!B2: this sheet says “单位：元”, and its amounts are read in 万元 "
            "→ write “金额单位：万元” there again, and the amounts in that",
            f"{BY_FUNCTION}!B2：本表写着“单位：元”，金额按万元读取 "
            "→ 改回“金额单位：万元”，金额按此单位填写",
            id="other-unit",
        ),
        pytest.param(
            drop_sheet(BY_ECONOMIC),
            f"the sheet {BY_ECONOMIC} is missing → take it from a form that is made anew, or "
            "import an older copy",
            f"缺少工作表“{BY_ECONOMIC}” → 重新生成填报表取回，或者导入以前保存的文件",
            id="no-sheet",
        ),
        pytest.param(
            copy_sheet,
            f"副本!B3: what the form asks for once stands here more than once, in the sheets: "
            f"{BY_ECONOMIC}, 副本 → keep the one that holds, and delete its copies",
            f"副本!B3：同一张表有多份，在工作表：{BY_ECONOMIC}、副本 → 留下要用的一份，删去副本",
            id="copied-sheet",
        ),
        pytest.param(
            unmark,
            f"{BY_ECONOMIC}!A1: this sheet has lost its hidden first column, and cannot be read "
            "without it → undo that; or make the form anew, and copy what was filled in",
            f"{BY_ECONOMIC}!A1：这张工作表隐藏的 A 列被删除，无法读取 "
            "→ 撤销删除；或者重新生成填报表，把填好的内容复制过去",
            id="no-hidden-column",
        ),
        pytest.param(
            write(PROJECTS, "特种设备隐患排查", "实施时间 › 开始", "年初"),
            f"{PROJECTS}!M6: 年初 is no day → write it as 2024-02-08",
            f"{PROJECTS}!M6：“年初”不是日期 → 写成 2024-02-08 这样",
            id="no-day",
        ),
        pytest.param(
            write(BY_FUNCTION, HOUSING, "原因", "第一行\n第二行"),
            f"{BY_FUNCTION}!G12: the text of this cell has more than one line "
            "→ write it on one line",
            f"{BY_FUNCTION}!G12：单元格里的文字分成了几行 → 写成一行",
            id="two-lines",
        ),
    ],
)
def test_what_cannot_be_taken(change: Change, english: str, chinese: str) -> None:
    told = said(change)
    assert f"FRM001 {english}" in told
    assert f"FRM001 {chinese}" in told


def test_what_was_changed_twice_is_named_with_both_values() -> None:
    today = KORLA.replace("amount: 17.37", "amount: 19.00")
    place = "Basic expenditure › By function › 2210201 住房公积金 › Amount"
    place_zh = "基本支出 › 按功能分类 › 2210201 住房公积金 › 金额"
    assert said(write(BY_FUNCTION, HOUSING, "金额", 18.4), current=today) == [
        (
            f"FRM002 {HOUSING_AMOUNT}: {place} was 17.37; "
            f"the form says 18.4, the source 19.00 by now → {DECIDE}"
        ),
        (
            f"FRM002 {HOUSING_AMOUNT}：{place_zh}原来是 17.37；"
            f"填报表里是 18.4，源文件里已改成 19.00 → {DECIDE_ZH}"
        ),
    ]


def test_the_same_change_on_both_sides_is_none() -> None:
    today = KORLA.replace("amount: 17.37", "amount: 18.40")
    done = filled(KORLA, write(BY_FUNCTION, HOUSING, "金额", 18.4), current=today)
    assert done.content == today.encode()


def test_a_row_taken_out_that_was_changed_meanwhile() -> None:
    def empty(book: Any) -> None:
        row = cell_at(book, BY_FUNCTION, HOUSING, "金额").row
        for cell in book[BY_FUNCTION][row][1:]:
            cell.value = None

    today = KORLA.replace("amount: 17.37", "amount: 19.00")
    place = "Basic expenditure › By function › 2210201 住房公积金"
    place_zh = "基本支出 › 按功能分类 › 2210201 住房公积金"
    assert said(empty, current=today) == [
        f"FRM002 {place} was taken out of the form, and changed in the source → {DECIDE}",
        f"FRM002 {place_zh} 在填报表里去掉了，在源文件里又改过 → {DECIDE_ZH}",
    ]


def test_a_text_that_is_too_long_for_a_cell_is_left_to_the_source() -> None:
    text = with_change(KORLA, "退休人员年底绩效增加", "退休人员年底绩效增加" * 4000)
    done = filled(text)
    assert (done.content, done.told) == (text.encode(), ())
    retired = (BY_FUNCTION, "2080501 行政单位离退休", "原因")
    told = []
    for translator in (ENGLISH, CHINESE):
        done = filled(text, write(*retired, "改短"), translator=translator)
        assert done.content is None
        told += _words(done, translator)
    english, chinese = told
    assert english == (
        f"FRM001 {BY_FUNCTION}!G7: this text is longer than a cell holds: only its beginning is "
        "here → change it in the source"
    )
    assert chinese == (
        f"FRM001 {BY_FUNCTION}!G7：这段文字超过一个单元格的容量，这里只有开头 → 在源文件里改"
    )


@pytest.mark.parametrize("of", ["row", "column_letter"])
def test_hidden_rows_and_columns_are_read_and_told(of: str) -> None:
    def hide(book: Any) -> None:
        sheet, cell = book[BY_FUNCTION], cell_at(book, BY_FUNCTION, HOUSING, "金额")
        dimensions = {"row": sheet.row_dimensions, "column_letter": sheet.column_dimensions}
        dimensions[of][getattr(cell, of)].hidden = True

    done = filled(KORLA, write(BY_FUNCTION, HOUSING, "金额", 18.4), hide)
    assert done.content is not None
    assert _words(done, ENGLISH) == [
        (
            f"FRM004 {HOUSING_AMOUNT}: some rows or columns are hidden, and were read all the same "
            "→ look at them once more"
        )
    ]


def test_a_head_that_was_changed_is_refused() -> None:
    """Amounts in 元 under 金额（元） were read in 万元, and exchanged columns each as the other."""

    def rename(book: Any) -> None:
        sheet, cell = book[BY_FUNCTION], cell_at(book, BY_FUNCTION, HOUSING, "金额")
        head = next(row[cell.column - 1] for row in sheet.iter_rows()
                    if row[cell.column - 1].value == "金额")  # fmt: skip
        head.value = "金额（元）"

    told = []
    for translator in (ENGLISH, CHINESE):
        done = filled(
            KORLA, write(BY_FUNCTION, HOUSING, "金额", 18.4), rename, translator=translator
        )
        assert done.content is None
        told += _words(done, translator)
    assert told == [
        (
            f"FRM001 {BY_FUNCTION}!D5: the head of this column was “金额”, and says “金额（元）” "
            "now → write the head back; what stands below it is read as that"
        ),
        (
            f"FRM001 {BY_FUNCTION}!D5：这一列的表头原为“金额”，现为“金额（元）” → "
            "请改回原表头；下面各格按原表头读取"
        ),
    ]


def formulas_alone(*places: tuple[str, str, str]) -> Brought:
    """Return what becomes of a form with formulas that no program has computed."""
    changes = [write(*place, "=1+1") for place in places]
    return brought(changed(form_of(KORLA), *changes), KORLA)


UNCOMPUTED = (
    "this cell holds a formula that was never computed "
    "→ open the workbook, save it, and import it again; or write the value"
)


def test_a_formula_without_a_value_in_an_empty_cell() -> None:
    done = formulas_alone((BY_FUNCTION, HOUSING, "资金来源"), (BY_FUNCTION, HOUSING, "金额"))
    assert done.content is None
    assert _words(done, ENGLISH) == [
        f"FRM001 {BY_FUNCTION}!{column}12: {UNCOMPUTED}" for column in ("D", "I")
    ]


def test_a_new_row_of_formulas_without_values() -> None:
    row = add(BY_ECONOMIC, 科目编码="=A1", 金额="=1+1")
    done = brought(changed(form_of(KORLA), row), KORLA)
    assert done.content is None
    assert len(_words(done, ENGLISH)) == 2
    assert all(UNCOMPUTED in told for told in _words(done, ENGLISH))


def test_findings_stand_in_the_order_of_the_sheets() -> None:
    done = filled(
        KORLA,
        write(PROJECTS, "特种设备隐患排查", "实施时间 › 开始", "年初"),
        write(BY_FUNCTION, HOUSING, "金额", "约18万"),
        write(REVENUE, "一般财力", "资金来源", "捐款"),
    )
    sheets = [ENGLISH(found.message).split("!")[0] for found in bounded(done.findings)]
    assert sheets == [REVENUE, BY_FUNCTION, PROJECTS]


NAME_SHEET = "部门概况"
OTHER = "库尔勒经济技术开发区消防救援大队"


def of_another(current: str, *changes: Change) -> list[str]:
    """Return what is said of Korla's form brought into another source, in both languages."""
    told = []
    for translator in (ENGLISH, CHINESE):
        reason = write(BY_FUNCTION, HOUSING, "原因", "新录用1人")
        done = filled(KORLA, reason, *changes, current=current, translator=translator)
        told += _words(done, translator)
        assert (done.content is None) == bool(told)
    return told


def test_a_form_goes_into_no_source_of_another_department() -> None:
    """Whatever the file is called: another workspace may have one of the same name."""
    name = _name(KORLA)
    english, chinese = of_another(with_change(KORLA, f"name: {name}", f"name: {OTHER}"))
    assert english == (
        f"FRM006 this is the form of {name} 2024, made from budgets/bureau/2024.yaml; this "
        f"source is of {OTHER} 2024 → import it into the source that it is of: budgetc import "
        "FORM SOURCE; where only the name is another now, write that into the form as well"
    )
    assert chinese == (
        f"FRM006 这是{name} 2024的填报表，由 budgets/bureau/2024.yaml 生成；这份源文件是{OTHER} "
        "2024的 → 请导入它自己的源文件：budgetc import FORM SOURCE；只是名称改了的，"
        "请把新名称也写进填报表"
    )


def test_a_form_goes_into_no_source_of_another_year() -> None:
    told = of_another(with_change(KORLA, "year: 2024", "year: 2025"))
    assert [one[:6] for one in told] == ["FRM006", "FRM006"]


def test_a_department_that_has_another_name_now_takes_the_form_that_says_it() -> None:
    renamed = with_change(KORLA, f"name: {_name(KORLA)}", f"name: {OTHER}")
    assert of_another(renamed, write(NAME_SHEET, "名称", "内容", OTHER)) == []


def _name(text: str) -> str:
    tree, _ = read_bytes("x.yaml", text.encode())
    assert tree is not None
    return tree.said("department", "name")
