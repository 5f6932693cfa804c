"""Names beside listed codes, and titles of tables: what is accused, and what is mere style."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import ROOT

from .support import audited, told

HEAD = (
    "# 某局2025年部门预算\n\n### 支出总表\n\n单位：万元\n\n| 编码 | 名称 | 合计 |\n|---|---|---|\n"
)
ROWS = (
    "| 201 | 一般公共服务支出 | 20.00 |\n"
    "| 20106 | 财政事务 | 20.00 |\n"
    "| 2010601 | 行政运行 | 12.00 |\n"
    "| 2010608 | 财政委托业务支出 | 8.00 |\n"
    "| 208 | 社会保障和就业支出 | 3.00 |\n"
    "| 20805 | 行政事业单位养老支出 | 3.00 |\n"
    "| 2080505 | 机关事业单位基本养老保险缴费支出 | 3.00 |\n"
    "| | 合计 | 23.00 |\n"
)
GOODS = (
    "| 302 | 商品和服务支出 | 10.00 |\n"
    "| 30201 | 办公费 | 1.00 |\n"
    "| 30202 | 印刷费 | 2.00 |\n"
    "| 30203 | 咨询费 | 3.00 |\n"
    "| 30204 | 手续费 | 4.00 |\n"
)


def _naming(tmp_path: Path, text: str, least: int = 50) -> list[str]:
    return [line for line in told(audited(tmp_path, text), least) if line.startswith("[naming]")]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "| 2080505 | 机关事业单位基本养老保险缴费支出 |",
            "| 2080505 | 机关事业单位职业年金缴费支出 |",
            (
                "机关事业单位职业年金缴费支出: "
                "the list calls 2080505 机关事业单位基本养老保险缴费支出; "
                "what is printed is the name of 2080506"
            ),
        ),
        (
            "| 20106 | 财政事务 |",
            "| 20107 | 财政事务 |",
            "财政事务: the list calls 20107 税收事务; what is printed is the name of 20106",
        ),
        (
            "| 2010608 | 财政委托业务支出 |",
            "| 2010601 | 财政委托业务支出 |",
            (
                "财政委托业务支出: the list calls 2010601 行政运行; "
                "what is printed is the name of 2010608"
            ),
        ),
        (
            "| 208 | 社会保障和就业支出 |",
            "| 208 | 社会保障和就业之出 |",
            "社会保障和就业之出: the list calls 208 社会保障和就业支出",
        ),
        (
            "| 20805 | 行政事业单位养老支出 |",
            "| 20805 | 行政事业单位老养支出 |",
            "行政事业单位老养支出: the list calls 20805 行政事业单位养老支出",
        ),
    ],
)
def test_a_listed_code_beside_another_name(tmp_path: Path, old: str, new: str, line: str) -> None:
    text = HEAD + ROWS
    assert _naming(tmp_path, text) == []
    assert old in text
    assert _naming(tmp_path, text.replace(old, new)) == [f"[naming] {line}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("社会保障和就业支出", "社会保障和就业"),
        ("一般公共服务支出", "一、一般公共服务支出"),
        ("机关事业单位基本养老保险缴费支出", "机关事业单位养老保险"),
        ("机关事业单位基本养老保险缴费支出", "机关事业单位基本养老保险缴费支出（在编）"),
        ("行政事业单位养老支出", "行政事业单位离退休"),
        ("行政事业单位养老支出", "行政事业单位 养老支出"),
        ("| 行政运行 |", "| 某局本级 |"),
        ("| 2010601 |", "| 01 |"),
        ("财政委托业务支出", "财政"),
        ("| 2010601 | 行政运行 |", "| 201060101 | 信息化建设 |"),
        ("| 2010601 | 行政运行 |", "| 2010608 | 某园修缮 |"),
    ],
)
def test_other_words_for_a_code_are_no_other_name(tmp_path: Path, old: str, new: str) -> None:
    assert old in ROWS
    assert _naming(tmp_path, HEAD + ROWS.replace(old, new, 1), 0) == []


def test_a_column_of_codes_that_slid_is_told_once(tmp_path: Path) -> None:
    names = ("咨询费", "手续费", "水费", "办公费")
    slid = GOODS
    for at, name in enumerate(("办公费", "印刷费", "咨询费", "手续费")):
        slid = slid.replace(f"| 3020{at + 1} | {name} |", f"| 3020{at + 1} | {names[at]} |")
    assert _naming(tmp_path, HEAD + GOODS) == []
    assert _naming(tmp_path, HEAD + slid) == [
        (
            "[naming] 咨询费 | 手续费 | 水费 | 办公费: "
            "4 codes stand beside the names of others; the list calls 30201 办公费"
        )
    ]


def test_a_sentence_is_not_blamed_for_a_code_that_was_copied_in_the_tables(tmp_path: Path) -> None:
    rows = ROWS.replace("| 2010601 | 行政运行 |", "| 2010607 | 基本公共服务 |")
    rows = rows.replace("| 2010608 | 财政委托业务支出 |", "| 2010607 | 重大公共服务 |")
    said = "1.“一般公共服务支出（类）财政事务（款）基本公共服务（项）”12.00万元。\n\n"
    assert _naming(tmp_path, HEAD.replace("### ", f"{said}### ") + rows) == []


def test_a_table_of_projects_names_projects(tmp_path: Path) -> None:
    projects = HEAD + (
        "| 2010602 | 信息化建设 | 1.00 |\n| 2010605 | 某路改造 | 1.00 |\n"
        "| 2010607 | 某园修缮 | 1.00 |\n| | 合计 | 3.00 |\n"
    )
    assert _naming(tmp_path, projects, 0) == []


ITEM = "| 201 | 一般公共服务支出 | 60.00 |\n| 20106 | 财政事务 | 60.00 |\n"
PARTS = (
    "| 2010602 | 一般行政管理事务 | {whole} |\n| 2010602 | 信息化建设 | 20.00 |\n"
    "| 2010602 | {other} | 15.00 |\n| 2010602 | 培训费 | 25.00 |\n"
)


@pytest.mark.parametrize(
    "rows",
    [
        ITEM + PARTS.format(whole="60.00", other="财政监察"),
        PARTS.format(whole="60.00", other="财政监察"),  # which add up, whatever is above
        # Not all are named; the code above has the item alone.
        ITEM + PARTS.format(whole="60.00", other="财政监察").rsplit("| 2010602", 1)[0],
        # One makes up all of it.
        "".join(PARTS.format(whole="20.00", other="").splitlines(keepends=True)[:2]),
        # A unit after the other.
        PARTS.format(whole="60.00", other="财政监察") * 2,
        # Further in.
        PARTS.format(whole="70.00", other="财政监察").replace("| 信", "| &emsp;信")
        .replace("| 财政监", "| &emsp;财政监").replace("| 培", "| &emsp;培"),
    ],
)  # fmt: skip
def test_projects_under_an_item_may_be_called_like_other_items(tmp_path: Path, rows: str) -> None:
    assert _naming(tmp_path, HEAD + rows + "| | 合计 | 60.00 |\n", 0) == []


@pytest.mark.parametrize(("whole", "upper"), [("60.00", "120.00"), ("50.00", "110.00")])
def test_a_line_that_the_code_above_counts_is_no_part(
    tmp_path: Path, whole: str, upper: str
) -> None:
    rows = ITEM.replace("60.00", upper) + PARTS.format(whole=whole, other="事业运行")
    listed = "the list calls 2010602 一般行政管理事务; what is printed is the name of"
    assert _naming(tmp_path, HEAD + rows) == [
        f"[naming] 信息化建设: {listed} 2010607",
        f"[naming] 事业运行: {listed} 2010650",
    ]


def test_lists_before_the_first_edition_may_have_had_other_names(tmp_path: Path) -> None:
    text = HEAD.replace("2025", "2016") + ROWS.replace("| 20106 |", "| 20107 |")
    assert _naming(tmp_path, text) == []
    assert len(_naming(tmp_path, text, 40)) == 1


PUTUO = (ROOT / "tests/golden/putuo-finance-bureau-2025.md").read_text(encoding="utf-8")
FUND, CAPITAL = (
    f"2025年部门{kind}支出功能分类预算表" for kind in ("政府性基金预算", "国有资本经营预算")
)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            CAPITAL,
            CAPITAL.replace("经营", "经菅"),
            f"{CAPITAL.replace('经营', '经菅')}: the layout calls this table {CAPITAL}",
        ),
        (
            CAPITAL,
            FUND,
            (
                f"{FUND} | {FUND}: the table before has this title; "
                f"the layout has {CAPITAL} too, which is not there"
            ),
        ),
        (
            FUND,
            FUND.replace("2025", "2024"),
            (
                f"{FUND.replace('2025', '2024')} | 2025年部门财务收支预算总表: "
                "the other titles are of 2025"
            ),
        ),
    ],
)
def test_a_title_that_is_not_the_declared_one(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert old in PUTUO
    assert _naming(tmp_path, PUTUO.replace(old, new)) == [f"[naming] {line}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("支出功能分类预算表", "支出预算表"),
        ("预算总表", "预算汇总表"),
        ("2025年部门", "2025年度部门"),
        ("2025年部门", "部门"),
        ("“三公”经费", "三公经费"),
    ],
)
def test_other_words_in_titles_are_no_other_titles(tmp_path: Path, old: str, new: str) -> None:
    assert old in PUTUO
    assert _naming(tmp_path, PUTUO.replace(old, new), 0) == []


def test_of_a_table_that_is_not_there_only_its_number_is_missed(tmp_path: Path) -> None:
    """Those of revenue and of expenditure have titles that differ by two letters."""
    start = PUTUO.index("### 表 3")
    end = PUTUO.index("### 表 4")
    assert _naming(tmp_path, PUTUO[:start] + PUTUO[end:], 0) == [
        (
            "[naming] 2025年部门财政拨款收支预算总表 | 2025年部门收入预算总表: "
            "there is no table 表3 before it"
        )
    ]


def test_a_layout_that_is_not_known_declares_nothing(tmp_path: Path) -> None:
    other = PUTUO.replace("预算总表", "概览").replace("功能分类预算表", "概览")
    assert _naming(tmp_path, other.replace("国有资本经营", "国有资本经菅"), 0) == []
