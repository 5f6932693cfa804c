"""Printed tables: what fits in no layout, what print leaves open, and what is missing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.recovery.recover import Recovered
from tests.recovery.counting import COUNTY, built, draft_of, leaves, printed
from tests.support import KORLA, with_change

ENGLISH, CHINESE = Translator("en"), Translator("zh")


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Recovered:
    """Return the draft of a county's document in which some words were changed."""
    text = built(COUNTY, "markdown").decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return draft_of(printed(text.encode(), "x.md", tmp_path))


def told(done: Recovered) -> list[tuple[str, str]]:
    return [(one.code, ENGLISH(one.message)) for one in done.findings]


def test_nothing_is_told_of_a_document_of_its_layout(tmp_path: Path) -> None:
    assert told(changed(tmp_path)) == []


def test_a_column_that_no_layout_has(tmp_path: Path) -> None:
    done = changed(
        tmp_path,
        ("| 合计 | 人员经费 | 公用经费 |\n| --- | --- | ---: | ---: | ---: |",
         "| 合计 | 人员经费 | 债务资金 |\n| --- | --- | ---: | ---: | ---: |"),
    )  # fmt: skip
    (first, *_) = done.findings
    assert first.code == "IMP001"
    assert ENGLISH(first.message) == (
        "表6 一般公共预算基本支出表, 商品和服务支出: 42.00 has no place in the layout "
        "(row 商品和服务支出, column 债务资金)"
    )
    assert CHINESE(first.message) == (
        "表6 一般公共预算基本支出表，商品和服务支出：42.00 在版式中没有位置"
        "（行：商品和服务支出，列：债务资金）"
    )
    assert first.hint is not None
    assert CHINESE(first.hint) == "确属本预算的请自行填写；只是叫法不同的，写进对照文件"
    assert {one.code for one in done.findings} == {"IMP001"}


def test_two_tables_that_say_otherwise(tmp_path: Path) -> None:
    """The amount that more cells have is typed, and marked with the other one."""
    done = changed(tmp_path, ("| 2210201 | 住房公积金 | 20.00 | 20.00 | | | | | |",
                              "| 2210201 | 住房公积金 | 25.00 | 20.00 | | | | | |"))  # fmt: skip
    amount = leaves(done.text)["basic_expenditure", "by_function", "2210201", "amount"]
    assert amount == ("20", True)
    (found,) = done.findings
    assert found.code == "IMP002"
    assert ENGLISH(found.message) == (
        "表3 部门支出总表, 住房公积金: printed otherwise elsewhere: 表2 部门收入总表 住房公积金 25"
    )
    assert (
        "# 待填：别处印的不同：表2 部门收入总表 住房公积金 25; 表3 部门支出总表，住房公积金"
        in done.text
    )


def test_a_total_below_zero_in_a_unit_of_its_own(tmp_path: Path) -> None:
    """It is typed in that unit, as programs write it."""
    text = built(COUNTY, "markdown").decode()
    before, title, table = text.partition("### 表 8 ")
    table = table.replace("万元", "亿元", 1).replace("**80.00**", "**(80.00)**", 1)
    done = draft_of(printed(f"{before}{title}{table}".encode(), "x.md", tmp_path))
    assert "{figure: T8!total.total, amount: -80.00, unit: 亿元}" in done.text


def test_basic_expenditure_that_differs(tmp_path: Path) -> None:
    done = changed(tmp_path, ("| 30231 | 公务用车运行维护费 | 8.00 | | 8.00 |",
                              "| 30231 | 公务用车运行维护费 | 7.00 | | 7.00 |"))  # fmt: skip
    (found,) = done.findings
    assert found.code == "IMP002"
    assert CHINESE(found.message).endswith(
        "基本支出按功能分类为 362.6，按经济分类为 361.6；缺少的请补填"
    )


def test_a_table_that_is_missing(tmp_path: Path) -> None:
    done = changed(tmp_path, ("### 表 6 一般公共预算基本支出表", "### 其他说明"))
    assert ("IMP003", "the table 表 6 of the layout is not in print") in told(done)


def test_no_amount_is_guessed_where_print_has_two_funds(tmp_path: Path) -> None:
    """A total of two funds without what each of them has is one line, and marked."""
    before = "| 2210201 | 住房公积金 | 20.00 |"
    change = (f"{before} 20.00 | | | | | |", f"{before} 12.00 | | | | 8.00 | |")
    done = changed(tmp_path, change)
    assert leaves(done.text)["basic_expenditure", "by_function", "2210201", "amount"].marked


