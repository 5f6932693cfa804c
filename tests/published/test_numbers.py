"""Which numbers are figures, and what they are in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetc.numbers.marks import WITH_COMMA, WITH_POINT, NumberForm
from budgetc.published.numbers import NumberReader, form_of

from .pages import WORDS

READER = NumberReader(WORDS)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("收入3,121.42万元，增长2.36%", [("3,121.42", "万元"), ("2.36", "%")]),
        ("2025年1月1日至2025年12月31日", []),
        ("1.“行政运行（项）”1,623.18万元", [("1,623.18", "万元")]),
        ("其中：1、行政运行；2、信息化建设", []),
        ("第3条、沪财〔2024〕12号、附件2", []),
        ("科目2010601行政运行10元", [("10", "元")]),
        ("减少-11万元", [("-11", "万元")]),
        ("共有车辆0辆，2台（套）", [("0", "辆"), ("2", "台(套)")]),
        ("１，２３４．５０万元", [("1,234.50", "万元")]),
        ("人民币12.5亿元", [("12.5", "亿元")]),
        ("about $1.2 million and US$3,400", [("1.2", "$ million"), ("3,400", "$")]),
        ("in FY2019 and 2018-2019", []),
        ("编制数14，实有人数21人", [("14", ""), ("21", "人")]),
        ("1至2月", [("1", "")]),
    ],
)
def test_figures_of_a_sentence(text: str, figures: list[tuple[str, str]]) -> None:
    found = READER.numbers(text)
    assert [(n.text, n.unit.name if n.unit else "") for n in found] == figures


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", "1234.50"),
        ("-3.5", "-3.5"),
        ("(3.5)", "-3.5"),
        ("（3.5）", "-3.5"),
        ("$1,234", "1234"),
        ("12.5%", "12.5"),
        ("0", "0"),
        (">=15家", None),
        ("12.5倍", None),
        ("2024-2025", None),
        ("一、收入", None),
        ("-", None),
        ("", None),
    ],
)
def test_a_cell_is_a_figure_or_none(text: str, value: str | None) -> None:
    number = READER.cell(text, None)
    assert (number.value if number else None) == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位:元", "元"),
        ("单位：人民币元", "元"),
        ("（单位：千元）", "千元"),
        ("预算数（元）", "元"),
        ("编制部门：某局 单位：亿元", "亿元"),
        ("Amounts in thousands of dollars", "thousand dollars"),
        ("编制单位：某局", None),
        ("一个万元项目", None),
    ],
)
def test_the_unit_of_a_head(text: str, unit: str | None) -> None:
    found = READER.unit_in(text)
    assert (found.name if found else None) == unit


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["1.234,50"], WITH_COMMA),
        (["12 345,6 €", "21.01"], WITH_COMMA),
        (["1\u00a0234,50"], WITH_COMMA),
        (["112,00", "1.234"], WITH_COMMA),
        (["1.383.300"], WITH_COMMA),
        (["(5,2 %)"], WITH_COMMA),
        (["1,234.50", "1,5"], WITH_POINT),
        (["1.234,50", "1,234.50"], WITH_POINT),
        (["112,00", "112.00"], WITH_POINT),
        (["1,383,300"], WITH_POINT),
        (["1.234", "1,234", "12"], WITH_POINT),
        (["301,302", "Konto 1,5 und mehr als das"], WITH_POINT),
        (["1,850", "2,5"], WITH_POINT),
        (["见附件1，2"], WITH_POINT),
        (["第1,2项"], WITH_POINT),
        (["(2,3)", "1,850"], WITH_POINT),
        (["2024,1", "合计1,850万元"], WITH_POINT),
        (["0,125", "2,5"], WITH_COMMA),
        ([], WITH_POINT),
    ],
)
def test_a_cell_that_can_be_read_in_one_way_decides(cells: list[str], form: NumberForm) -> None:
    assert form_of(cells, WORDS) is form


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1.234,50", "1234.50", 2),
        ("1.234", "1234", 0),
        ("12\u00a0345,6", "12345.6", 1),
        ("-1.500", "-1500", 0),
        ("(19.500,0)", "-19500.0", 1),
        (",5", "0.5", 1),
    ],
)
def test_a_number_with_a_decimal_comma(text: str, value: str, decimals: int) -> None:
    number = NumberReader(WORDS, WITH_COMMA).cell(text, None)
    assert number is not None
    assert (str(number.value), number.decimals, number.text) == (value, decimals, text)


def test_a_sentence_with_decimal_commas() -> None:
    read = NumberReader(WORDS, WITH_COMMA).numbers("2025: 1.383.300,00 € und 6,9 %")
    assert [str(number.value) for number in read] == ["1383300.00", "6.9"]
