"""Rates that are recomputed: of columns by their heads, and of parts by what they add up to."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import audited, told

GROWTH = (
    "### 表1 一般公共预算支出表\n\n单位：万元\n\n"
    "| 编码 | 名称 | 2024年执行数 | 2025年预算数 / 合计 | 2025年预算数 / 项目支出 "
    "| 比2024年执行数 / 增减额 | 比2024年执行数 / 增减% |\n|---|---|---|---|---|---|---|\n"
    "| 2050101 | 行政运行 | 240.00 | 200.00 | | -40.00 | -16.67 |\n"
    "| 2050199 | 其他教育管理事务支出 | 270.00 | 150.00 | | -120.00 | -44.44 |\n"
    "| 2080505 | 机关事业单位基本养老保险缴费支出 | | 30.00 | | 30.00 | — |\n"
    "| 2210201 | 住房公积金 | 20.00 | 30.00 | | 10.00 | 50.00 |\n"
    "| | 合计 | 530.00 | 410.00 | | -120.00 | -22.64 |\n\n"
)
TEXT = (
    "### 一、收入\n\n2025年收入预算400.00万元，其中：拨款380.00万元，占95.00%；基金20.00万元，"
    "占5.00%。\n\n"
    "### 二、拨款\n\n#### （一）规模\n\n"
    "2025年拨款380.00万元，比2024年减少140.00万元，下降26.92%。\n\n"
    "#### （二）结构\n\n教育支出（类）支出350.00万元，占92.11%；\n\n"
    "住房保障支出（类）支出30.00万元，占7.89%。\n\n"
    "### 三、支出\n\n支出预算310.00万元，其中：\n\n"
    "人员支出250.00万元，占80.65%，比上年减少5万元。\n\n"
    "公用支出60.00万元，占19.35%。\n"
)
TOLD = (
    "2025年拨款380.00万元，比2024年减少140.00万元，下降26.92%。\n\n#### （二）结构\n\n"
    "教育支出（类）支出350.00万元，占92.11%"
)
WRONG = "{}。\n\n#### （二）结构\n\n教育支出（类）支出350.00万元，占12.11%"
WHOLE = f"# 某局2025年部门预算\n\n{GROWTH}{TEXT}"


def _found(tmp_path: Path, old: str, new: str, least: int = 50) -> list[str]:
    assert WHOLE.count(old) == 1, old
    return told(audited(tmp_path, WHOLE.replace(old, new)), least)


def test_rates_that_are_right_raise_nothing(tmp_path: Path) -> None:
    made = audited(tmp_path, WHOLE)
    assert told(made, 0) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("-16.67", "-61.67", "-61.67 | -40.00 | 240.00: it comes to -16.6667%"),
        ("-16.67", "16.67", "16.67 | -40.00 | 240.00: it comes to -16.6667%"),
        ("| 50.00 |", "| 30.00 |", "30.00 | 10.00 | 20.00: it comes to 50.0000%"),
        (
            "| 30.00 | — |",
            "| 30.00 | 100.00 |",
            "100.00 | 30.00 | : there was nothing before, of which no rate can be made",
        ),
    ],
)
def test_a_rate_of_a_table_is_recomputed(tmp_path: Path, old: str, new: str, line: str) -> None:
    (found,) = _found(tmp_path, old, new)
    assert found.partition("] ")[2] == line


def test_what_is_not_named_by_heads_is_not_recomputed(tmp_path: Path) -> None:
    for head in ("比2023年执行数 / 增减%", "增减%", "比2024年执行数 / 到位%"):
        text = WHOLE.replace("比2024年执行数 / 增减%", head).replace("-16.67", "-61.67")
        assert told(audited(tmp_path, text), 0) == []


def test_rates_without_signs_and_rates_of_something_else_are_let_be(tmp_path: Path) -> None:
    rates = ("-16.67", "-44.44", "-22.64")
    unsigned, other = WHOLE, WHOLE
    for at, rate in enumerate(rates):
        unsigned = unsigned.replace(f"{rate} |", f"{rate[1:]} |")
        other = other.replace(f"{rate} |", f"{at + 70}.00 |")
    assert told(audited(tmp_path, unsigned), 0) == []
    assert told(audited(tmp_path, other)) == []
    assert len(told(audited(tmp_path, other), 30)) == len(rates)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "收入预算400.00万元",
            "收入预算900.00万元",
            "900.00万元 | 380.00万元 | 20.00万元: its parts add up to 400.00, 500.00 away",
        ),
        (
            "收入预算400.00万元",
            "收入预算900.00万元，比上年增加30.00万元",
            "900.00万元 | 380.00万元 | 20.00万元: its parts add up to 400.00, 500.00 away",
        ),
        ("占92.11%", "占12.11%", "12.11% | 350.00万元 | 380.00万元: it comes to 92.1053%"),
        ("占7.89%", "占8.79%", "8.79% | 30.00万元 | 380.00万元: it comes to 7.8947%"),
        ("占80.65%", "占60.65%", "60.65% | 250.00万元 | 310.00万元: it comes to 80.6452%"),
        (
            "支出预算310.00万元",
            "支出预算130.00万元",
            "130.00万元 | 250.00万元 | 60.00万元: its parts add up to 310.00, 180.00 away",
        ),
        (
            "拨款380.00万元，占95.00%",
            "拨款830.00万元，占95.00%",
            "95.00% | 830.00万元 | 400.00万元: it comes to 207.5000%",
        ),
        (
            TOLD,
            WRONG.format("2025年拨款380.00万元"),
            "12.11% | 350.00万元 | 380.00万元: it comes to 92.1053%",
        ),
        (
            "2025年收入预算400.00万元，其中：拨款380.00万元，占95.00%",
            "2025年总预算900.00万元，收入预算400.00万元，其中：拨款380.00万元，占85.00%",
            "85.00% | 380.00万元 | 400.00万元: it comes to 95.0000%",
        ),
    ],
)
def test_parts_and_what_they_are_parts_of(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert _found(tmp_path, old, new) == [f"[arithmetic] {line}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Of parts that do not add up to anything told before nobody knows what they are parts of.
        ("拨款380.00万元，比2024年减少140.00万元，下降26.92%", "拨款480.00万元，较少"),
        # The shares say that there is more.
        (
            "收入预算400.00万元，其中：拨款380.00万元，占95.00%；基金20.00万元，占5.00%",
            "收入预算900.00万元，其中：拨款380.00万元，占85.00%；基金20.00万元，占5.00%",
        ),
        # What the parts add up to stands before another amount of the same sentence.
        ("2025年收入预算400.00万元", "2025年收入预算400.00万元，预算内900.00万元"),
        # What they add up to was told before, but most shares are of another thing.
        (
            "支出350.00万元，占92.11%；\n\n住房保障支出（类）支出30.00万元，占7.89%",
            "支出350.00万元，占38.89%；\n\n住房保障支出（类）支出30.00万元，占3.33%",
        ),
        # It was told under another upper heading, or is a change.
        (TOLD, WRONG.format("2025年拨款较少")),
        (TOLD, WRONG.format("2025年拨款增加380.00万元")),
        # Sentences of one paragraph may each tell of something else.
        (
            "收入预算400.00万元，其中：拨款380.00万元，占95.00%；基金",
            "收入预算900.00万元，其中：拨款380.00万元，占95.00%。另有基金",
        ),
        # What they are parts of need not be told where another thing is, or in another sentence.
        ("收入预算400.00万元", "收入预算900.00万元，支出预算900.00万元"),
        ("收入预算400.00万元，其中", "收入预算900.00万元。收入来源"),
        # An amount before the one that the parts are of.
        ("2025年收入预算400.00万元", "2025年总预算900.00万元，收入预算400.00万元"),
    ],
)
def test_what_may_be_meant_is_not_called_wrong(tmp_path: Path, old: str, new: str) -> None:
    assert _found(tmp_path, old, new) == []


def test_shares_may_all_be_wrong_where_the_parts_add_up(tmp_path: Path) -> None:
    old = "拨款380.00万元，占95.00%；基金20.00万元，占5.00%"
    assert _found(tmp_path, old, old.replace("95.00%", "85.00%").replace("占5", "占15")) == [
        "[arithmetic] 15.00% | 20.00万元 | 400.00万元: it comes to 5.0000%",
        "[arithmetic] 85.00% | 380.00万元 | 400.00万元: it comes to 95.0000%",
    ]


def test_small_parts_may_be_left_out_of_round_shares(tmp_path: Path) -> None:
    parts = "拨款50.00万元，占50%；其他50.00万元，占50%。"
    text = f"# 某局\n\n### 一、收入\n\n收入预算101.00万元，其中：{parts}\n"
    assert told(audited(tmp_path, text)) == []


def test_a_change_of_another_subject_is_none_of_the_amount_before(tmp_path: Path) -> None:
    other = "收入125.50万元，支出125.50万元。\n项目支出比上年增加10万元，增长64.5%。\n"
    assert told(audited(tmp_path, other)) == []
    same = "项目支出25.50万元。\n项目支出比上年增加10万元，增长46.5%。\n"
    assert told(audited(tmp_path, same)) == [
        "[arithmetic] 46.5% | 10万元 | 25.50万元: it comes to 64.516%"
    ]


def test_the_subject_of_a_change_may_stand_behind_what_it_is_compared_with(tmp_path: Path) -> None:
    changed = "\n与2023年度相比，{}减少84.00万元，下降73.04%。\n"
    other = f"基金年初结转4.00万元，支出31.00万元，年末结转1.00万元。{changed}"
    assert told(audited(tmp_path, other.format("基金支出"))) == []
    wrong = ["[arithmetic] 73.04% | 84.00万元 | 1.00万元: it comes to 98.8235%"]
    assert told(audited(tmp_path, other.format("年末结转"))) == wrong
    assert told(audited(tmp_path, other.format(""))) == wrong  # of the last amount, or of none
    same = f"本年基金支出31.00万元。{changed}"
    assert told(audited(tmp_path, same.format("基金支出"))) == []
    assert told(audited(tmp_path, same.replace("73.04", "7.04").format("基金支出"))) == [
        "[arithmetic] 7.04% | 84.00万元 | 31.00万元: it comes to 73.0435%"
    ]
