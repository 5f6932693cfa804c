"""What people change in a form reaches the source, and nothing else of it changes."""

from __future__ import annotations

import difflib
import io
from typing import Any

import openpyxl
import pytest

from tests.form.workbooks import (
    CHINESE,
    ENGLISH,
    add,
    after,
    brought,
    cell_at,
    changed,
    filled,
    form_of,
    opened,
    take_out,
    write,
)
from tests.support import KORLA, MINIMAL, ROOT, with_change

REVENUE, BY_FUNCTION, BY_ECONOMIC = "收入", "基本支出·按功能分类", "基本支出·按经济分类"
PROJECTS, ALLOCATION, TARGETS = "项目支出·项目", "项目支出·资金用途", "项目支出·绩效指标"
HOUSING = "2210201 住房公积金"


def difference(new: str, old: str = KORLA) -> list[str]:
    """Return the lines that went and came."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:3] not in {"---", "+++"} and line[0] != "@"]


def test_an_amount_changes_its_own_digits_alone() -> None:
    new = after(KORLA, write(BY_FUNCTION, HOUSING, "金额", 18.4))
    assert difference(new) == ["-      amount: 17.37", "+      amount: 18.40"]


def test_in_braces_too() -> None:
    new = after(KORLA, write(BY_ECONOMIC, "30112 其他社会保障缴费", "金额", 1))
    assert difference(new) == [
        "-    - {code: 30112, amount: 0.29}",
        "+    - {code: 30112, amount: 1.00}",
    ]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("18.40", "18.40"),
        ("1,234.50", "1234.50"),
        ("１８．４０", "18.40"),
        (" 18.4 ", "18.40"),
        ("184000元", "18.40"),
        ("¥184000元", "18.40"),
        ("-￥2万元", "-2.00"),
        ("18.4万元", "18.40"),
        ("18.4\u200b", "18.40"),
        ("－2", "-2.00"),
        ("（2）", "-2.00"),
        ("万元18.4", "18.40"),
        ("-元1,234.50", "-0.12345"),
        ("(元1,234.50)", "-0.12345"),
        ("元(1,234.50)", "-0.12345"),
        (18.400000000000002, "18.40"),
        (0, "0.00"),
    ],
)
def test_habits_of_people_are_understood(typed: object, amount: str) -> None:
    new = after(KORLA, write(BY_FUNCTION, HOUSING, "金额", typed))
    assert difference(new) == ["-      amount: 17.37", f"+      amount: {amount}"]


def test_a_reason_that_needs_quotation_marks_has_them() -> None:
    new = after(KORLA, write(BY_FUNCTION, HOUSING, "原因", "新录用: 1人 # 见附件"))
    assert difference(new) == [
        "-      reason: 人员增加，住房基金基数调整，预算较上年增加",
        '+      reason: "新录用: 1人 # 见附件"',
    ]


def test_an_emptied_reason_takes_its_key_along() -> None:
    new = after(KORLA, write(BY_FUNCTION, HOUSING, "原因", None))
    assert difference(new) == ["-      reason: 人员增加，住房基金基数调整，预算较上年增加"]


OPEN = with_change(
    with_change(
        with_change(
            KORLA, "abroad: {prior: 0}", "abroad: {prior: , reason: }  # 待填\n  # Asked for."
        ),
        "vehicle_purchase: {prior: 0}",
        "vehicle_purchase: {prior: 0, reason: ~}  # 待填",
    ),
    "reason: 人员增加，住房基金基数调整，预算较上年增加",
    "reason:  # a note  # fill in",
)
"""Korla with reasons that nobody has given, and a number that is missing."""


def test_reasons_left_blank_go_when_no_number_is_missing_any_more() -> None:
    done = filled(OPEN, write("“三公”经费", "因公出国（境）费", "上年", 0))
    assert done.content is not None
    assert difference(done.content.decode(), OPEN) == [
        "-      reason:  # a note  # fill in",
        "+      # a note",
        "-  abroad: {prior: , reason: }  # 待填",
        "+  abroad: {prior: 0 }",
        "-  vehicle_purchase: {prior: 0, reason: ~}  # 待填",
        "+  vehicle_purchase: {prior: 0}",
    ]
    spending = "“Three public” spending › "
    assert [ENGLISH(one) for one in done.told] == [
        f"{spending}Going abroad › Last year: — → 0",
        f"Basic expenditure › By function › {HOUSING} › Reason: taken out",
        f"{spending}Going abroad › Reason: taken out",
        f"{spending}Vehicle purchase › Reason: taken out",
    ]
    assert CHINESE(done.told[1]) == f"基本支出 › 按功能分类 › {HOUSING} › 原因：去掉"


def test_reasons_left_blank_stay_while_a_number_is_missing() -> None:
    new = after(OPEN, write(BY_FUNCTION, HOUSING, "金额", 18.4))
    assert difference(new, OPEN) == ["-      amount: 17.37", "+      amount: 18.40"]
    emptied = write(BY_FUNCTION, HOUSING, "金额", None)
    new = after(OPEN, write("“三公”经费", "因公出国（境）费", "上年", 0), emptied)
    assert "      reason:  # a note  # fill in\n" in new


def test_a_reason_that_was_given_in_the_source_meanwhile_stays() -> None:
    given = "vehicle_purchase: {prior: 0, reason: 更新}  # 待填"
    today = with_change(OPEN, "vehicle_purchase: {prior: 0, reason: ~}  # 待填", given)
    done = filled(OPEN, write("“三公”经费", "因公出国（境）费", "上年", 0), current=today)
    assert done.content is not None
    assert given in done.content.decode()
    assert "  abroad: {prior: 0 }\n" in done.content.decode()


def test_a_mark_goes_with_the_last_value_of_its_line_that_was_missing() -> None:
    """One behind a value that was typed before is a person's own."""
    source = with_change(KORLA, "      amount: 17.37\n", "      amount:  # 待填\n")
    source = with_change(source, "abroad: {prior: 0}", "abroad: {prior: 0}  # 待填")
    new = after(source, write(BY_FUNCTION, HOUSING, "金额", 18.4))
    assert difference(new, source) == ["-      amount:  # 待填", "+      amount: 18.4"]


