"""What Shanghai documents differ in are options of the source."""

from __future__ import annotations

import re

import pytest

from budgetc.diagnostics.messages import Translator
from tests.layout.shanghai import SOURCE, cells, department, paragraphs, table, with_options
from tests.support import compile_text, find_errors, found

ITEMS = [
    "1.“一般公共服务支出（类）财政事务（款）行政运行（项）”103.46万元，主要用于人员和公用支出。",
    "2.“一般公共服务支出（类）财政事务（款）信息化建设（项）”10.00万元，主要用于信息系统运维。",
    "3.“住房保障支出（类）住房改革支出（款）住房公积金（项）”10.00万元，主要用于住房公积金。",
]


def numbered(source: str) -> list[str]:
    """Return the numbered paragraphs of the explanation."""
    return [text for text in paragraphs(source, "四、") if text[0].isdigit() and text[1] == "."]


def test_items_are_a_paragraph_each() -> None:
    assert numbered(SOURCE) == ITEMS
    assert numbered(with_options("{wording: {items: item}}")) == ITEMS


def with_outturn(source: str) -> str:
    """Return the source with last year's outturn beside last year's budget."""
    for budget, outturn in (("1000000", "1010000"), ("100000", "98000"), ("120000", "90000")):
        source = re.sub(
            rf"(\n +)prior: {budget}\n", rf"\1prior: {budget}\1executed: {outturn}\n", source
        )
        source = source.replace(f"prior: {budget}}}", f"prior: {budget}, executed: {outturn}}}")
    return source


def test_items_may_tell_last_years_budget_and_their_growth() -> None:
    options = "{wording: {items: item_with_growth, items_compared_with: 预算数}}"
    assert numbered(with_options(options)) == [
        f"{ITEMS[0]}2023年预算数100.00万元，增加3.46万元，增长3.46%，主要原因是人员增加。",
        f"{ITEMS[1]}2023年预算数12.00万元，减少2.00万元，下降16.67%，主要原因是合同到期。",
        f"{ITEMS[2]}2023年预算数10.00万元，与上年持平。",
    ]


def test_items_may_tell_last_years_outturn_which_is_no_budget() -> None:
    options = "{wording: {items: item_with_growth, items_compared_with: 执行数}}"
    told = with_outturn(with_options(options))
    told = told.replace("executed: 98000}", "executed: 98000, reason: 基数调整}")
    assert numbered(told) == [
        f"{ITEMS[0]}2023年执行数101.00万元，增加2.46万元，增长2.43%，主要原因是人员增加。",
        f"{ITEMS[1]}2023年执行数9.00万元，增加1.00万元，增长11.11%，主要原因是合同到期。",
        f"{ITEMS[2]}2023年执行数9.80万元，增加0.20万元，增长2.04%，主要原因是基数调整。",
    ]


@pytest.mark.parametrize(
    ("compared", "reason", "code"),
    [
        ("执行数", "人员增加", None),  # 9.80 → 10
        ("执行数", "人员减少", "YOY005"),
        ("执行数", "与上年执行数持平", "YOY005"),
        ("执行数", "与上年预算数持平", None),
        ("预算数", "人员增加", "YOY006"),  # 10 → 10
    ],
)
def test_a_reason_is_held_against_what_its_sentence_compares_with(
    compared: str, reason: str, code: str | None
) -> None:
    """Where DOC001 asks for it, YOY006 asked to delete it: last year's budget was the same."""
    options = f"{{wording: {{items: item_with_growth, items_compared_with: {compared}}}}}"
    told = with_outturn(with_options(options))
    told = told.replace("executed: 98000}", f"executed: 98000, reason: {reason}}}")
    found = {f.code for f in compile_text(told).findings if f.code in {"YOY005", "YOY006"}}
    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    ("executed", "told"),
    [
        (
            98000,
            (
                "YOY005 2210201 住房公积金 is 2000 元 more than “Last year's outturn”, and the "
                "reason is “人员减少”\n"
                "one of the two is wrong: correct the reason, the amount or executed:\n"
                "2210201 住房公积金比“上年执行数”增加 2000元，原因却是“人员减少”\n"
                "两者必有一误：请改正原因、本年数或 executed"
            ),
        ),
        (
            102000,
            (
                "YOY005 2210201 住房公积金 is 2000 元 less than “Last year's outturn”, and the "
                "reason is “人员增加”\n"
                "one of the two is wrong: correct the reason, the amount or executed:\n"
                "2210201 住房公积金比“上年执行数”减少 2000元，原因却是“人员增加”\n"
                "两者必有一误：请改正原因、本年数或 executed"
            ),
        ),
        (
            100000,
            (
                "YOY006 2210201 住房公积金: 100000 元, the same as “Last year's outturn”, and the "
                "reason speaks of a change: “增加”\n"
                "delete the reason, or correct the amount or executed:\n"
                "2210201 住房公积金：100000元，与“上年执行数”相同，原因却写“增加”\n"
                "请删去原因，或改正本年数、executed"
            ),
        ),
    ],
)
def test_what_a_reason_is_held_against_is_named(executed: int, told: str) -> None:
    """`grew by` stood beside an unchanged amount of last year's budget."""
    reason = "人员减少" if executed == 98000 else "人员增加"
    source = with_outturn(
        with_options("{wording: {items: item_with_growth, items_compared_with: 执行数}}")
    ).replace("executed: 98000}", f"executed: {executed}, reason: {reason}}}")
    (found,) = (one for one in compile_text(source).findings if one.code in {"YOY005", "YOY006"})
    assert found.hint is not None
    words = [
        text.in_words(Translator(language))
        for language in ("en", "zh")
        for text in (found.message, found.hint)
    ]
    assert f"{found.code} " + "\n".join(words) == told


