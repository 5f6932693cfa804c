"""What sentences say of their amounts: directions, years, and parts of which all are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import audited, told

HEAD = "# 某局2025年部门预算\n\n### 一、说明\n\n"
DIRECTION = "收入合计600.40万元，比上年{}100.40万元，{}20.08%。"
BOTH = "one says more and the other less"
TURNED = "the word before it says already whether it is more or less"


def _told(tmp_path: Path, said: str, least: int = 50) -> list[str]:
    return told(audited(tmp_path, f"{HEAD}{said}\n"), least)


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (DIRECTION.format("增加", "增长"), []),
        # The amounts tell which of the words is wrong.
        (
            DIRECTION.format("增加", "下降"),
            [f"[arithmetic] 20.08% | 100.40万元 | 600.40万元: {BOTH}"],
        ),
        (
            DIRECTION.format("减少", "增长"),
            [f"[arithmetic] 100.40万元 | 20.08% | 600.40万元: {BOTH}"],
        ),
        (
            "收入与上年相比，减少100.40万元，同比增长20.08%。",
            [f"[arithmetic] 20.08% | 100.40万元: {BOTH}"],
        ),
        # The rate is of another thing.
        ("收入增加100.40万元，占比下降2.00%。", []),
        ("收入增加100.40万元，占比较上年下降2.00%。", []),
        ("收入增加100.40万元，比重下降2.00%。", []),
        # A minus turns a word around, where its rate has one too.
        (
            DIRECTION.format("增加-", "增长"),
            [f"[arithmetic] -100.40万元: {TURNED}"],
        ),
        ("收入合计499.60万元，比上年增加-100.40万元，增长-16.73%。", []),
        ("收入合计600.40万元，比上年减少-11万元。", [f"[arithmetic] -11万元: {TURNED}"]),
        (DIRECTION.format("减少-", "增长"), [f"[arithmetic] -100.40万元: {TURNED}"]),
    ],
)
def test_a_change_and_its_rate_go_one_way(tmp_path: Path, said: str, lines: list[str]) -> None:
    assert _told(tmp_path, said) == lines


def test_one_slip_is_told_once(tmp_path: Path) -> None:
    made = audited(tmp_path, f"{HEAD}收入203.53万元，比上年减少-11万元，增长80.12%。\n")
    assert told(made) == [f"[arithmetic] -11万元: {TURNED}"]
    assert made.contradictions[0].consequences == ()


CHANGES = "财政拨款收入790.34万元，比2024年{}30.35万元；财政拨款支出{}万元，比2024年{}30.35万元。"


@pytest.mark.parametrize(
    ("first", "amount", "second", "lines"),
    [
        ("减少", "790.34", "减少", []),
        (
            "减少",
            "790.34",
            "增加",
            [
                (
                    "[arithmetic] 30.35万元 | 30.35万元: "
                    "another change of as much, of as large an amount, is the other way"
                )
            ],
        ),
        ("减少", "790.35", "增加", []),
    ],
)
def test_income_and_expenditure_changed_alike(
    tmp_path: Path, first: str, amount: str, second: str, lines: list[str]
) -> None:
    assert _told(tmp_path, CHANGES.format(first, amount, second)) == lines


PLAN = "年初预算为4210.55万元，支出决算为4339.00万元"
OTHERWISE = "4339.00万元 | 4210.55万元: its two amounts say otherwise"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (f"{PLAN}。决算数大于预算数的主要原因：增人。", ""),
        (f"{PLAN}，决算数高于年初预算数。", ""),
        (f"{PLAN}。决算数小于预算数的主要原因：减人。", "决算数小于预算数"),
        (f"{PLAN}，完成年初预算的103.05%。决算数与预算数持平。", "决算数与预算数持平"),
        (f"{PLAN}。\n\n2024年度支出决算数小于预算数。", "决算数小于预算数"),
        # Of something else, under another heading, or of any of several.
        (f"{PLAN}。人员经费决算数小于预算数。", ""),
        (f"{PLAN}。\n\n### 二、其他\n\n决算数小于预算数。", ""),
        (f"{PLAN}；年初预算为5万元，支出决算为4万元，决算数均大于预算数。决算数小于预算数。", ""),
        ("决算数小于预算数。", ""),
    ],
)
def test_the_outturn_is_as_its_amounts_say(tmp_path: Path, said: str, words: str) -> None:
    lines = [f"[arithmetic] {words} | {OTHERWISE}"] if words else []
    assert _told(tmp_path, said) == lines


YEARS = "与2024年相比，收入增加5万元。支出比2024年减少3万元。"


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("基金比2023年减少2万元。", 1),
        ("基金与2023年预算持平。", 1),
        ("基金与2025年年初预算相比，减少2万元。", 0),
        # No change of money.
        ("与2023年签订的合同有关，支出2万元。", 0),
        ("病床比2023年增加2张。", 0),
        # As often told against the other year: perhaps it is meant.
        ("与2023年相比，基金减少2万元。补助比2023年减少2万元。", 0),
    ],
)
def test_changes_are_told_against_the_year_before(tmp_path: Path, said: str, lines: int) -> None:
    found = _told(tmp_path, YEARS + said)
    assert len(found) == lines
    for line in found:
        assert line.startswith("[copied]")
        assert line.endswith("2023年 | 与2024年: elsewhere the changes are told against 2024")


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("采购1592.11万元，其中：货物1190.11万元、工程0.00万元、服务402.00万元。", []),
        (
            "采购1592.11万元，其中：货物1190.11万元、工程0.00万元、服务420.00万元。",
            [
                (
                    "1592.11万元 | 1190.11万元 | 0.00万元 | 420.00万元: "
                    "its parts add up to 1610.11, 18.00 away"
                )
            ],
        ),
        # One is not told; so they may be less, and not more.
        ("采购1592.11万元。其中：货物1190.11万元，服务400.00万元。", []),
        (
            "采购1592.11万元。其中：货物1190.11万元，服务420.00万元。",
            ["1592.11万元 | 1190.11万元 | 420.00万元: its parts add up to 1610.11, 18.00 away"],
        ),
        ("采购比上年增加5万元，其中：货物9万元、工程0万元、服务9万元。", []),
        ("采购2万元，货物9万元、工程0万元、服务9万元。", []),
        ("共有车辆3辆，其中：应急保障用车1辆、执法执勤用车1辆、其他用车1辆；设备9台（套）。", []),
        (
            "共有车辆3辆，其中：应急保障用车1辆、执法执勤用车1辆、其他用车0辆。",
            ["3辆 | 1辆 | 1辆 | 0辆: its parts add up to 2, 1 away"],
        ),
        (
            "自评项目5个，得分93.6分（其中，评为“优”的项目4个；“良”的2个；“合格”的0个；“不合格”的0个）。",
            ["5个 | 4个 | 2个 | 0个 | 0个: its parts add up to 6, 1 away"],
        ),
        ("自评项目6个，得分93.6分（其中，评为“优”的项目4个；“良”的2个）。", []),
    ],
)
def test_parts_of_which_all_are_known(tmp_path: Path, said: str, lines: list[str]) -> None:
    assert _told(tmp_path, said) == [f"[arithmetic] {line}" for line in lines]


PROJECTS = "编报绩效目标的项目共{}个，涉及项目资金{}万元。其中：防治912.40万元，购置640.00万元。"


@pytest.mark.parametrize(
    ("count", "amount", "lines"),
    [
        ("2", "1,552.40", []),
        (
            "2",
            "1,552.00",
            [
                (
                    "[arithmetic] 1,552.00万元 | 912.40万元 | 640.00万元: "
                    "its parts add up to 1,552.40, 0.40 away"
                )
            ],
        ),
        (
            "3",
            "1,552.40",
            ["[arithmetic] 3个 | 912.40万元 | 640.00万元: there are 2 in the list behind it"],
        ),
        # Perhaps these are only some of them.
        ("3", "1,592.40", []),
    ],
)
def test_a_list_of_projects(tmp_path: Path, count: str, amount: str, lines: list[str]) -> None:
    assert _told(tmp_path, PROJECTS.format(count, amount)) == lines


def test_a_shorter_list_of_projects_is_a_suspect(tmp_path: Path) -> None:
    (line,) = _told(tmp_path, PROJECTS.format("3", "1,592.40"), 30)
    assert line.endswith("there are 2 in the list behind it")