def test_an_emptied_amount_is_a_gap_that_the_check_names() -> None:
    new = after(KORLA, write(BY_FUNCTION, HOUSING, "金额", None))
    assert difference(new) == ["-      amount: 17.37", "+      amount:"]


def test_a_list_that_is_still_to_be_filled_in_stays_as_it_is() -> None:
    """Its cell held an empty text, which no program keeps: the line was gone after any saving."""
    offices = "    - 办公室\n    - 质量安全科\n    - 综合监管科\n"
    text = with_change(KORLA, offices, "    -  # 待填\n")
    assert cell_at(opened(form_of(text)), "部门概况", "内设机构", "内容").value is None
    assert after(text) == text


def test_a_key_that_was_not_there_comes_at_its_place() -> None:
    new = after(KORLA, write(BY_FUNCTION, HOUSING, "资金来源", "一般财力"))
    assert difference(new) == ["+      fund: general.own"]


@pytest.mark.parametrize("code", ["2210202 提租补贴", "2210202", "221 02 02", "221-02-02"])
def test_a_new_row_takes_the_form_of_the_list(code: str) -> None:
    new = after(
        KORLA,
        add(BY_FUNCTION, 科目编码=code, 金额="1.5", 上年=0, 原因="按政策新增"),
    )
    assert difference(new) == [
        "+    - code: 2210202",
        "+      amount: 1.5",
        "+      prior: 0",
        "+      reason: 按政策新增",
    ]


def test_rows_are_put_in_where_they_stand() -> None:
    def insert(book: Any) -> None:
        page = book[BY_ECONOMIC]
        row = cell_at(book, BY_ECONOMIC, "30207 邮电费", "金额").row
        page.insert_rows(row)
        page.cell(row, 2).value, page.cell(row, 4).value = "30202", 0.5

    new = after(KORLA, insert)
    assert difference(new) == ["+    - code: 30202", "+      amount: 0.5"]
    assert new.index("30201,") < new.index("code: 30202") < new.index("30207,")