@pytest.mark.parametrize(("compared", "printed"), [("预算数", 1), ("执行数", 0)])
def test_a_note_of_last_years_budget_is_no_note_of_its_outturn(compared: str, printed: int) -> None:
    options = f"{{wording: {{items: item_with_growth, items_compared_with: {compared}}}}}"
    told = with_outturn(with_options(options)).replace(
        "      executed: 1010000\n", "      executed: 1010000\n      restated: 原为1元，机构划转\n"
    )
    told = told.replace("executed: 98000}", "executed: 98000, reason: 基数调整}")
    said = "".join(numbered(told))
    assert said.count("已调整口径") == said.count("2023年预算数已调整口径：原为1元，机构划转。")
    assert said.count("已调整口径") == printed


def test_last_years_budget_does_not_stand_in_for_its_outturn() -> None:
    """Nor does that of last year's source: it says what was planned."""
    source = with_options("{wording: {items: item_with_growth, items_compared_with: 执行数}}")
    last = SOURCE.replace("year: 2024", "year: 2023")
    for beside in ("", last):
        compiled = compile_text(source, last=beside)
        assert compiled.document is None
        (first, *_) = (f for f in compiled.findings if f.code == "DOC001")
        assert first.message.in_words(Translator("zh")).startswith(
            "缺少基本支出 › 功能和经济分类 › 2010601 › 上年执行数 (executed)，"
        )


def test_growth_needs_last_year_and_the_reason() -> None:
    options = "{wording: {items: item_with_growth, items_compared_with: 预算数}}"
    source = with_options(options)
    without = source.replace("      prior: 1000000\n      reason: 人员增加\n", "")
    assert without != source
    assert compile_text(without).document is None
    assert {code for _, _, code in find_errors(without)} == {"DOC001"}


def test_classes_may_be_a_paragraph_each() -> None:
    assert numbered(with_options("{wording: {items: class}}")) == [
        "1.“一般公共服务支出（类）”113.46万元，主要用于机构运转。",
        "2.“住房保障支出（类）”10.00万元，主要用于住房支出。",
    ]


def test_fund_sentences_are_a_choice() -> None:
    sentence = (
        "财政拨款支出预算中，一般公共预算拨款支出预算123.46万元，比2023年预算增加3.46万元；"
        "政府性基金拨款支出预算0万元，与2023年预算持平；"
        "国有资本经营预算拨款支出预算0万元，与2023年预算持平。"
    )
    whole = "支出预算124.46万元，其中：财政拨款支出预算123.46万元，比2023年预算增加3.46万元。"
    assert paragraphs(SOURCE, "四、")[1] == whole + sentence
    without = with_options('{wording: {fund_sentences: "no"}}')
    assert paragraphs(without, "四、")[1] == whole


def test_notes_of_empty_tables_are_a_choice() -> None:
    without = with_options('{wording: {empty_notes: "no"}}')
    noted = [t for t in map(str, range(1, 10)) if table(SOURCE, t).notes]
    assert noted == ["6", "7"]
    assert not any(table(without, t).notes for t in map(str, range(1, 10)))


def test_yuan_and_ten_thousand_yuan_come_from_one_exact_amount() -> None:
    source = with_options("{tables: {decimals: 0}}")
    assert cells(source, "8")["30101"]["total"] == "900,000"
    assert cells(source, "8")["30201"]["total"] == "100,000"
    assert cells(source, "8")["total"]["total"] == "1,134,568"
    assert any("123.46万元" in text for text in paragraphs(source, "四、"))


