"""Tables of one row: their totals against their parts, and against what the prose says of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from .support import audited, told

NAMES = ("“三公”经费合计", "因公出国（境）费", "公务用车运行费", "公务接待费")
HEADS = tuple(f"{year}年预算数 / {name}" for year in (2024, 2025) for name in NAMES)
AMOUNTS = ("5.00", "5.00", "0.00", "0.00", "10.00", "0.00", "4.00", "6.00")
TEXT = (
    "### 说明\n\n某局2025年财政拨款“三公”经费预算数为10.00万元，比2024年预算数增加5.00万元。\n\n"
    "某局2024年一般公共预算“三公”经费预算数为3.00万元。\n"
)
NESTED = (
    "经费预算数 / 合计", "经费预算数 / 公务接待费", "经费预算数 / 公务用车 / 小计",
    "经费预算数 / 公务用车 / 购置费", "经费预算数 / 公务用车 / 运行费", "机关运行经费",
)  # fmt: skip


def _text(heads: Sequence[str], amounts: Sequence[str]) -> str:
    rows = (heads, ("---",) * len(heads), amounts)
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    title = "# 某局2025年部门预算\n\n### 表7 财政拨款“三公”经费支出表\n\n单位：万元"
    return f"{title}\n\n{table}\n\n{TEXT}"


def _found(tmp_path: Path, text: str) -> list[str]:
    return told(audited(tmp_path, text), 0)


def test_what_agrees_raises_nothing(tmp_path: Path) -> None:
    assert _found(tmp_path, _text(HEADS, AMOUNTS)) == []


@pytest.mark.parametrize(
    ("at", "amount", "line"),
    [
        (0, "50.00", "50.00 | 5.00 | 0.00 | 0.00: its parts add up to 5.00, 45.00 away"),
        (3, "7.00", "5.00 | 5.00 | 0.00 | 7.00: its parts add up to 12.00, 7.00 away"),
        (7, "90.00", "10.00 | 0.00 | 4.00 | 90.00: its parts add up to 94.00, 84.00 away"),
    ],
)
def test_a_total_is_held_against_its_parts(tmp_path: Path, at: int, amount: str, line: str) -> None:
    amounts = (*AMOUNTS[:at], amount, *AMOUNTS[at + 1 :])
    assert _found(tmp_path, _text(HEADS, amounts)) == [f"[arithmetic] {line}"]


def test_a_total_over_parts_of_parts(tmp_path: Path) -> None:
    right = _text(NESTED, ("7.00", "2.00", "5.00", "1.00", "4.00", "30.00"))
    assert _found(tmp_path, right.replace("“三公”", "")) == []
    (found,) = _found(tmp_path, right.replace("“三公”", "").replace("| 7.00", "| 9.00"))
    assert found == "[arithmetic] 9.00 | 2.00 | 5.00: its parts add up to 7.00, 2.00 away"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2025年预算数 / 公务接待费", "2025年预算数 / 其中：公务接待费"),
        ("2025年预算数 / ", ""),  # nothing says what the columns are under
        ("| 10.00 | 0.00 | 4.00 | 6.00 |", "| 10.00 | 10.00 | 4.00 | 6.00 |"),  # details
    ],
)
def test_parts_that_need_not_be_all_are_no_sum(tmp_path: Path, old: str, new: str) -> None:
    amounts = AMOUNTS if "10.00" in old else (*AMOUNTS[:7], "90.00")
    text = _text(HEADS, amounts)
    assert old in text
    assert _found(tmp_path, text.replace(old, new)) == []


def test_what_the_prose_says_of_a_total_is_held_against_it(tmp_path: Path) -> None:
    text = _text(HEADS, AMOUNTS)
    assert _found(tmp_path, text.replace("经费预算数为10.00", "经费预算数为90.00")) == [
        "[text-vs-table] 90.00万元 | 10.00: in the table it is 10.00"
    ]
    wrong = text.replace("经费预算数为10.00", "经费预算数为90.00")
    behind_a_heading = wrong.replace("某局2025年财政", "2025年情况说明某局2025年财政")
    assert len(_found(tmp_path, behind_a_heading)) == 1
    for other in ("2023年财政拨款“三公”经费预算数", "2025年财政拨款“三公”经费决算数"):
        said = text.replace("2025年财政拨款“三公”经费预算数为10.00", f"{other}为90.00")
        assert said != text
        assert _found(tmp_path, said) == []


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("2025年经费预算数为7.00万元。（一）公务接待费2.00万元，其中：外宾1.00万元。", []),
        (
            "（一）公务接待费2.20万元，比2024年增加0.20万元。",
            ["2.20万元 | 2.00: in the table it is 2.00"],
        ),
        ("机关运行经费预算数为33.00万元。", ["33.00万元 | 30.00: in the table it is 30.00"]),
        # Too common a word, another thing, and what is compared with.
        ("购置费3.00万元。", []),
        ("本级公务接待费1.00万元。", []),
        ("比2024年公务接待费1.00万元多。", []),
    ],
)
def test_the_prose_names_a_column(tmp_path: Path, said: str, lines: list[str]) -> None:
    text = _text(NESTED, ("7.00", "2.00", "5.00", "1.00", "4.00", "30.00"))
    made = _found(tmp_path, f"{text.partition('### 说明')[0]}### 说明\n\n{said}\n")
    assert made == [f"[text-vs-table] {line}" for line in lines]


def test_of_plan_and_outturn_either_may_be_meant(tmp_path: Path) -> None:
    heads = tuple(
        f"“三公”经费 / {name} / {of}" for name in NAMES[1:] for of in ("预算数", "决算数")
    )
    text = _text(heads, ("5.00", "4.00", "3.00", "2.00", "6.00", "5.00")).partition("### 说明")[0]
    said = "### 说明\n\n公务接待费年初预算为6.00万元，支出决算为{}万元。\n"
    assert _found(tmp_path, text + said.format("5.00")) == []
    assert _found(tmp_path, text + said.format("5.50")) == []