def test_a_row_that_was_emptied_or_deleted_goes() -> None:
    def empty(book: Any) -> None:
        row = cell_at(book, BY_ECONOMIC, "30207 邮电费", "金额").row
        for cell in book[BY_ECONOMIC][row][1:]:
            cell.value = None

    gone = ["-    - {code: 30207, amount: 0.13}"]
    assert difference(after(KORLA, empty)) == gone
    assert difference(after(KORLA, take_out(BY_ECONOMIC, "30207 邮电费"))) == gone


def test_a_project_with_its_allocation_is_one_entry() -> None:
    new = after(
        KORLA,
        add(PROJECTS, 代号="signs", 名称="标识牌更新", 功能分类="2013810", 经济分类="302"),
        add(ALLOCATION, 所属项目="标识牌更新", 内容="制作费", 金额=1.2),
        add(ALLOCATION, 所属项目="标识牌更新", 内容="安装费", 金额=0.3),
    )
    assert difference(new) == [
        "+    - id: signs",
        "+      name: 标识牌更新",
        "+      function: 2013810",
        "+      economic: 302",
        "+      allocation:",
        "+        - item: 制作费",
        "+          amount: 1.2",
        "+        - item: 安装费",
        "+          amount: 0.3",
    ]


def test_a_project_that_was_renamed_keeps_what_belongs_to_it() -> None:
    new = after(
        KORLA,
        write(PROJECTS, "知识产权培训费", "名称", "知识产权培训"),
        add(ALLOCATION, 所属项目="知识产权培训", 内容="讲义", 金额=1),
    )
    assert difference(new) == [
        "-      name: 知识产权培训费",
        "+      name: 知识产权培训",
        "+        - item: 讲义",
        "+          amount: 1",
    ]


def test_words_of_a_list_keep_the_lines_that_stay() -> None:
    new = after(KORLA, write("部门概况", "内设机构", "内容", "办公室\n法规科\n综合监管科"))
    assert difference(new) == ["-    - 质量安全科", "+    - 法规科"]


def test_the_number_of_a_phone_keeps_its_nought() -> None:
    new = after(KORLA, write("部门整体绩效", "联系电话", "内容", "0996123456"))
    assert difference(new)[-1] == '+  phone: "0996123456"'


def test_what_is_typed_as_the_number_of_a_phone_stays_a_text() -> None:
    """In a cell of another format, a spreadsheet drops the first nought while it is typed."""
    book = openpyxl.load_workbook(io.BytesIO(form_of(KORLA)))
    assert cell_at(book, "部门整体绩效", "联系电话", "内容").number_format == "@"


def test_sorted_rows_and_moved_columns_are_no_change() -> None:
    def move(book: Any) -> None:
        page = book[BY_FUNCTION]
        first = cell_at(book, BY_FUNCTION, "2013801 行政运行", "金额").row
        rows = [[cell.value for cell in page[first + n]] for n in range(7)]
        for number, values in enumerate(reversed(rows)):
            for column, value in enumerate(values, 1):
                page.cell(first + number, column).value = value
        page.insert_cols(3)

    assert after(KORLA, move) == KORLA


def test_a_formula_is_taken_with_its_value_and_told() -> None:
    form = changed(form_of(KORLA), write(BY_FUNCTION, HOUSING, "金额", "=17.37+1"))
    done = brought(form, KORLA)
    (found,) = done.findings  # openpyxl computes nothing: nobody saved the value
    assert found.code == "FRM001"
    assert done.content is None


def test_what_was_changed_elsewhere_meanwhile_stays() -> None:
    today = KORLA.replace("amount: 12.71", "amount: 13.00").replace("issued: ", "issued:  ")
    done = filled(KORLA, write(BY_FUNCTION, HOUSING, "金额", 18.4), current=today)
    assert done.content is not None
    assert difference(done.content.decode(), today) == [
        "-      amount: 17.37",
        "+      amount: 18.40",
    ]


def test_line_breaks_of_windows_stay() -> None:
    text = KORLA.replace("\n", "\r\n")
    done = filled(text, write(BY_FUNCTION, HOUSING, "金额", 18.4))
    assert done.content == text.replace("amount: 17.37", "amount: 18.40").encode()


def test_text_that_looks_like_a_formula_is_text() -> None:
    new = after(KORLA, write(BY_FUNCTION, HOUSING, "原因", "'=1+1"))
    form = form_of(new)
    book = openpyxl.load_workbook(io.BytesIO(form))
    cell = cell_at(book, BY_FUNCTION, HOUSING, "原因")
    assert cell.data_type == "s"


