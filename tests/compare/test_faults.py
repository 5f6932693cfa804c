"""One thing is changed in a document that is right, and just that is said, by the right name."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from budgetc.compare import LEAST, Comparison, Fault, Sort
from tests.support import with_change

from .references import KORLA, PUTUO, compare_with, printed_markdown, printed_text
from .test_style import golden


class Case(NamedTuple):
    """A passage, what it is changed into, and what is to be said of that."""

    old: str
    new: str
    fault: Fault
    published: str
    ours: str
    where: str
    source: str = KORLA


(PARAGRAPH,) = (
    one for one in golden("korla").splitlines(keepends=True) if one.startswith("人员经费267.55")
)

CASES = {
    "a total that does not follow": Case(
        "| 301 | | 工资福利支出 | 260.41 |",
        "| 301 | | 工资福利支出 | 277.66 |",
        Fault.ARITHMETIC,
        "277.66",
        "260.41",
        "工资福利支出 · 合计",
    ),
    "a growth that does not follow": Case(
        "增长1750%，主要原因是将",
        "增长175%，主要原因是将",
        Fault.ARITHMETIC,
        "175%",
        "1750%",
        "三、",
    ),
    "cut off": Case(
        "增长71.36%", "增长71.35%", Fault.ROUNDING, "71.35%", "71.36%", "单位运行经费情况"
    ),
    "text against table": Case(
        "公用经费10.11万元，主要",
        "公用经费11.01万元，主要",
        Fault.TEXT_VS_TABLE,
        "11.01万元",
        "10.11万元",
        "六、",
    ),
    "an amount that stands right elsewhere": Case(
        "| 302 | 07 | 邮电费 | 0.13 | | 0.13 |",
        "| 302 | 07 | 邮电费 | 0.73 | | 0.13 |",
        Fault.AMOUNT,
        "0.73",
        "0.13",
        "邮电费 · 合计",
    ),
    "what only the source can know": Case(
        "3.办公家具价值0.36万元",
        "3.办公家具价值6.36万元",
        Fault.AMOUNT,
        "6.36万元",
        "0.36万元",
        "国有资产占用",
    ),
    "a number of the wording": Case(
        "截至2023年底", "截至2022年底", Fault.WORDING, "2022", "2023", "国有资产占用"
    ),
    "an enumeration with one thing more": Case(
        "工会经费、福利费。",
        "工会经费、差旅费、福利费。",
        Fault.TEXT_VS_TABLE,
        "差旅费",
        "",
        "六、",
    ),
    "an enumeration with one thing less": Case(
        "公务接待费、工会经费、福利费。",
        "公务接待费、福利费。",
        Fault.TEXT_VS_TABLE,
        "",
        "工会经费",
        "六、",
    ),
    "another name of a project": Case(
        "（二）项目名称：质量设施基础建设",
        "（二）项目名称：质量基础设施建设",
        Fault.NAMING,
        "质量基础设施建设",
        "质量设施基础建设",
        "（二）项目名称",
    ),
    "another code": Case(
        "| 201 | 38 | 01 | 行政运行 | 203.53 | 203.53 | 203.53 |",
        "| 201 | 38 | 02 | 行政运行 | 203.53 | 203.53 | 203.53 |",
        Fault.NAMING,
        "2013802",
        "2013801",
        "行政运行",
    ),
    "a note of another table": Case(
        "国有资本经营预算拨款安排的支出，国有资本经营预算支出情况表为空表。\n\n### 表 10",
        "政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。\n\n### 表 10",
        Fault.COPIED,
        "库尔勒经济技术开发区市场监督管理局2024年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表",
        "库尔勒经济技术开发区市场监督管理局2024年没有使用国有资本经营预算拨款安排的支出，国有资本经营预算支出情况表为空表。",
        "表 9",
    ),
    "a sentence that stands twice": Case(
        "2.社会保障和就业支出（类）38.67万元，占12.29%。",
        "2.社会保障和就业支出（类）38.67万元，占12.29%。\n2.社会保障和就业支出（类）38.67万元，占12.29%。",
        Fault.COPIED,
        "2.社会保障和就业支出（类）38.67万元，占12.29%。",
        "",
        "（二）一般公共预算当年拨款结构情况",
    ),
    "a figure that print lacks": Case(
        "，援滇干部工作经费3.00万元。\n\n### 五、",
        "。\n\n### 五、",
        Fault.MISSING,
        "",
        "3.00万元",
        "绩效目标设置情况",
        PUTUO,
    ),
    "a row that print lacks": Case(
        "| 302 | 07 | 邮电费 | 0.13 | | 0.13 |\n",
        "",
        Fault.MISSING,
        "",
        "0.13、0.13",
        "表 6 一般公共预算基本支出情况表 · 邮电费",
    ),
    "a row that only print has": Case(
        "| 302 | 07 | 邮电费 | 0.13 | | 0.13 |\n",
        "| 302 | 07 | 邮电费 | 0.13 | | 0.13 |\n| 302 | 40 | 税金及附加费用 | 9.99 | | 9.99 |\n",
        Fault.MISSING,
        "9.99、9.99",
        "",
        "表 6 一般公共预算基本支出情况表 · 税金及附加费用",
    ),
    "a row that stands twice": Case(
        "| 302 | 07 | 邮电费 | 0.13 | | 0.13 |\n",
        2 * "| 302 | 07 | 邮电费 | 0.13 | | 0.13 |\n",
        Fault.COPIED,
        "0.13、0.13",
        "",
        "邮电费",
    ),
    "a paragraph that print lacks": Case(PARAGRAPH, "", Fault.MISSING, "", "267.55万元", "六、"),
    "a change that is told the other way": Case(
        "增加4.21万元，增长71.36%",
        "减少4.21万元，下降71.36%",
        Fault.ARITHMETIC,
        "减少4.21万元、下降71.36%",
        "增加4.21万元、增长71.36%",
        "单位运行经费情况",
    ),
    "a change where there is none": Case(
        "公务用车购置费预算未安排，与上年持平；",
        "公务用车购置费预算未安排，比上年减少5万元；",
        Fault.MISSING,
        "5万元",
        "",
        "十、",
    ),
    "another name of a row with a code": Case(
        "| 302 | 28 | 工会经费 |",
        "| 302 | 28 | 工会会费 |",
        Fault.NAMING,
        "工会会费",
        "工会经费",
        "工会经费",
    ),
    "another name of a project in its table": Case(
        "| 市场秩序执法 | 执法办案经费 |",
        "| 市场秩序执法 | 执法办案专项经费 |",
        Fault.NAMING,
        "执法办案专项经费",
        "执法办案经费",
        "执法办案经费",
    ),
    "a figure that only print has": Case(
        "| 302 | 05 | 水费 | | |",
        "| 302 | 05 | 水费 | 1.50 | 1.50 |",
        Fault.MISSING,
        "1.50、1.50",
        "",
        "水费",
    ),
}


def _comparison(case: Case) -> Comparison:
    name = "korla" if case.source == KORLA else "putuo-finance-bureau-2025"
    return compare_with(
        case.source, printed_markdown(with_change(golden(name), case.old, case.new))
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_kind_of_a_fault(case: Case) -> None:
    (found,) = _comparison(case).told()
    assert (found.fault, found.published, found.ours) == (case.fault, case.published, case.ours)
    assert case.where in found.where


REASONS = {
    "a row that print lacks": "this row is not in print",
    "a row that only print has": "the compiled document has no such row",
    "a row that stands twice": "this row stands in print twice",
    "a paragraph that print lacks": "its sentence is not in print",
    "a change that is told the other way": "the change is told the other way",
    "a change where there is none": "the compiled document has no such change",
    "another name of a row with a code": "the row has another name in the compiled document",
}


@pytest.mark.parametrize(("name", "reason"), REASONS.items(), ids=REASONS.keys())
def test_why_it_is_a_fault(name: str, reason: str) -> None:
    (found,) = _comparison(CASES[name]).told()
    assert (found.reason.template, found.confidence >= LEAST) == (reason, True)


def test_a_slip_in_a_change_is_told_once() -> None:
    old = "比上年预算增加4.21万元"
    for new, published, ours, reason in (
        (
            "比上年预算减少-11万元",
            "减少-11万元",
            "增加4.21万元",
            "does not follow from what it is made of",
        ),
        (
            "比上年预算减少11万元",
            "减少11万元",
            "增加4.21万元",
            "does not follow from what it is made of",
        ),
        (
            "比上年预算增加-4.21万元",
            "-4.21万元",
            "",
            "the word before it says already whether it is more or less",
        ),
    ):
        (found,) = _comparison(Case(old, new, Fault.ARITHMETIC, "", "", "")).told()
        assert (found.published, found.ours, found.reason.template) == (published, ours, reason)


ACCOUNTS = "putuo-finance-bureau/2024-final.yaml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("决算数小于预算数", "决算数大于预算数"),
        ("决算数小于预算数", "决算数与预算数持平"),
        ("决算数与预算数持平", "决算数小于预算数"),
    ],
)
def test_outturn_and_budget_compared_otherwise(old: str, new: str) -> None:
    text = golden("putuo-finance-bureau-2024-final").replace(old, new, 1)
    (found,) = compare_with(ACCOUNTS, printed_markdown(text)).told()
    assert (found.fault, found.published, found.ours) == (Fault.ARITHMETIC, new, old)
    assert found.reason.template == "outturn and budget are compared otherwise"


def test_other_words_for_the_same_comparison_are_none() -> None:
    text = golden("putuo-finance-bureau-2024-final").replace(
        "决算数小于预算数", "决算数低于年初预算数"
    )
    assert compare_with(ACCOUNTS, printed_markdown(text)).told() == ()


def test_an_amount_that_a_table_has_by_chance_is_not_told_by_it() -> None:
    # 37 is also what the projects add up to in the tables.
    old = "政府采购服务预算37万元"
    (found,) = _comparison(Case(old, "政府采购服务预算73万元", Fault.AMOUNT, "", "", "")).told()
    assert (found.fault, found.reason.template) == (Fault.AMOUNT, "the source says otherwise")


def test_parts_that_do_not_make_up_their_whole_are_a_consequence() -> None:
    old, new = "社会保障和就业支出（类）38.67万元", "社会保障和就业支出（类）83.67万元"
    (found,) = _comparison(Case(old, new, Fault.TEXT_VS_TABLE, "", "", "")).told()
    assert (found.published, found.ours) == ("83.67万元", "38.67万元")
    assert [(one.sum, one.whole) for one in found.consequences] == [("359.66万元", "314.66万元")]


def test_a_contradiction_quotes_both_places() -> None:
    (found,) = _comparison(CASES["text against table"]).told()
    assert found.sort is Sort.CONTRADICTION
    assert "11.01" in found.places[0].around
    assert [quote.around for quote in found.against] == ["商品和服务支出 10.11"]
    (found,) = _comparison(CASES["what only the source can know"]).told()
    assert (found.sort, found.against) == (Sort.DIFFERENCE, ())


def test_one_amount_that_is_wrong_alike_in_two_places_is_one_finding() -> None:
    text = golden("korla").replace("203.53", "230.53")
    (found,) = compare_with(KORLA, printed_markdown(text)).told()
    assert len(found.places) > 5
    assert (found.published, found.ours) == ("230.53", "203.53")
    assert len(found.also) > 4


def test_growth_of_what_did_not_change_is_style() -> None:
    old, new = (
        "公务用车购置费预算未安排，与上年持平；",
        "公务用车购置费预算增加0.00万元，与上年持平；",
    )
    comparison = _comparison(Case(old, new, Fault.ARITHMETIC, "", "", ""))
    assert comparison.told() == ()
    (found,) = comparison.told(0, Sort.STYLE)
    assert (found.published, found.ours) == ("0.00万元", "")


def test_a_table_that_is_missing_is_told_at_the_end() -> None:
    text = golden("korla")
    start, end = text.index("### 表 6 一般公共预算基本"), text.index("### 表 7 一般公共预算项目")
    comparison = compare_with(KORLA, printed_markdown(text[:start] + text[end:]))
    (found,) = comparison.told()
    assert (found.fault, found.where) == (Fault.MISSING, "表 6 一般公共预算基本支出情况表")
    assert found.reason.template == "this table is not in print"
    assert comparison.findings[-1] is found
    assert comparison.tally.absent == ("表 6 一般公共预算基本支出情况表",)


def test_an_amount_in_the_wrong_row_is_no_style() -> None:
    text = golden("korla")
    for old, new in (
        ("| 302 | 07 | 邮电费 | 0.13 | | 0.13 |", "| 302 | 07 | 邮电费 | | | |"),
        ("| 302 | 08 | 取暖费 | | | |", "| 302 | 08 | 取暖费 | 0.13 | | 0.13 |"),
    ):
        text = with_change(text, old, new)
    found = compare_with(KORLA, printed_markdown(text)).told()
    assert [(one.fault, one.published, one.ours) for one in found] == [
        (Fault.MISSING, "", "0.13"),
        (Fault.MISSING, "", "0.13"),
        (Fault.MISSING, "0.13、0.13", ""),
    ]


def test_rows_that_print_lacks_in_succession_are_one_finding() -> None:
    text = golden("korla")
    start, end = text.index("| 302 | 07 | 邮电费"), text.index("| 302 | 28 | 工会经费")
    comparison = compare_with(KORLA, printed_markdown(text[:start] + text[end:]))
    (found,) = comparison.told()
    assert (found.fault, found.ours) == (Fault.MISSING, "0.13、0.13、1.87、1.87")
    assert found.where == "表 6 一般公共预算基本支出情况表 · 邮电费"
    assert found.also == ("表 6 一般公共预算基本支出情况表 · 公务接待费",)


def test_a_total_that_print_lacks() -> None:
    text = golden("korla")
    start = text.index("### 表 3 部门支出总体情况表")
    at = text.index("合计**", start)
    line = text[text.rindex("\n", 0, at) : text.index("\n", at)]
    (found,) = compare_with(KORLA, printed_markdown(text.replace(line, "", 1))).told()
    assert (found.fault, found.ours) == (Fault.MISSING, "314.66、277.66、37")


@pytest.mark.parametrize("text", ["今天天气很好。\n明天也是。", ""])
def test_another_document_has_nothing_in_common(text: str) -> None:
    comparison = compare_with(KORLA, printed_text(text))
    assert comparison.told() == ()
    assert comparison.tally.compared == 0
    assert comparison.tally.strange