def test_an_item_that_ended_keeps_what_print_says_of_the_year_before(tmp_path: Path) -> None:
    before = "| 213 | 农林水支出 | 435.70 |"
    ended = "| 2080506 | 机关事业单位职业年金缴费支出 | 12.00 | | | | -12.00 | -100.00 |"
    done = changed(tmp_path, (before, f"{ended}\n{before}"))
    found = leaves(done.text)
    line = ("basic_expenditure", "by_function", "2080506")
    assert found[*line, "executed"].text == "12"
    assert not found[*line, "executed"].marked
    assert found[*line, "amount"] == ("0", True)
    assert found[*line, "reason"] == ("", True)
    (line_of_it,) = (one for one in done.leaves.by_function if one["code"].value == "2080506")
    doubt = line_of_it["amount"].doubt
    assert doubt is not None
    assert ENGLISH(doubt) == "nothing this year; print does not tell whether it was a project"
    told_zh = "本年没有安排；公开文件看不出原来是基本支出还是项目支出"
    assert f"amount: 0  # 待填：{told_zh}\n" in done.text


def test_what_was_carried_over_is_asked_for_as_a_whole_line(tmp_path: Path) -> None:
    """Print tells no item and no kind of it; which money it is may be a guess, and is marked."""
    line = "\n| 上年结转结余 | "
    done = changed(tmp_path, (f"{line}| | |", f"{line}26.00 | | |"))
    begin = done.text.index("\ncarry_over:\n")
    told_zh = "待填：公开文件分不清：财政专户核拨结余、单位资金结余"
    assert done.text[begin : done.text.index("\n\n", begin)] == (
        "\ncarry_over:\n"
        "  - item:  # 待填\n"
        f"    fund: carry_over.special_account  # {told_zh}\n"
        "    kind:  # 待填\n"
        "    amount: 26  # 表1 部门收支总表，上年结转结余"
    )


CARRIED = KORLA
for _old, _new in (
    ("amount: 314.66", "amount: 310.66"),
    (
        "    - code: 2013801\n      amount: 203.53",
        """    - {code: 2013801, fund: carry_over.general, amount: 4.00, prior: 0, reason: 结转}
    - code: 2013801\n      amount: 199.53""",
    ),
    (
        "{code: 30201, amount: 4.25}",
        "{code: 30201, amount: 0.25}\n    - {code: 30201, fund: carry_over.general, amount: 4.00}",
    ),
    (
        "\ncarry_over: []\n",
        """
carry_over:
  - {item: 设备尾款, fund: carry_over.general, kind: basic, group: 公用经费, amount: 3}
  - {item: 办公费, fund: carry_over.general, kind: basic, group: 公用经费, amount: 1}
""",
    ),
):
    CARRIED = with_change(CARRIED, _old, _new)


def test_a_table_of_what_was_carried_over_is_read(tmp_path: Path) -> None:
    """And the text with it, of which a line that is not whole would make no document."""
    done = draft_of(printed(built(CARRIED, "markdown"), "x.md", tmp_path))
    assert "IMP001" not in dict(told(done))
    begin = done.text.index("\ncarry_over:\n")
    assert done.text[begin : done.text.index("\n\n", begin)] == (
        "\ncarry_over:\n"
        "  - item: 设备尾款\n"
        "    fund: carry_over.general\n"
        "    kind: basic\n"
        "    group: 公用经费\n"
        "    amount: 3  # 表11 上年结转结余情况明细表，设备尾款\n"
        "  - item: 办公费\n"
        "    fund: carry_over.general\n"
        "    kind: basic\n"
        "    group: 公用经费\n"
        "    amount: 1  # 表11 上年结转结余情况明细表，办公费"
    )
    assert "establishment: 14 " in done.text  # which the text alone tells


def test_a_text_that_is_not_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetc.recovery.supposed._fitting", lambda *_: "")
    done = draft_of(printed(built(KORLA, "markdown"), "x.md", tmp_path))
    (found,) = (one for one in done.findings if "text" in one.message.template)
    assert found.code == "IMP002"
    assert ENGLISH(found.message).startswith(
        "the text was not read, only the tables: the draft makes no document, because "
    )
    assert CHINESE(found.message).startswith("只读了表格，没有读文字：草稿还不能生成文件，因为")
    assert found.hint is not None
    assert ENGLISH(found.hint) == "type from the text what is marked in the draft"
    assert CHINESE(found.hint) == "草稿中标出的内容，请照文字部分补填"