BY_FUND = "项目支出·上年（分资金来源）"
SPLIT = with_change(
    KORLA,
    "      allocation:\n        - {item: 知识产权培训费, amount: 2}\n",
    "      prior_by_fund:\n"
    "        general.own: 1.00  # 本级\n"
    "        unit_funds.other: 0.50\n"
    "      allocation:\n        - {item: 知识产权培训费, amount: 2}\n",
)


def test_a_row_that_has_another_key_keeps_its_place_and_its_comments() -> None:
    done = filled(
        SPLIT, write(BY_FUND, "general.own 一般财力", "上年（分资金来源）", "unit_funds.business")
    )
    assert done.content is not None, [ENGLISH(one.message) for one in done.findings]
    assert difference(done.content.decode(), SPLIT) == [
        "-        general.own: 1.00  # 本级",
        "+        unit_funds.business: 1.00  # 本级",
    ]
    (told,) = map(ENGLISH, done.told)
    assert told == (
        "Project expenditure › Projects › intellectual-property-training 知识产权培训费 › "
        "Last year by fund › general.own 一般财力: it is called unit_funds.business now"
    )


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("unit_funds.other", f"{BY_FUND}!C6: another row has unit_funds.other already"),
        (None, f"{BY_FUND}!C6: this row has lost its 上年（分资金来源）"),
    ],
)
def test_two_rows_of_one_key_and_one_of_none_are_told(key: str | None, problem: str) -> None:
    done = filled(SPLIT, write(BY_FUND, "general.own 一般财力", "上年（分资金来源）", key))
    assert done.content is None
    assert [ENGLISH(one.message) for one in done.findings] == [problem]


def test_words_are_chosen_as_people_say_them_and_typed_as_the_source_has_them() -> None:
    new = after(
        KORLA,
        write(TARGETS, "检查次数", "比较符号", "≤"),
        add("政府采购预算·明细", 内容="检测设备", 采购类别="货物", 金额=1, 政府购买服务="否"),
        write("部门概况", "性质", "内容", "行政单位"),
    )
    lines = [line.strip(" +") for line in difference(new) if line.startswith("+")]
    assert lines == [
        "type: administrative",
        'operator: "<="',
        "lines:",
        "- item: 检测设备",
        "category: goods",
        "amount: 1",
        "purchased_service: false",
    ]


def test_words_are_told_as_people_choose_them() -> None:
    """编报绩效目标：true → False"""
    putuo = (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text("utf-8")
    no_targets = write("项目支出·项目", "中介机构服务费", "编报绩效目标", "否")
    (told,) = filled(putuo, no_targets).told
    assert CHINESE(told).endswith(" › 编报绩效目标：是 → 否")
    assert ENGLISH(told).endswith(" › Reports targets: yes → no")
    (told,) = filled(KORLA, write("部门概况", "性质", "内容", "行政单位")).told
    assert CHINESE(told) == "部门概况 › 性质：— → 行政单位"


def test_codes_are_told_with_what_they_are_called() -> None:
    """资金来源：general.own → unit_funds.business"""
    (told,) = filled(KORLA, write("收入", "一般财力", "资金来源", "事业收入")).told
    assert CHINESE(told).endswith("：general.own 一般财力 → unit_funds.business 事业收入")
    assert ENGLISH(told).endswith(": general.own 一般财力 → unit_funds.business 事业收入")
    (told,) = filled(KORLA, write("项目支出·项目", "知识产权培训费", "功能分类", "2013802")).told
    assert CHINESE(told).endswith("：2013810 质量基础 → 2013802 一般行政管理事务")


def test_a_row_of_a_list_that_has_another_code_or_id_stays_that_row() -> None:
    """But where the amount under a code was changed in the source meanwhile, a person decides."""
    changes = (
        write(BY_FUNCTION, HOUSING, "科目编码", "2210203"),
        write(PROJECTS, "特种设备隐患排查", "代号", "special-inspection"),
    )
    done = filled(KORLA, *changes)
    assert done.content is not None, [ENGLISH(one.message) for one in done.findings]
    assert difference(done.content.decode(), KORLA) == [
        "-    - code: 2210201",
        "+    - code: 2210203",
        "-    - id: special-equipment-inspection",
        "+    - id: special-inspection",
    ]
    now = with_change(KORLA, "amount: 17.37", "amount: 17.38")
    done = filled(KORLA, *changes, current=now)
    assert (done.content, [one.code for one in done.findings]) == (None, ["FRM002"])


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (184000, '#,##0.00"元"'),
        (18.4, '0.00"万元"'),
        (18.4, r"0.00\万\元;[Red]-0.00"),
        (0.00184, '0.00000" 亿元 "'),
        (184000, "0.00元"),
        (184000000, '0.00,"元"'),
        (18.4, "[$¥-804]#,##0.00_);(0.00)"),
        (184000, '[$￥-804]#,##0.00"元"'),
        (18.4, "[Red][<0]-0.00;0.00"),
    ],
)
def test_a_unit_that_the_format_of_a_cell_shows_is_understood(
    value: float, number_format: str
) -> None:
    def change(book: Any) -> None:
        cell = cell_at(book, BY_FUNCTION, HOUSING, "金额")
        cell.value, cell.number_format = value, number_format

    assert difference(after(KORLA, change)) == ["-      amount: 17.37", "+      amount: 18.40"]


