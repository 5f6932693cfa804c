"""Tables that every department publishes: one that a budget lacks, and documents that need none."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import audited, told

NATIONAL = (
    "部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表",
    "一般公共预算基本支出表", "一般公共预算“三公”经费支出表", "政府性基金预算支出表",
)  # fmt: skip
SHANGHAI = (
    "2025年部门财务收支预算总表", "2025年部门收入预算总表", "2025年部门支出预算总表",
    "2025年部门财政拨款收支预算总表", "2025年部门一般公共预算支出功能分类预算表",
    "2025年部门政府性基金预算支出功能分类预算表",
    "2025年部门国有资本经营预算支出功能分类预算表",
    "2025年部门一般公共预算基本支出部门预算经济分类预算表",
    "2025年部门“三公”经费和机关运行经费预算表",
)  # fmt: skip
XINJIANG = (
    "部门收支总体情况表", "部门收入总体情况表", "部门支出总体情况表", "财政拨款收支预算总体情况表",
    "一般公共预算支出情况表", "一般公共预算基本支出情况表", "一般公共预算项目支出情况表",
    "财政拨款“三公”经费支出情况表", "政府性基金预算支出情况表", "国有资本经营预算支出情况表",
)  # fmt: skip
UNITS = (
    "单位收支总表", "单位收入总表", "单位支出总表", "财政拨款收支总表", "一般公共预算支出表",
    "一般公共预算基本支出表", "财政拨款“三公”经费支出表", "政府性基金预算财政拨款支出表",
)  # fmt: skip


def _text(titles: tuple[str, ...], more: str = "") -> str:
    tables = (
        f"### {title}\n\n单位：万元\n\n| 名称 | 金额 |\n|---|---|\n| 合计 | 1.00 |\n\n"
        for title in titles
    )
    return f"# 某市某局2025年部门预算\n\n{''.join(tables)}{more}\n"


def _missing(tmp_path: Path, text: str) -> list[str]:
    return [line for line in told(audited(tmp_path, text)) if "a budget has a table" in line]


@pytest.mark.parametrize("at", range(len(NATIONAL)), ids=lambda at: NATIONAL[at])
def test_the_one_that_is_not_there_is_told(tmp_path: Path, at: int) -> None:
    titles = (*NATIONAL[:at], *NATIONAL[at + 1 :])
    reason = f"a budget has a table called {NATIONAL[at]} or nearly so"
    assert _missing(tmp_path, _text(titles)) == [
        f"[naming] {titles[-1]}: {reason}; neither a table nor a line of this document is"
    ]


@pytest.mark.parametrize(
    "text",
    [
        _text(NATIONAL),
        _text(SHANGHAI),
        _text(XINJIANG),
        _text(UNITS),
        _text((*NATIONAL[:7], "政府性基金预算、国有资本经营预算支出表")),
        _text((*NATIONAL[:6], "“三公”经费和会议费、培训费支出表", NATIONAL[7])),
        _text(NATIONAL[:7], "本部门2025年无政府性基金预算支出，故政府性基金预算支出表为空表。"),
        _text(NATIONAL[:7], "## 表八 政府性基金预算支出表（无）"),
        _text(NATIONAL[:5], "本文件为部分公开表。"),
        _text(NATIONAL[:7]).replace("部门预算", "部门决算").replace("支出总表", "支出决算总表"),
        _text((*NATIONAL[:7], "")),
        "# City budget 2025\n\n### Revenue\n\n| Name | Amount |\n|---|---|\n| Taxes | 1.00 |\n",
    ],
)
def test_who_has_them_by_other_names_or_needs_none_lacks_none(tmp_path: Path, text: str) -> None:
    assert _missing(tmp_path, text) == []
