"""What the prose tells of totals, years, parts and changes; and lawful words that it is told in."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import audited, told

WHOLE = (
    "# 某市某局2025年部门预算\n\n## 第二部分 部门预算表\n\n"
    "### 表1 2025年部门收支预算总表\n\n编制部门：某市某局　单位：万元\n\n"
    "| 收入 / 项目 | 收入 / 预算数 | 支出 / 项目 | 支出 / 预算数 |\n|---|---|---|---|\n"
    "| 一、财政拨款收入 | 314.66 | 一、一般公共服务支出 | 314.66 |\n"
    "| 收入总计 | 314.66 | 支出总计 | 314.66 |\n\n"
    "### 表2 2025年部门支出预算总表\n\n编制部门：某市某局　单位：万元\n\n"
    "| 编码 | 名称 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
    "| 2013801 | 行政运行 | 203.53 | 203.53 | |\n"
    "| 2013805 | 市场秩序执法 | 111.13 | 74.13 | 37.00 |\n"
    "| | 合计 | 314.66 | 277.66 | 37.00 |\n\n"
    "### 表3 2025年部门政府性基金支出预算表\n\n编制部门：某市某局　单位：万元\n\n"
    "| 编码 | 名称 | 合计 |\n|---|---|---|\n| | 合计 | |\n\n"
    "注：本部门2025年无政府性基金预算安排的支出，故本表为空表。\n\n"
    "### 表4 2025年部门基本支出预算表\n\n编制部门：某市某局　单位：万元\n\n"
    "| 编码 | 名称 | 合计 | 人员经费 | 公用经费 |\n|---|---|---|---|---|\n"
    "| 30101 | 基本工资 | 267.55 | 267.55 | |\n| 30201 | 办公费 | 10.11 | | 10.11 |\n"
    "| | 合计 | 277.66 | 267.55 | 10.11 |\n\n"
    "### 表5 2025年财政拨款“三公”经费支出预算表\n\n编制部门：某市某局　单位：万元\n\n"
    "| 项目 | 合计 |\n|---|---|\n| 合计 | 1.87 |\n| 公务接待费 | 1.87 |\n\n"
    "## 第三部分 部门预算情况说明\n\n{}\n"
)
ROW = "一般公共服务支出（类）市场监督管理事务（款）{}（项）：{}年预算数为{}万元。\n\n"


def _found(tmp_path: Path, said: str) -> list[str]:
    return told(audited(tmp_path, WHOLE.format(said)))


@pytest.mark.parametrize(
    "said",
    [
        "2024年预算数为164.00万元，2025年预算数为314.66万元，增加150.66万元，增幅91.87%。",
        "2025年预算数为314.66万元，2024年预算数为164.00万元，增加150.66万元，增长91.87%。",
        "2024年、2025年预算分别为164.00万元、314.66万元，增加150.66万元，增长91.87%。",
        "一般公共预算拨款收入314.66万元，较2024年预算164.00万元增加150.66万元，增长91.87%。",
        "收支总预算314.66万元，与2024年收支总预算164.00万元相比，增加150.66万元，增长91.87%。",
        "收入预算314.66万元（2024年为164.00万元），增加150.66万元，增长91.87%。",
        "收入预算314.66万元，上年预算164.00万元，增加150.66万元，增长91.87%。",
        (
            "收支总预算314.66万元，其中：基本支出277.66万元，项目支出37.00万元。"
            "比上年预算增加150.66万元，增长91.87%。"
        ),
        (
            "收支总预算314.66万元，其中：基本支出277.66万元，比上年增加115.66万元，增长71.40%；"
            "项目支出37.00万元，比上年增加35.00万元，增长1750%。"
        ),
        "行政运行203.53万元，其中：人员经费193.42万元，公用经费10.11万元。",
        "行政运行203.53万元。其中：人员经费193.42万元，公用经费10.11万元。",
        "行政运行203.53万元，其中：\n\n人员经费193.42万元，主要用于工资。",
        "行政运行203.53万元，包括人员经费193.42万元、公用经费10.11万元。",
        "市场监督管理200.00万元（其中：人员经费193.42万元，公用经费6.58万元），项目支出37.00万元。",
        "2024年部门预算执行情况：全年基本支出160.52万元，项目支出1.98万元，均按规定使用。",
        "### （一）2024年预算执行情况\n\n全年基本支出160.52万元，项目支出1.98万元。",
        "根据《关于编制2024年预算的通知》，项目支出37.00万元。",
        "下属单位收入预算100.00万元，支出预算100.00万元。",
        "执法大队支出：人员经费100.00万元、公用经费3.00万元。",
        "全市政府性基金支出预算1000.00万元。",
        "“三公”经费1.87万元，其中：公务接待费1.87万元，比上年增加0.87万元，增长87%。",
        "2024年“三公”经费1.00万元，其中：公务接待费1.00万元。",
        "实有人数21人，其中：在职17人、离退休人员4人（离休0人，退休4人）。",
        "实有人数21人，其中：在职21人，离休0人；另有退休4人。",
        "实有人数22人，其中：在职17人，退休4人，离休0人，遗属1人。",
        "实有人数23人，其中：在职17人，临聘2人，退休4人，离休0人。",
        "支出预算314.66万元，其中：基本支出278万元，占88.24%；项目支出37万元，占11.80%。",
        "预算数为8.00万元，比上年预算增加8.00万元，上年无此项预算。",
        "项目执行时间：2024年1月1日至2026年12月31日。",
        "会计年度自2024年1月1日至2024年12月31日。",
        "### 上年项目自评\n\n执行时间：2024年1月1日至2024年12月31日。",
        "2024年没有使用结转资金，结转情况表为空表。",
        "2024年没有使用政府性基金，2025年没有使用政府性基金安排的支出，本表为空表。",
        "截至2024年12月31日，共有车辆0辆。",
    ],
)
def test_lawful_words_are_no_contradiction(tmp_path: Path, said: str) -> None:
    assert _found(tmp_path, said) == []


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            "收支总预算341.66万元。",
            ["[text-vs-table] 341.66万元 | 314.66: in the table it is 314.66"],
        ),
        (
            "2025年，某市某局收入预算315.66万元，其中：拨款314.66万元。",
            ["[text-vs-table] 315.66万元 | 314.66: in the table it is 314.66"],
        ),
        (
            "我局政府性基金支出预算50万元。",
            ["[text-vs-table] 50万元 | : in the table it is 0"],
        ),
        (
            "“三公”经费预算数为18.70万元。",
            ["[text-vs-table] 18.70万元 | 1.87: in the table it is 1.87"],
        ),
        (
            (
                "会议等支出18.70万元，其中：因公出国（境）费0万元，公务用车购置费0万元，"
                "公务用车运行费0万元，公务接待费1.87万元。"
            ),
            [
                (
                    "[arithmetic] 18.70万元 | 0万元 | 0万元 | 0万元 | 1.87万元: "
                    "its parts add up to 1.87, 16.83 away"
                )
            ],
        ),
        (
            "“三公”经费1.87万元。\n\n2025年“三公”经费比上年预算增加0.78万元，增长87%。",
            ["[arithmetic] 87% | 0.78万元 | 1.87万元: it comes to 71.56%"],
        ),
        (
            "公务接待费1.87万元。\n\n其他无变化；公务接待费减少0.87万元，下降87%。",
            ["[arithmetic] 87% | 0.87万元 | 1.87万元: it comes to 31.75%"],
        ),
        (
            "预算数为5万元，比上年预算减少5万元，上年无此项预算。",
            [
                (
                    "[arithmetic] 5万元 | 5万元: "
                    "there was nothing before, and so all of it is an increase"
                )
            ],
        ),
        (
            "2024年预算数为164.00万元，2025年预算数为314.66万元，增加105.66万元。",
            [
                (
                    "[arithmetic] 105.66万元 | 314.66万元 | 164.00万元: "
                    "from one amount to the other it is +150.66"
                )
            ],
        ),
        (
            "2025年预算数为314.66万元，2024年预算数为164.00万元，增加150.66万元，增长81.87%。",
            ["[arithmetic] 81.87% | 150.66万元 | 164.00万元: it comes to 91.8659%"],
        ),
        (
            "支出预算314.66万元，其中：基本支出277.66万元，占88.24%；项目支出37万元，占11.67%。",
            ["[arithmetic] 11.67% | 37万元 | 314.66万元: it comes to 11.7587%"],
        ),
        (
            "实有人数21人，其中：在职18人，增加7人；退休4人；离休0人。",
            ["[arithmetic] 21人 | 18人 | 4人 | 0人: its parts add up to 22, 1 away"],
        ),
        (
            "另有一表：\n\n注：本部门2024年没有国有资本经营预算安排的支出，故本表为空表。",
            [
                (
                    "[copied] 2024年没有国有资本经营预算安排的支出，故本表为空表 | "
                    "2025年无政府性基金预算安排的支出，故本表为空表: elsewhere it is 2025"
                )
            ],
        ),
        (
            "### 五、实施周期\n\n2024年1月1日至2024年12月31日",
            ["[copied] 2024年1月1日至2024年: the document is of 2025"],
        ),
        (
            ROW.format("行政运行", 2024, "203.53") + ROW.format("市场秩序执法", 2025, "111.13"),
            [],  # nobody knows which year is meant
        ),
        (
            ROW.format("行政运行", 2024, "203.53")
            + ROW.format("市场秩序执法", 2025, "111.13")
            + ROW.format("质量基础", 2025, "22.00"),
            ["[copied] 203.53万元 | 111.13万元: elsewhere it is 2025"],
        ),
    ],
)
def test_what_the_prose_tells_wrong(tmp_path: Path, said: str, lines: list[str]) -> None:
    assert _found(tmp_path, said) == lines


def test_the_day_of_the_assets_of_accounts_is_the_last_of_their_year(tmp_path: Path) -> None:
    text = WHOLE.replace("预算", "决算").format("截至{}年12月31日，共有车辆0辆。")
    assert told(audited(tmp_path, text.format(2025))) == []
    assert told(audited(tmp_path, text.format(2024))) == [
        "[copied] 截至2024年12月31日: the document is of 2025"
    ]
    both = text.replace("车辆0辆", "车辆0辆，截至2025年12月31日共有0辆")
    assert told(audited(tmp_path, both.format(2024))) == []


def test_what_stands_beside_its_name_is_the_sum_of_its_parts(tmp_path: Path) -> None:
    row = "### 目标表\n\n| 名称 | 甲 | 乙 | 丙 | 丁 | 戊 | 己 |\n|---|---|---|---|---|---|---|\n"
    row += "| 资金（万元） | 年度预算总额 | {} | 其中：财政拨款 | 20 | 其他资金 | {} |\n"
    assert _found(tmp_path, row.format(20, 0)) == []
    assert _found(tmp_path, row.format(12, 0)) == [
        "[arithmetic] 12 | 20: it is told to be part of an amount that is smaller"
    ]
    assert _found(tmp_path, row.format(22, 1)) == [
        "[arithmetic] 22 | 20 | 1: its parts add up to 21, 1 away"
    ]


def test_a_number_of_a_table_that_is_left_out(tmp_path: Path) -> None:
    start, end = WHOLE.index("### 表3"), WHOLE.index("### 表4")
    without = WHOLE[:start] + WHOLE[end:].replace("表5 2025", "表5 2025")
    assert told(audited(tmp_path, without.format(""))) == [
        (
            "[naming] 2025年部门基本支出预算表 | 2025年部门支出预算总表: "
            "there is no table 表3 before it"
        )
    ]
    named = without.format("表3 见附件。")
    assert told(audited(tmp_path, named)) == []


def test_a_column_of_the_year_before_is_not_what_is_meant(tmp_path: Path) -> None:
    text = (
        "# 某局2025年部门预算\n\n### 表1 支出表\n\n单位：万元\n\n"
        "| 编码 | 名称 | 2024年预算数 | 2025年预算数 | 增减额 |\n|---|---|---|---|---|\n"
        "| 2013801 | 行政运行 | 113.00 | 203.53 | 90.53 |\n"
        "| 2013805 | 市场秩序执法 | 5.00 | 9.00 | 4.00 |\n"
        "| | 合计 | 118.00 | 212.53 | 94.53 |\n\n"
    )
    said = "一般公共服务支出（类）市场监督管理事务（款）行政运行（项）{}万元。\n"
    assert told(audited(tmp_path, text + said.format("203.53"))) == []
    assert told(audited(tmp_path, text + said.format("113.00"))) == [
        "[text-vs-table] 113.00万元 | 203.53: in the table it is 203.53"
    ]


AGENCY = (
    "# 某市某局2025年部门预算\n\n### 表1 “三公”经费和机关运行经费预算表\n\n"
    "编制部门：某市某局　单位：万元\n\n"
    "| “三公”经费预算数 / 合计 | “三公”经费预算数 / 公务接待费 | 机关运行经费预算数 |\n"
    "|---|---|---|\n| 0.95 | 0.95 | 229.43 |\n\n{}\n"
)


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("2025年某市某局财政拨款的机关运行经费预算为229.43万元。", []),
        ("下属单位机关运行经费预算20.00万元。", []),
        ("2024年机关运行经费预算为210.00万元。", []),
        (
            "2025年某市某局财政拨款的机关运行经费预算为292.43万元。",
            ["[text-vs-table] 292.43万元 | 229.43: in the table it is 229.43"],
        ),
        (
            "2025年某市某局财政拨款的机关运行经费预算为229.43元。",
            ["[text-vs-table] 229.43元 | 229.43: in the table it is 2294300.00"],
        ),
    ],
)
def test_what_an_office_costs_to_run(tmp_path: Path, said: str, lines: list[str]) -> None:
    assert told(audited(tmp_path, AGENCY.format(said))) == lines


def test_the_part_of_a_bracket_ends_with_it(tmp_path: Path) -> None:
    said = "收支1.87万元，其中：运行费0万元（其中：甲0万元，乙0万元），接待费1.87万元。"
    assert _found(tmp_path, said) == []


def test_a_plan_behind_of_which_is_no_part_of_what_was_spent(tmp_path: Path) -> None:
    said = (
        "年初预算为0.95万元，支出决算为0.20万元，其中：因公出国（境）费预算为0万元，支出决算为0万元；"
        "公务用车购置及运行费预算为0万元，支出决算为0万元；公务接待费预算为0.95万元，支出决算为0.20万元。"
    )
    assert _found(tmp_path, said) == []