def test_a_zero_is_one_in_every_format() -> None:
    def change(book: Any) -> None:
        cell = cell_at(book, BY_FUNCTION, HOUSING, "金额")
        cell.value, cell.number_format = 0, '0.00;-0.00;"无"'

    assert difference(after(KORLA, change)) == ["-      amount: 17.37", "+      amount: 0.00"]


def test_a_row_may_say_the_code_of_the_row_that_it_belongs_to() -> None:
    new = after(
        KORLA, add(ALLOCATION, 所属项目="special-equipment-inspection", 内容="讲义", 金额=1)
    )
    assert difference(new) == [
        "+        - item: 讲义",
        "+          amount: 1",
    ]


def test_the_format_alone_changes_what_an_amount_says() -> None:
    def change(book: Any) -> None:
        cell_at(book, BY_FUNCTION, HOUSING, "金额").number_format = '0.00"元"'

    done = filled(KORLA, change)
    assert [ENGLISH(told) for told in done.told] == [
        "Basic expenditure › By function › 2210201 住房公积金 › Amount: 17.37 → 0.001737"
    ]


def test_changes_are_listed_in_plain_digits() -> None:
    done = filled(KORLA, write(BY_FUNCTION, HOUSING, "金额", 1000))
    assert [ENGLISH(told) for told in done.told] == [
        "Basic expenditure › By function › 2210201 住房公积金 › Amount: 17.37 → 1000"
    ]


MATRIX = """\
  matrix:
    - code: 2050302
      prior: 10.00
      economic: {30101: 10.00}
    - code: 2050302
      fund: special_account
      prior: 3.00
      economic: {30201: 2.00, 30214: 1.00}
"""
ITEMS, ECONOMIC = "基本支出·功能和经济分类", "基本支出·经济分类"
CODE = "2050302 中等职业教育"


def with_matrix(lines: str = MATRIX) -> str:
    """Return a source whose basic expenditure is typed by both codes at once."""
    before, _, rest = MINIMAL.partition("  by_function:\n")
    return f"{before}{lines}{rest[rest.index('project_expenditure:') - 1 :]}"


def test_rows_of_one_code_are_called_by_their_funds_too() -> None:
    source = with_matrix()
    page = opened(form_of(source))[ECONOMIC]
    heads = {cell.value: cell.column for row in page.iter_rows() for cell in row if cell.value}
    owners = [page.cell(row, heads["所属功能和经济分类"]).value for row in range(6, 9)]
    assert owners == [CODE, f"{CODE} · 财政专户管理资金", f"{CODE} · 财政专户管理资金"]
    (offered,) = (one for one in page.data_validations.dataValidation if "B6" in one.sqref)
    above = opened(form_of(source))[ITEMS]
    fund, name, total = (
        next(cell.coordinate for cell in above[5] if cell.value == head)
        for head in ("资金来源", "本行名称（供下级表选用）", "经济分类合计")
    )
    assert offered.formula1.startswith(f"'{ITEMS}'!${name[0]}$6:")
    assert above[f"{name[0]}6"].value == (
        f'=IF($B6="","",$B6&IF(${fund[0]}6="",""," · "&${fund[0]}6))'
    )
    assert f",${name[0]}6," in above[f"{total[0]}6"].value
    added = after(source, add(ECONOMIC, 所属功能和经济分类=owners[1], 经济分类=30218, 金额=1))
    assert difference(added, source) == [
        "-      economic: {30201: 2.00, 30214: 1.00}",
        '+      economic: {30201: 2.00, 30214: 1.00, "30218": 1}',
    ]


