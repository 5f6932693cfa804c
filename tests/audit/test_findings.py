"""Each kind of contradiction, told in whole; and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.audit import Kind
from budgetc.diagnostics.messages import ENGLISH

from .support import audited, told

HEAD = "# 某局2025年部门预算\n\n### 表1 支出总表\n\n单位：万元\n\n"
TABLE = (
    "| 编码 | 名称 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
    "| 201 | 一般公共服务支出 | 130.00 | 100.00 | 30.00 |\n"
    "| 20106 | 财政事务 | 130.00 | 100.00 | 30.00 |\n"
    "| 2010601 | 行政运行 | 110.00 | 100.00 | 10.00 |\n"
    "| 2010602 | 一般行政管理事务 | 20.00 | | 20.00 |\n"
    "| 208 | 社会保障和就业支出 | 12.35 | 12.35 | |\n"
    "| | 合计 | 142.35 | 112.35 | 30.00 |\n\n"
)
TEXT = (
    "### 说明\n\n2025年支出预算142.35万元，比上年预算增加12.35万元，增长9.50%。\n\n"
    "支出合计142.35万元，其中：基本支出112.35万元，占78.93%；项目支出30.00万元，占21.07%。\n\n"
    "“一般公共服务支出（类）财政事务（款）行政运行（项）”110.00万元，主要用于人员支出。\n"
)
WHOLE = HEAD + TABLE + TEXT


def _with(old: str, new: str) -> str:
    assert WHOLE.count(old) >= 1, old
    return WHOLE.replace(old, new, 1)


def test_what_agrees_raises_nothing(tmp_path: Path) -> None:
    made = audited(tmp_path, WHOLE)
    assert told(made, 0) == []
    assert made.checked > 20


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "| 2010602 | 一般行政管理事务 | 20.00 | | 20.00 |",
            "| 2010602 | 一般行政管理事务 | 21.00 | | 21.00 |",
            [
                "[arithmetic] 130.00 | 110.00 | 21.00: its parts add up to 131.00, 1.00 away",
                "[arithmetic] 30.00 | 10.00 | 21.00: its parts add up to 31.00, 1.00 away",
            ],
        ),
        (
            "| 合计 | 142.35 | 112.35 | 30.00 |",
            "| 合计 | 142.53 | 112.35 | 30.00 |",
            ["[arithmetic] 142.53 | 130.00 | 12.35: its parts add up to 142.35, 0.18 away"],
        ),
        (
            "增长9.50%",
            "增长9.05%",
            ["[arithmetic] 9.05% | 12.35万元 | 142.35万元: it comes to 9.5000%"],
        ),
        (
            "占78.93%",
            "占78.39%",
            ["[arithmetic] 78.39% | 112.35万元 | 142.35万元: it comes to 78.9252%"],
        ),
        (
            "（项）”110.00万元",
            "（项）”101.00万元",
            ["[text-vs-table] 101.00万元 | 110.00: in the table it is 110.00"],
        ),
        (
            "基本支出112.35万元",
            "基本支出121.35万元",
            ["[text-vs-table] 121.35万元 | 112.35: in the table it is 112.35"],
        ),
        (
            "行政运行（项）",
            "行政运营（项）",
            [],  # a short name has too many near ones
        ),
        (
            "用于人员支出",
            "用于人员等基本支出",
            [
                (
                    "[text-vs-table] 主要用于人员等基本支出。 | 10.00: "
                    "all of it is called basic expenditure; the table has projects in it"
                )
            ],
        ),
        (
            "比上年预算增加12.35万元，增长9.50%",
            "比上年预算增加142.35万元，增长100%",
            [
                (
                    "[arithmetic] 100% | 142.35万元 | 142.35万元: "
                    "there was nothing before, of which no rate can be made"
                )
            ],
        ),
        (
            "占21.07%。",
            "占21.07%。与2024年预算持平。主要原因：人员减少。",
            [
                (
                    "[copied] 与2024年预算持平。 | 主要原因：人员减少。: "
                    "it is called unchanged, and given a reason for a change"
                )
            ],
        ),
    ],
)
def test_a_contradiction_is_told_once(tmp_path: Path, old: str, new: str, lines: list[str]) -> None:
    assert told(audited(tmp_path, _with(old, new))) == lines


@pytest.mark.parametrize(
    ("said", "reason", "lines"),
    [
        ("与2024年预算持平，主要原因是人员减少。", "持平，主要原因是人员减少。", 0),
        ("与2024年预算持平。\n主要原因：人员减少。", "主要原因：人员减少。", 1),
        ("与2024年预算持平。\n主要原因：\n人员减少。", "主要原因：人员减少。", 1),
        ("购置费持平；主要原因是人员减少；接待费0万元。", "主要原因是人员减少", 0),
    ],
)
def test_a_reason_is_shown_where_it_stands(
    tmp_path: Path, said: str, reason: str, lines: int
) -> None:
    made = audited(tmp_path, _with("占21.07%。", f"占21.07%。\n{said}\n还有一句。"))
    (found,) = (one for one in made.contradictions if one.kind is Kind.COPIED)
    first, second = found.quotes
    assert second.text == reason
    assert second.place.line - first.place.line == lines


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("增长9.50%", "增长9.5%"),
        ("占78.93%", "占78.92%"),  # as it may be if the amounts are more exact than printed
        ("增加12.35万元，增长9.50%", "增加0.00万元，增长0.00%"),
        ("支出合计142.35万元", "支出合计1423500.00元"),
        ("支出合计142.35万元", "支出合计142万元"),
        ("单位：万元", "单位：人民币万元"),
        ("| 20.00 | | 20.00 |", "| 20.00 | - | 20.00 |"),
        ("| 20.00 | | 20.00 |", "| 20.00 | 0.00 | 20.00 |"),
        ("合计 | 142.35", "合　计 | 142.35"),
        ("占21.07%。", "占21.07%。与2024年预算持平，主要原因是业务需要。"),
        ("占21.07%。", "占21.07%。购置费与2024年持平；运行费减少，主要原因是公务用车减少。"),
        ("占21.07%。", "占21.07%。购置费与2024年持平；运行费减少。主要原因是公务用车减少。"),
    ],
)
def test_style_is_no_contradiction(tmp_path: Path, old: str, new: str) -> None:
    assert told(audited(tmp_path, _with(old, new)), 0) == []


def test_an_amount_cut_off_on_its_way_from_a_table_in_yuan(tmp_path: Path) -> None:
    text = (
        "### 支出总表\n\n单位：元\n\n| 编码 | 名称 | 合计 |\n|---|---|---|\n"
        "| 2010601 | 行政运行 | 877080.00 |\n| | 合计 | 877080.00 |\n\n"
        "“一般公共服务支出（类）财政事务（款）行政运行（项）”87.70万元。\n"
    )
    assert told(audited(tmp_path, text)) == [
        "[rounding] 87.70万元 | 877080.00: in the table it is 87.708: cut off here, not rounded"
    ]


def test_an_effect_of_rounding_is_one(tmp_path: Path) -> None:
    text = _with("| 行政运行 | 110.00 | 100.00 | 10.00 |", "| 行政运行 | 110.01 | 100.01 | 10.00 |")
    made = audited(tmp_path, text.replace("（项）”110.00万元", "（项）”110.01万元"))
    assert {line.split("]")[0] for line in told(made)} == {"[rounding-effect"}


def test_one_amount_printed_alike_is_no_effect_of_rounding(tmp_path: Path) -> None:
    assert told(audited(tmp_path, _with("（项）”110.00万元", "（项）”110.01万元"))) == [
        "[text-vs-table] 110.01万元 | 110.00: in the table it is 110.00"
    ]
    assert told(audited(tmp_path, _with("（项）”110.00万元", "（项）”110.0万元"))) == []
    table = (
        "# 某局\n\n### 收支总表\n\n单位：万元\n\n| 收入 / 项目 | 收入 / 预算数 | 支出 / 项目 "
        "| 支出 / 预算数 |\n|---|---|---|---|\n| 一、拨款 | 60.00 | 一、教育 | 60.00 |\n"
        "| 二、其他 | 3.69 | 二、农林 | 3.68 |\n| 收入总计 | 63.69 | 支出总计 | 63.68 |\n"
    )
    assert told(audited(tmp_path, table)) == [
        (
            "[arithmetic] 63.69 | 63.68: "
            "收入总计, 63.69, and 支出总计, 63.68, are not equal: 0.01 apart"
        )
    ]


def test_a_sum_of_decimals_without_a_unit_may_be_an_effect_of_rounding(tmp_path: Path) -> None:
    table = "| 编码 | 名称 | 合计 |\n|---|---|---|\n| 2010601 | 行政运行 | 1.11 |\n"
    table += "| 2010602 | 机关服务 | 2.22 |\n| | 合计 | {total} |\n"
    for total, kind in (("3.34", "rounding-effect"), ("3.43", "arithmetic")):
        made = audited(tmp_path, f"### 支出总表\n\n{table.format(total=total)}")
        assert [line.split("]")[0] for line in told(made)] == [f"[{kind}"]


def test_the_unit_behind_a_long_name_of_who_made_a_table_is_its_unit(tmp_path: Path) -> None:
    table = "| 编码 | 名称 | 合计 |\n|---|---|---|\n| 2010601 | 行政运行 | 1.11 |\n"
    table += "| 2010602 | 机关服务 | 2.22 |\n| | 合计 | 3.34 |\n"
    whose = f"编制部门：{'综合行政执法办公室' * 12}　单位："
    for unit, kind in (("万元", "rounding-effect"), ("元", "arithmetic")):
        made = audited(tmp_path, f"### 支出总表\n\n{whose}{unit}\n\n{table}")
        assert [line.split("]")[0] for line in told(made)] == [f"[{kind}"]


def test_the_page_behind_a_name_is_no_letter_of_it(tmp_path: Path) -> None:
    names = "### 项目表\n\n| 项目名称 | 金额 |\n|---|---|\n| 第49期农田巩固项目 | 1.00 |\n"
    assert told(audited(tmp_path, f"{names}\n（一）第9期农田巩固项目42\n")) == []
    (line,) = told(audited(tmp_path, f"{names}\n安排第94期农田巩固项目资金。\n"))
    assert "the table calls it 第49期农田巩固项目" in line


def test_what_was_trimmed_is_as_exact_as_its_table(tmp_path: Path) -> None:
    text = (
        "### 基本支出表\n\n单位：万元\n\n| 编码 | 名称 | 合计 |\n|---|---|---|\n"
        "| 302 | 商品和服务支出 | 146.60 |\n| 30201 | 办公费 | {} |\n"
        "| 30202 | 印刷费 | 40.40 |\n| 30211 | 差旅费 | 54.2 |\n| | 合计 | 146.60 |\n"
    )
    assert told(audited(tmp_path, text.format("52")), 0) == []
    assert told(audited(tmp_path, text.format("53"))) == [
        "[arithmetic] 146.60 | 53 | 40.40 | 54.2: its parts add up to 147.60, 1.00 away"
    ]


def test_a_trimmed_cell_is_held_against_the_text_as_exactly(tmp_path: Path) -> None:
    row = "| 2010602 | 一般行政管理事务 | 20.00 | | 20.00 |"
    text = _with(row, row.replace("20.00", "20"))
    said = "\n“一般公共服务支出（类）财政事务（款）一般行政管理事务（项）”{}万元。\n"
    assert told(audited(tmp_path, text + said.format("20.00")), 0) == []
    assert told(audited(tmp_path, text + said.format("20.40"))) == [
        "[text-vs-table] 20.40万元 | 20: in the table it is 20"
    ]


def test_one_quantity_in_two_tables(tmp_path: Path) -> None:
    other = TABLE.replace(
        "208 | 社会保障和就业支出 | 12.35 | 12.35", "208 | 社会保障和就业支出 | 12.53 | 12.53"
    )
    tables = [
        f"### 表{at} 支出表\n\n单位：万元\n\n{one}" for at, one in enumerate((TABLE, other), 2)
    ]
    made = audited(tmp_path, f"{HEAD}{TABLE}{''.join(tables)}")
    assert told(made) == [
        "[cross-table] 12.53 | 12.35 | 12.35: elsewhere it is 12.35, while the totals agree"
    ]
    (one,) = made.contradictions
    assert [ENGLISH(other.reason) for other in one.consequences] == [
        "its parts add up to 112.53, 0.18 away",
        "its parts add up to 142.53, 0.18 away",
        "elsewhere it is 12.35, while the totals agree",
    ]


def test_a_list_that_names_what_has_no_amount(tmp_path: Path) -> None:
    text = (
        "### 基本支出表\n\n单位：万元\n\n| 编码 | 名称 | 合计 |\n|---|---|---|\n"
        "| 301 | 工资福利支出 | 6.00 |\n| 30101 | 基本工资 | 1.00 |\n| 30102 | 津贴补贴 | 2.00 |\n"
        "| 30103 | 奖金 | 3.00 |\n| 30107 | 绩效工资 | |\n| | 合计 | 6.00 |\n\n"
        "人员经费6.00万元，主要包括：基本工资、津贴补贴、绩效工资。\n"
    )
    assert told(audited(tmp_path, text)) == [
        (
            "[text-vs-table] 绩效工资 | 3.00: no table has an amount for 绩效工资; "
            "not listed, though with an amount: 奖金"
        )
    ]
    complete = text.replace("津贴补贴、绩效工资。", "津贴补贴、奖金。")
    assert told(audited(tmp_path, complete)) == []
    open_end = text.replace("津贴补贴、绩效工资。", "津贴补贴、奖金等。")
    assert told(audited(tmp_path, open_end)) == []


USES = (
    "### 支出总表\n\n单位：万元\n\n| 编码 | 名称 | 合计 |\n|---|---|---|\n"
    "| 2010601 | 行政运行 | 9.00 |\n| 2080501 | 行政单位离退休 | 3.92 |\n| | 合计 | 12.92 |\n\n"
    "### 基本支出表\n\n单位：万元\n\n| 编码 | 名称 | 合计 |\n|---|---|---|\n"
    "| 30101 | 基本工资 | 6.00 |\n| 30201 | 办公费 | 3.00 |\n| 30302 | 退休费 | 3.92 |\n"
    "| | 合计 | 12.92 |\n\n"
    "一般公共服务支出9.00万元，主要用于基本工资、退休费、办公费等。\n"
)


def test_a_list_of_uses_that_names_what_is_in_another_function(tmp_path: Path) -> None:
    assert told(audited(tmp_path, USES)) == [
        "[text-vs-table] 退休费 | 3.92: its money is all under 208 社会保障和就业支出"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一般公共服务支出9.00", "社会保障和就业支出9.00"),
        ("一般公共服务支出9.00", "一般公共服务支出8.00万元，基本支出9.00"),
        ("| 30302 | 退休费 | 3.92 |", "| 30302 | 退休费 | 4.92 |"),
        ("| 2080501 | 行政单位离退休 | 3.92 |\n", ""),
    ],
)
def test_uses_whose_money_may_be_there_are_none_of_others(
    tmp_path: Path, old: str, new: str
) -> None:
    assert old in USES
    lines = told(audited(tmp_path, USES.replace(old, new)), 0)
    assert not any("its money is all under" in line for line in lines)


def test_what_is_left_of_the_form(tmp_path: Path) -> None:
    text = "本年未安排购置车辆经费（或安排购置车辆经费 万元），另有购置设备10万元。\n"
    assert told(audited(tmp_path, text)) == [
        "[copied] 经费万元: something is left to fill in or to choose"
    ]
    assert told(audited(tmp_path, text.replace(" 万元", "5万元")), 0) == []


def test_a_project_whose_name_has_its_words_in_another_order(tmp_path: Path) -> None:
    table = "| 项目名称 | 合计 |\n|---|---|\n| 质量设施基础建设 | 22.00 |\n| 执法办案 | 5.00 |\n\n"
    text = f"### 项目支出表\n\n单位：万元\n\n{table}增加了质量基础设施建设的金额。\n"
    assert told(audited(tmp_path, text)) == [
        "[naming] 质量基础设施建设 | 质量设施基础建设: the table calls it 质量设施基础建设"
    ]
    right = text.replace("质量基础设施建设", "质量设施基础建设")
    assert told(audited(tmp_path, right), 0) == []


def test_a_note_that_belongs_to_another_table(tmp_path: Path) -> None:
    note = "注：2025年无政府性基金预算安排，本表为空表。"
    table = f"| 编码 | 名称 | 合计 |\n|---|---|---|\n| | 合计 | |\n\n{note}\n\n"
    text = f"### 政府性基金预算支出表\n\n{table}### 国有资本经营预算支出表\n\n{table}"
    assert told(audited(tmp_path, text)) == [
        (
            "[copied] 注：2025年无政府性基金预算安排，本表为空表。 | "
            "注：2025年无政府性基金预算安排，本表为空表。: the note speaks of 政府性基金预算支出表"
        )
    ]


def test_a_passage_that_stands_twice(tmp_path: Path) -> None:
    passage = (
        "“行政运行”887.36万元，主要用于缴纳职业年金支出和机关事业单位的各项基本养老保险支出。\n\n"
    )
    lines = told(audited(tmp_path, f"7.{passage}8.另一项12.00万元。\n\n9.{passage}"))
    assert [line.rpartition(": ")[2] for line in lines] == ["this passage stands here twice"]


def test_other_layouts_are_told_by_their_arithmetic(tmp_path: Path) -> None:
    text = (
        "### Operating Budget\n\n| Program | Personnel | Other | Total |\n|---|---|---|---|\n"
        "| Roads | 1,000 | 200 | 1,200 |\n| Parks | 3,000 | 400 | 3,400 |\n"
        "| **Total** | 4,000 | 600 | 4,500 |\n"
    )
    assert told(audited(tmp_path, text)) == [
        "[arithmetic] 4,500 | 1,200 | 3,400: its parts add up to 4,600, 100 away"
    ]


def test_completion_of_what_was_not_planned(tmp_path: Path) -> None:
    text = (
        "### “三公”经费支出决算表\n\n单位：万元\n\n"
        "| 合计 / 预算数 | 合计 / 决算数 | 公务接待费 / 预算数 | 公务接待费 / 决算数 |\n"
        "|---|---|---|---|\n| 0.95 | 0.20 | | 0.20 |\n\n"
        "公务接待费支出决算为0.20万元，完成预算的0%。\n"
    )
    assert told(audited(tmp_path, text)) == [
        "[arithmetic] 0% | : nothing was planned, of which no rate can be made"
    ]


def test_what_was_not_planned_is_no_longer_name_of_something_else(tmp_path: Path) -> None:
    vehicles = "公务用车购置及运行维护费"
    text = (
        "### “三公”经费支出决算表\n\n单位：万元\n\n"
        f"| {vehicles} / 小计 / 预算数 | {vehicles} / 小计 / 决算数 "
        f"| {vehicles} / 公务用车购置费 / 预算数 | {vehicles} / 公务用车购置费 / 决算数 |\n"
        "|---|---|---|---|\n| 2.00 | 2.70 | | |\n\n"
        "{}支出决算为2.70万元，完成预算的135.00%。\n"
    )
    assert told(audited(tmp_path, text.format(vehicles))) == []
    for own in ("公务用车购置费", "公务用车购置"):
        assert told(audited(tmp_path, text.format(own))) == [
            "[arithmetic] 135.00% | : nothing was planned, of which no rate can be made"
        ]


def test_completion_is_recomputed(tmp_path: Path) -> None:
    text = "支出年初预算为200.00万元，支出决算为150.00万元，完成年初预算的57.00%。\n"
    assert told(audited(tmp_path, text)) == [
        "[arithmetic] 57.00% | 150.00万元 | 200.00万元: it comes to 75.0000%"
    ]


TWICE = (
    "### 基本支出表\n\n单位：万元\n\n| 编码 | 名称 | 合计 |\n|---|---|---|\n"
    "| 302 | 商品和服务支出 | {total} |\n| 30201 | 办公费 | 7.00 |\n"
    "| 30228 | {first} | 4.36 |\n| 30228 | {second} | {amount} |\n| | 合计 | {total} |\n"
)


@pytest.mark.parametrize(
    ("total", "second", "amount", "lines"),
    [
        (
            "11.36",
            "工会经费",
            "4.36",
            [
                (
                    "[copied] 4.36 | 4.36 | 11.36: "
                    "this row stands here twice; what it is part of has it once"
                )
            ],
        ),
        ("15.72", "工会经费", "4.36", []),  # of two funds
        ("11.36", "其中：福利费", "4.36", []),  # what an item is made of
        ("11.36", "工会经费", "1.00", []),
        (
            "12.00",
            "工会经费",
            "4.36",
            ["[arithmetic] 12.00 | 7.00 | 4.36 | 4.36: its parts add up to 15.72, 3.72 away"],
        ),
        (
            "12.00",
            "福利费",  # of several units nobody knows what adds up to what
            "4.36",
            [
                (
                    "[naming] 福利费: the list calls 30228 工会经费; "
                    "what is printed is the name of 30229"
                )
            ],
        ),
    ],
)
def test_a_code_that_stands_twice(
    tmp_path: Path, total: str, second: str, amount: str, lines: list[str]
) -> None:
    text = TWICE.format(total=total, first="工会经费", second=second, amount=amount)
    assert told(audited(tmp_path, text), 0) == lines


def test_units_that_print_all_their_codes_one_below_the_other(tmp_path: Path) -> None:
    unit = "| 302 | 商品和服务支出 | {} |\n| 30201 | 办公费 | {} |\n| 30202 | 印刷费 | 1.00 |\n"
    text = (
        "### 基本支出表\n\n单位：万元\n\n| 编码 | 名称 | 合计 |\n|---|---|---|\n"
        f"{unit.format('8.00', '7.00')}{unit.format('6.00', '5.00')}| | 合计 | 14.00 |\n"
    )
    assert told(audited(tmp_path, text), 0) == []


@pytest.mark.parametrize(
    ("more", "total", "lines"),
    [
        (
            "",
            "2,500.00",
            [
                (
                    "[arithmetic] 2,500.00 | 1,200.00 | 850.00: "
                    "its parts add up to 2,050.00, 450.00 away"
                )
            ],
        ),
        ("", "2,050.00", []),
        ("| 占比 | 120% | 85% |\n", "2,500.00", []),  # nobody knows what the column holds
    ],
)
def test_a_row_of_rates_makes_no_rates_of_amounts(
    tmp_path: Path, more: str, total: str, lines: list[str]
) -> None:
    text = (
        "### 收支表\n\n单位：万元\n\n| 项目 | 上年预算数 | 本年预算数 |\n|---|---|---|\n"
        "| 基本支出 | 1,100.00 | 1,200.00 |\n| 项目支出 | 850.00 | 850.00 |\n"
        f"| 合计 | 1,950.00 | {total} |\n| 增长率 | | 5.1% |\n{more}"
    )
    assert told(audited(tmp_path, text), 0) == lines


def test_suspects_are_said_to_be_less_sure(tmp_path: Path) -> None:
    text = "本局编制数14，实有人数21人，其中：在职17人。\n"
    made = audited(tmp_path, text)
    assert told(made) == []
    assert told(made, 30) == ["[text-vs-table] 17 | 14: there are more people at work than posts"]
