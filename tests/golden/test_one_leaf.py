"""One amount is changed in the source; in the document exactly what depends on it changes."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from budgetc.document.model import Document
from budgetc.pipeline import compile_source
from budgetc.render.markdown import render_markdown
from tests.support import KORLA, with_change

from .documents import FOLDER, WORKSPACE

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Change(NamedTuple):
    """One line of the document that changed.

    Attributes:
        line: its words, as far as they tell it from others.
        numbers: those that changed, `old→new`, in the order of the line.
    """

    line: str
    numbers: str


_REVENUE = ("amount: 314.66", "amount: 315.66")

# Every line that names all revenue or all expenditure follows, whatever the changed item is.
_TOTALS_OF_TABLES_1_TO_3 = [
    Change("一、本年收入 一般公共服务支出", "314.66→315.66 240.53→241.53"),
    Change("1.一般公共预算拨款 外交支出", "314.66→315.66"),
    Change("其中：一般财力 国防支出", "314.66→315.66"),
    Change("收入总计 支出总计", "314.66→315.66 314.66→315.66"),
]
_TABLE_4 = [
    Change("一、财政拨款（补助） 一般公共服务支出", "314.66→315.66 240.53→241.53 240.53→241.53"),
    Change("一般公共预算 外交支出", "314.66→315.66"),
    Change("收入总计 支出总计", "314.66→315.66 314.66→315.66 314.66→315.66"),
]
_ALL_REVENUE = [
    Change("收支总预算 万元。", "314.66→315.66"),
    Change("库尔勒经济技术开发区市场监督管理局收入预算 万元", "314.66→315.66"),
    Change("一般公共预算 万元，占 %，比上年预算增加", "314.66→315.66 150.66→151.66 91.87→92.48"),
    Change("库尔勒经济技术开发区市场监督管理局 年支出预算", "314.66→315.66"),
]
_ALL_FISCAL = [
    Change("年财政拨款收支总预算 万元。", "314.66→315.66"),
    Change("收入预算包括：一般公共预算拨款 万元。", "314.66→315.66"),
    Change("一般公共预算支出包括：一般公共服务支出 万元，主要用于", "240.53→241.53"),
    Change("库尔勒经济技术开发区市场监督管理局 年一般公共预算拨款合计", "314.66→315.66"),
]
_SHARES_OF_CLASSES = [
    Change("1.一般公共服务支出（类）", "240.53→241.53 76.44→76.52"),
    Change("2.社会保障和就业支出（类）", "12.29→12.25"),
    Change("3.卫生健康支出（类）", "5.75→5.73"),
    Change("4.住房保障支出（类）", "5.52→5.50"),
]

_BASIC = [
    *_TOTALS_OF_TABLES_1_TO_3,
    Change("行政运行", "203.53→204.53 203.53→204.53 203.53→204.53"),
    Change("合计", "314.66→315.66 314.66→315.66 314.66→315.66"),
    Change("行政运行", "203.53→204.53 203.53→204.53"),
    Change("合计", "314.66→315.66 277.66→278.66"),
    *_TABLE_4,
    Change("行政运行", "203.53→204.53 203.53→204.53"),
    Change("合计", "314.66→315.66 277.66→278.66"),
    Change("工资福利支出", "260.41→261.41 260.41→261.41"),
    Change("基本工资", "62.24→63.24 62.24→63.24"),
    Change("合计", "277.66→278.66 267.55→268.55"),
    *_ALL_REVENUE,
    Change("基本支出 万元，占", "277.66→278.66 88.24→88.28 115.66→116.66 71.40→72.01"),
    Change("项目支出 万元，占", "11.76→11.72"),
    *_ALL_FISCAL,
    Change("基本支出 万元，比上年预算增加", "277.66→278.66 115.66→116.66 71.40→72.01"),
    *_SHARES_OF_CLASSES,
    Change("1.一般公共服务支出（类）市场监督管理事务（款）行政运行（项）",
           "203.53→204.53 90.53→91.53 80.12→81"),
    Change("库尔勒经济技术开发区市场监督管理局 年一般公共预算基本支出", "277.66→278.66"),
    Change("人员经费 万元，主要包括", "267.55→268.55"),
    Change("年，本部门预算绩效管理整体预算绩效目标", "314.66→315.66"),
    Change("财政资金（万元） 本级安排", "314.66→315.66"),
]  # fmt: skip

_PROJECT = [
    *_TOTALS_OF_TABLES_1_TO_3,
    Change("市场秩序执法", "5→6 5→6 5→6"),
    Change("合计", "314.66→315.66 314.66→315.66 314.66→315.66"),
    Change("市场秩序执法", "5→6 5→6"),
    Change("合计", "314.66→315.66 37→38"),
    *_TABLE_4,
    Change("市场秩序执法", "5→6 5→6"),
    Change("合计", "314.66→315.66 37→38"),
    Change("市场秩序执法 执法办案经费", "5→6 5→6"),
    Change("合计", "37→38 37→38"),
    *_ALL_REVENUE,
    Change("基本支出 万元，占", "88.24→87.96"),
    Change("项目支出 万元，占", "37→38 11.76→12.04 35→36 1750→1800"),
    *_ALL_FISCAL,
    Change("项目支出 万元，比上年预算增加", "37→38 35→36 1750→1800"),
    *_SHARES_OF_CLASSES,
    Change("2.一般公共服务支出（类）市场监督管理事务（款）市场秩序执法（项）", "5→6 5→6"),
    Change("预算安排规模：", "5→6"),
    Change("资金分配情况：1、购置执法装备", "2→3"),
    Change("年，本部门预算绩效管理整体预算绩效目标", "314.66→315.66 37→38"),
    Change("财政资金（万元） 本级安排", "314.66→315.66"),
    Change("项目资金（万元） 年度预算总额", "5→6 5→6"),
]

_PROCUREMENT = [Change("年，库尔勒经济技术开发区市场监督管理局政府采购预算", "40→41 3→4")]
_ASSETS = [Change("3.办公家具价值", "0.36→0.40")]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param(
            [
                ("amount: 203.53", "amount: 204.53"),
                ("{code: 30101, amount: 62.24}", "{code: 30101, amount: 63.24}"),
                _REVENUE,
            ],
            _BASIC,
            id="a basic item, its economic item and the revenue that pays it",
        ),
        pytest.param(
            [("{item: 购置执法装备, amount: 2}", "{item: 购置执法装备, amount: 3}"), _REVENUE],
            _PROJECT,
            id="an allocation of a project and the revenue that pays it",
        ),
        pytest.param([("goods: 3", "goods: 4")], _PROCUREMENT, id="goods to be bought"),
        pytest.param(
            [("furniture_value: 0.36", "furniture_value: 0.40")], _ASSETS, id="furniture held"
        ),
    ],
)
def test_exactly_what_depends_on_an_amount_changes(
    tmp_path: Path, edits: list[tuple[str, str]], expected: list[Change]
) -> None:
    source = KORLA
    for old, new in edits:
        source = with_change(source, old, new)
    before = (FOLDER / "korla.md").read_text(encoding="utf-8")
    after = render_markdown(_document(source, tmp_path), WORKSPACE.resources())
    removed, added = _changed_lines(before, after, tmp_path)
    assert len(removed) == len(added)
    found = [_change(old, new) for old, new in zip(removed, added, strict=True)]
    assert [change.numbers for change in found] == [change.numbers for change in expected]
    for change, wanted in zip(found, expected, strict=True):
        assert change.line.startswith(wanted.line), (change, wanted)


def _document(source: str, folder: Path) -> Document:
    path = folder / "budgets" / "korla-etdz-market-supervision" / "2024.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    compiled = compile_source(WORKSPACE.source(path), WORKSPACE.resources())
    assert compiled.document is not None, compiled.findings
    return compiled.document


def _changed_lines(before: str, after: str, folder: Path) -> tuple[list[str], list[str]]:
    """Return the lines that git shows as removed, and those it shows as added."""
    for name, text in (("before.md", before), ("after.md", after)):
        (folder / name).write_text(text, encoding="utf-8")
    run = subprocess.run(
        ["git", "diff", "--no-index", "--no-color", "--unified=0", "before.md", "after.md"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr.decode()
    body = [line for line in run.stdout.decode().splitlines() if line[:3] not in ("---", "+++")]
    removed, added = ([line[1:] for line in body if line.startswith(sign)] for sign in ("-", "+"))
    return removed, added


def _change(old: str, new: str) -> Change:
    """Return how a line changed; only numbers of it may."""
    assert _NUMBER.sub("#", old) == _NUMBER.sub("#", new)
    pairs = zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True)
    numbers = " ".join(f"{one}→{other}" for one, other in pairs if one != other)
    return Change(_words(old), numbers)


def _words(line: str) -> str:
    """Return a line without its amounts and the lines of its table; numbers of lists stay."""
    if line.startswith("|"):
        cells = (cell.replace("&emsp;", "").strip(" *") for cell in line.strip("|").split("|"))
        return " ".join(cell for cell in cells if cell and not _NUMBER.fullmatch(cell))
    start = re.match(r"[0-9]+\.(?![0-9])", line)
    head = start.group(0) if start else ""
    body = re.sub(r"(?<!：)[0-9]+(?:\.[0-9]+)?", " ", line[len(head) :])
    return head + body.strip()