@pytest.mark.parametrize("code", [CODE, 2050302])
def test_new_rows_of_one_code_are_called_as_their_list_offers(code: str | int) -> None:
    source = with_matrix("  matrix: []\n")
    funds = {"": 10, "财政专户管理资金": 3, "事业收入": 2}
    rows = [add(ITEMS, 科目编码=code, 资金来源=fund or None) for fund in funds]
    parts = [
        add(
            ECONOMIC,
            所属功能和经济分类=" · ".join(filter(None, (str(code), fund))),
            经济分类=30201,
            金额=amount,
        )
        for fund, amount in funds.items()
    ]
    assert difference(after(source, *rows, *parts), source) == [
        "-  matrix: []",
        "+  matrix:",
        "+    - code: 2050302",
        "+      economic:",
        '+        "30201": 10',
        "+    - code: 2050302",
        "+      fund: special_account",
        "+      economic:",
        '+        "30201": 3',
        "+    - code: 2050302",
        "+      fund: unit_funds.business",
        "+      economic:",
        '+        "30201": 2',
    ]


def test_a_code_that_several_rows_have_names_none_of_them() -> None:
    row = add(ITEMS, 科目编码=CODE, 资金来源="事业收入")
    part = add(ECONOMIC, 所属功能和经济分类="2050302", 经济分类=30201, 金额=1)
    done = filled(with_matrix(), row, part, translator=CHINESE)
    assert [CHINESE(found.message) for found in done.findings] == [
        f"{ECONOMIC}!B9：“2050302”有好几行，看不出这一行属于哪一行"
    ]
    assert [found.hint and CHINESE(found.hint) for found in done.findings] == ["从下拉列表中选"]
    done = filled(with_matrix(), row, part)
    assert [ENGLISH(found.message) for found in done.findings] == [
        f"{ECONOMIC}!B9: this row may belong to several rows that say 2050302"
    ]


def test_what_is_put_in_is_told_by_its_codes_and_its_amount() -> None:
    rows = [
        add(BY_ECONOMIC, 科目编码=30218, 金额=5, 资金来源="事业收入"),
        add(PROJECTS, 代号="gate", 名称="大门维修", 功能分类=2013804, 经济分类=302),
        add(
            TARGETS, 所属项目="知识产权培训费", 一级指标="产出指标", 二级指标="数量指标",
            名称="参训企业", 指标值=3, 指标计量单位="家", 分值权重=10,
        ),
    ]  # fmt: skip
    part = add(ALLOCATION, 所属项目="知识产权培训费", 内容="讲义", 金额=1.5)
    done = filled(KORLA, *rows, part)
    project = "项目支出 › 项目 › intellectual-property-training 知识产权培训费"
    assert sorted(CHINESE(told) for told in done.told) == [
        "基本支出 › 按经济分类：新增 30218/事业收入 专用材料费，5",
        f"{project} › 绩效目标 › 绩效指标：新增 参训企业",
        f"{project} › 资金用途：新增 讲义，1.5",
        "项目支出 › 项目：新增 gate 大门维修",
    ]
    assert "Basic expenditure › By economic item: put in 30218/事业收入 专用材料费, 5" in {
        ENGLISH(told) for told in done.told
    }


def test_rows_of_one_code_are_told_by_what_their_funds_are_called() -> None:
    done = filled(with_matrix(), take_out(ITEMS, "财政专户管理资金"))
    assert CHINESE(done.told[0]) == (
        "基本支出 › 功能和经济分类 › 2050302/财政专户管理资金 中等职业教育：去掉"
    )
