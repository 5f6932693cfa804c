"""Contradictions between tables whose totals differ, and of parts that are more than the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import audited, told

ROWS = (
    "| 2010601 | 行政运行 | {first} |\n| 2010602 | 一般行政管理事务 | 20.00 |\n"
    "| 2210201 | 住房公积金 | {last} |\n| | 合计 | {total} |\n\n"
)
REST = "### 表{at} {title}\n\n单位：{unit}\n\n| 编码 | 名称 | 合计 |\n|---|---|---|\n"


def _table(
    at: int,
    title: str = "支出表",
    unit: str = "万元",
    first: str = "110.00",
    last: str = "29.70",
    total: str = "159.70",
) -> str:
    head = REST.format(at=at, title=title, unit=unit)
    return head + ROWS.format(first=first, last=last, total=total)


RIGHT = _table(1, "收入表"), _table(2, "支出表"), _table(3, "拨款支出表")


def _told(tmp_path: Path, *tables: str) -> list[str]:
    return told(audited(tmp_path, f"# 某局2025年部门预算\n\n{''.join(tables)}"), 0)


def test_a_table_whose_total_is_off_as_one_of_its_amounts_is(tmp_path: Path) -> None:
    assert _told(tmp_path, *RIGHT) == []
    odd = _table(4, "部门支出表", last="30.70", total="160.70")
    (line,) = _told(tmp_path, *RIGHT, odd)
    assert line == (
        "[cross-table] 30.70 | 29.70: "
        "elsewhere it is 29.70; the total of this table is off by as much, and stands in no other"
    )


@pytest.mark.parametrize(
    "tables",
    [
        # One fund has less than all: each total has a table beside it.
        (*RIGHT, _table(4, last="30.70", total="160.70"), _table(5, last="30.70", total="160.70")),
        # Of two tables nobody knows whether they are of one fund.
        (_table(1), _table(2, last="30.70", total="160.70")),
        # Two amounts differ: another year, another fund.
        (*RIGHT, _table(4, first="100.00", last="40.70", total="160.70")),
        # One has a row that the others have not.
        (*RIGHT, _table(4, total="164.70").replace("| | 合", "| 2210202 | 补贴 | 5.00 |\n| | 合")),
        # What one row has in common may be by chance.
        tuple(
            table.replace("| 2010602 | 一般行政管理事务 | 20.00 |\n", "")
            for table in (
                *(_table(at, total="139.70") for at in (1, 2, 3)),
                _table(4, last="30.70", total="140.70"),
            )
        ),
    ],
)
def test_tables_of_other_funds_differ_by_right(tmp_path: Path, tables: tuple[str, ...]) -> None:
    assert _told(tmp_path, *tables) == []


def test_a_total_is_not_off_as_an_amount_is_that_is_off_by_more(tmp_path: Path) -> None:
    lines = _told(tmp_path, *RIGHT, _table(4, "部门支出表", last="30.70", total="163.70"))
    assert lines == [
        ("[arithmetic] 163.70 | 110.00 | 20.00 | 30.70: its parts add up to 160.70, 3.00 away")
    ]


def test_the_item_is_told_of_groups_and_items(tmp_path: Path) -> None:
    group = "| 22102 | 住房改革支出 | {last} |\n| 2210201 | 住房公积金 |"
    tables = [
        table.replace("| 2210201 | 住房公积金 |", group.format(last=last))
        for table, last in (
            *((table, "29.70") for table in RIGHT),
            (_table(4, last="30.70", total="160.70"), "30.70"),
        )
    ]
    made = audited(tmp_path, f"# 某局\n\n{''.join(tables)}")
    assert ["2210201 住房公积金" in one.quotes[0].where for one in made.contradictions] == [True]


def test_digits_that_stand_in_two_units(tmp_path: Path) -> None:
    made = audited(tmp_path, "".join((*RIGHT, _table(4, "部门支出表", "元"))))
    assert told(made) == [
        (
            "[cross-table] 110.00 | 110.00: "
            "the unit of this table is 元; another has the same digits in 万元"
        )
    ]
    assert made.contradictions[0].consequences == ()
    unsaid = _table(4, "部门支出表").replace("单位：万元", "")
    assert _told(tmp_path, *RIGHT, unsaid) == []
    few = [
        table.replace("| 2010602 | 一般行政管理事务 | 20.00 |\n", "")
        for table in (_table(1, total="139.70"), _table(2, unit="元", total="139.70"))
    ]
    assert _told(tmp_path, *few) == []
    exact = _table(4, "部门支出表", "元", "1100000", "297000", "1597000").replace("20.00", "200000")
    assert _told(tmp_path, *RIGHT, exact) == []


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            "政府采购预算40万元，其中：货物3万元，服务73万元。",
            [("[arithmetic] 73万元 | 40万元: it is told to be part of an amount that is smaller")],
        ),
        ("政府采购预算40万元，其中：货物3万元，服务37万元。", []),
        ("政府采购预算40万元，其中：货物3万元，增加73万元。", []),
        ("政府采购预算40万元，其中：货物3万元，上年73万元。", []),
        ("预算400万元，比上年增加20万元，其中：拨款380万元，基金20万元。", []),
        ("收入40万元，其中：拨款3万元；支出73万元。", []),
        ("收入40万元，其中：拨款30万元，其中：财力20万元；支出73万元。", []),
        ("收入40万元。其中一项73万元。", []),
        # A share tells of it already.
        (
            "收入40万元，其中：拨款73万元，占95%。",
            ["[arithmetic] 95% | 73万元 | 40万元: it comes to 182.50%"],
        ),
        ("收入40.4万元，其中：拨款404001元。", []),
        ("收入403900元，其中：拨款40.4万元。", []),
        ("其中：拨款30万元，支出73万元。", []),
    ],
)
def test_a_part_is_no_more_than_its_whole(tmp_path: Path, said: str, lines: list[str]) -> None:
    assert told(audited(tmp_path, f"# 某局\n\n### 一、说明\n\n{said}\n"), 0) == lines


OFFICIAL = (
    "# 某局\n\n### 表1 “三公”经费表\n\n单位：万元\n\n| 内容 | 合计 |\n|---|---|\n| 合计 | 3.20 |\n"
    "| 公务接待费 | 3.20 |\n| {row} | |\n| {below} | |\n\n"
    "### 一、说明\n\n公务用车购置及运行费{said}万元。\n"
)


@pytest.mark.parametrize(
    ("row", "below", "said", "lines"),
    [
        ("{}", "因公出国费", "3", ["[text-vs-table] 3万元 | : in the table it is 0"]),
        ("{}", "因公出国费", "0", []),
        # Perhaps the row is only a head of the rows below it.
        ("{}", "其中：公务用车运行费", "3", []),
        ("{}", "&emsp;公务用车运行费", "3", []),
        ("一、{}", "1.公务用车运行费", "3", []),
    ],
)
def test_an_amount_of_what_the_table_leaves_blank(
    tmp_path: Path, row: str, below: str, said: str, lines: list[str]
) -> None:
    text = OFFICIAL.format(row=row.format("公务用车购置及运行费"), below=below, said=said)
    made = audited(tmp_path, text)
    assert told(made) == lines
    assert told(made, 61) == []


ITEMS = (
    "| 编码 | 名称 | {heads} |\n|---|---|{rule}\n| 208 | 社会保障和就业支出 | {first} |\n"
    "| 2080505 | 机关事业单位基本养老保险缴费支出 | {first} |\n| 2210201 | 住房公积金 | {last} |\n"
    "| | 合计 | {total} |\n\n"
)
ECONOMIC = (
    "### 表4 一般公共预算基本支出决算表\n\n单位：万元\n\n| 编码 | 名称 | 决算数 |\n|---|---|---|\n"
    "| 301 | 工资福利支出 | 59.00 |\n| 30108 | 机关事业单位基本养老保险缴费 | 35.00 |\n"
    "| 30113 | 住房公积金 | 24.00 |\n| | 合计 | 59.00 |\n\n"
)


def _items(title: str, heads: str, first: str, last: str, total: str) -> str:
    rule = "---|" * (heads.count("|") + 1)
    rows = ITEMS.format(heads=heads, rule=rule, first=first, last=last, total=total)
    return f"### {title}\n\n单位：万元\n\n{rows}"


def test_economic_items_are_held_against_expenditure_of_their_fund(tmp_path: Path) -> None:
    tables = [
        _items("表1 收入决算表", "本年收入合计", "90.00", "29.00", "119.00"),
        _items("表2 支出决算表", "本年支出合计", "80.00", "28.00", "108.00"),
        _items(
            "表3 一般公共预算支出决算表",
            "2023年决算数 | 2024年决算数",
            "10.00 | 30.00",
            "20.00 | 24.00",
            "30.00 | 54.00",
        ),
    ]
    made = audited(tmp_path, f"# 某局\n\n{''.join((*tables, ECONOMIC))}")
    assert "[cross-table] 30.00 | 35.00: by function it is 30.00, by economic item 35.00" in told(
        made, 30
    )
    made = audited(tmp_path, f"# 某局\n\n{''.join((*tables[:2], ECONOMIC))}")
    assert [
        one.quotes[0].where.partition(",")[0]
        for one in made.contradictions
        if "by function" in one.reason.template
    ] == ["表2 支出决算表"] * 2