@pytest.mark.parametrize(
    ("options", "amount"),
    [
        ("{}", "1,234,567.80"),
        ("{tables: {decimals: 0}}", "1,234,568"),
        ('{tables: {separator: ""}}', "1234567.80"),
        ('{tables: {decimals: 0, separator: ""}}', "1234568"),
        ("{tables: {whole: bare}}", "1,234,567.80"),
        ("{tables: {unit: 万元}}", "123.46"),
    ],
)
def test_amounts_of_tables_are_printed_as_the_source_says(options: str, amount: str) -> None:
    made = table(with_options(options), "1")
    assert cells(with_options(options), "1")["general"]["amount"] == amount
    assert made.above[1] == ("单位：万元" if "万元" in options else "单位：元")


@pytest.mark.parametrize(
    ("zero", "shown", "in_table_8"),
    [("blank", "", "0.00"), ("plain", "0.00", "0.00"), ('"0"', "0", "0.00"), ("－", "－", "0.00")],
)
def test_zero_is_printed_as_the_source_says(zero: str, shown: str, in_table_8: str) -> None:
    source = with_options(f"{{tables: {{zero: {zero}}}}}")
    assert cells(source, "3")["2010607"]["basic"] == shown
    assert cells(source, "1")["government_fund"]["amount"] == shown
    assert cells(source, "8")["30101"]["public"] == in_table_8


def test_zero_of_one_table_is_printed_as_the_source_says() -> None:
    source = with_options('{by_table: {"8": {zero: blank}, "3": {zero: "0"}}}')
    assert cells(source, "8")["30101"]["public"] == ""
    assert cells(source, "3")["2010607"]["basic"] == "0"
    assert cells(source, "5")["2010607"]["basic"] == ""


@pytest.mark.parametrize(
    ("options", "wrong", "code"),
    [
        ('{by_table: {"8": {zero: plain}, "12": {zero: plain}}}', '"12"', "SCH002"),
        ("{wording: {items: each}}", "each", "SCH004"),
        ("{wording: {item: class}}", "item: class", "SCH002"),
    ],
)
def test_a_choice_that_there_is_not_is_found(options: str, wrong: str, code: str) -> None:
    line = f"options: {options}"
    compiled = compile_text(with_options(options))
    assert found(compiled.findings) == [(4, line.index(wrong) + 1, code)]


def test_numbers_of_sentences_are_printed_as_the_source_says() -> None:
    source = with_options("{prose: {whole: bare, zero: plain}}")
    assert numbered(source)[1].count("”10万元，") == 1
    assert "政府性基金拨款支出预算0万元" in paragraphs(source, "四、")[1]


def test_other_income_is_told_apart() -> None:
    rows = cells(SOURCE, "1")
    assert rows["business"]["amount"] == "10,000.00"
    assert "carry_over" not in rows
    assert cells(SOURCE, "2")["2010602"]["business"] == "10,000.00"
    assert "carry_over" not in cells(SOURCE, "2")["2010602"]


def test_money_carried_over_gets_its_row_and_its_column() -> None:
    carried = SOURCE.replace(
        "purposes:\n",
        "carry_over: [{item: 上年项目, fund: carry_over.unit_funds, kind: project, amount: 500}]\n"
        "purposes:\n",
    ).replace(
        "[{item: 项目, amount: 10000}]",
        "[{item: 项目, amount: 10000}, {item: 续, amount: 500, fund: carry_over.unit_funds}]",
    )
    assert carried != SOURCE
    assert cells(carried, "1")["carry_over"] == {"c1.1": "五、上年结转结余", "amount": "500.00"}
    assert cells(carried, "2")["2010602"]["carry_over"] == "500.00"
    assert "其他收入0万元；上年结转结余0.05万元。" in paragraphs(carried, "四、")[0]


def test_vehicles_are_counted_by_use() -> None:
    held, planned = paragraphs(SOURCE, "六、")[-2:]
    assert "共有车辆3辆，其中：" in held
    assert "执法执勤用车2辆、" in held
    assert "其他用车1辆；单价100万元（含）以上设备（不含车辆）1台（套）。" in held
    assert planned.startswith("2024年单位预算安排购置车辆0辆")


def test_projects_that_report_targets_are_counted() -> None:
    for source, word in ((SOURCE, "单位"), (department(), "部门")):
        (text,) = [t for t in paragraphs(source, "六、") if "编报绩效目标" in t]
        assert text == (
            f"2024年度，本{word}编报绩效目标的项目共1个，涉及项目预算资金10.00万元。"
            "其中：信息服务费10.00万元。"
        )
