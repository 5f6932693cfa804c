"""Two stages or years of one department: what was, each change with its reason, what is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budgetc.diagnostics.messages import ENGLISH, Bilingual, Translator
from budgetc.diff import Diff
from budgetc.diff.amounts import AmountForm
from budgetc.diff.bridge import Bridge, Step
from budgetc.diff.model import Budgeted, Expenditure, FindingsChange, SourceDiff, State
from budgetc.diff.shown import bridge_rows, summary
from budgetc.numbers.money import Unit
from budgetc.numbers.style import NumberFormat
from tests.diff.repository import changes, data, diff
from tests.periods import river
from tests.support import KORLA, ROOT, with_change, write_files

APPROVED, ADJUSTED = "budgets/bureau/2024.yaml", "budgets/bureau/2024-adjusted.yaml"


def _changed(text: str, *changes: tuple[str, str]) -> str:
    for change in changes:
        text = with_change(text, *change)
    return text


RUNNING = """\
      amount: 203.53
      prior: 113.00
      reason: 在职人员增加及薪资调整，相关公用经费增加
"""
LATER = _changed(
    KORLA,
    ("\nyear: 2024\n", "\nyear: 2024\nstage: adjusted\n"),
    ("    amount: 314.66\n", "    amount: 315.66\n"),
    ("{item: 知识产权培训费, amount: 2}", "{item: 知识产权培训费, amount: 0.5}"),
    (RUNNING, "      amount: 206.03\n      prior: 113.00\n      reason: 年中新录用一人\n"),
    ("{code: 30101, amount: 62.24}", "{code: 30101, amount: 64.74}"),
)
ENGLISH_TEXT = """\

Revenue, step by step (万元)
  314.66  before
   +1.00  general.own 一般财力: the reason is that of before
  315.66  after

Expenditure, step by step (万元)
  314.66  before
   +2.50  2013801 行政运行: 年中新录用一人
   −1.50  2013810 知识产权培训费: the reason is that of before
  315.66  after

What was changed
"""
PUTUO = """\

支出逐项变动（元）
  29,400,600.00  变动前
  +1,058,126.00  2010601 行政运行: 没有填写增减原因
     +24,814.80  2010601 其他项目支出: 没有填写增减原因
     +30,000.00  2010601 援滇干部工作经费: 没有填写增减原因
    +314,100.00  2010607 信息化系统日常维护费: 没有填写增减原因
    −307,200.00  2010608 中介机构服务费: 没有填写增减原因
     +30,580.00  2080501 行政单位离退休: 没有填写增减原因
    +140,827.00  2080505 机关事业单位基本养老保险缴费支出: 没有填写增减原因
     +69,817.00  2080506 机关事业单位职业年金缴费支出: 没有填写增减原因
        +220.00  2080599 其他行政事业单位养老支出: 没有填写增减原因
    +172,264.00  2101101 行政单位医疗: 没有填写增减原因
    +177,297.00  2210201 住房公积金: 没有填写增减原因
    +102,760.00  2210203 购房补贴: 没有填写增减原因
  31,214,205.80  变动后

"""
CHINESE_MARKDOWN = """\
**支出逐项变动（万元）**

| 金额 | 事项 | 原因 |
|---:|---|---|
| 314.66 | 变动前 |  |
| +2.50 | 2013801 行政运行 | 年中新录用一人 |
| −1.50 | 2013810 知识产权培训费 | 增减原因仍是原来填写的 |
| 315.66 | 变动后 |  |
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {APPROVED: KORLA, ADJUSTED: LATER})
    monkeypatch.chdir(tmp_path)


def test_two_stages_are_bridged_in_text() -> None:
    out = diff(APPROVED, ADJUSTED).out
    names, headline, rest = out.split("\n", 2)
    assert names == f"comparing {APPROVED} → {ADJUSTED}"
    assert headline.startswith("expenditure 314.66 → 315.66 万元 (+1.00, +0.32%); ")
    assert rest.startswith(ENGLISH_TEXT)
    assert "is now" not in out


def test_one_source_of_two_workspaces_is_named_in_full(tmp_path: Path) -> None:
    write_files(tmp_path / "there", {APPROVED: KORLA.replace("amount: 203.53", "amount: 204.53")})
    other = str(tmp_path / "there" / APPROVED)
    names, _, rest = diff(APPROVED, other, language="zh").out.split("\n", 2)
    assert names == f"比较：{tmp_path / APPROVED} → {other}"
    assert "+1.00  2013801 行政运行: 增减原因仍是原来填写的" in rest


def test_two_stages_are_bridged_in_a_comment() -> None:
    out = diff(APPROVED, ADJUSTED, "--format", "markdown", language="zh").out
    assert CHINESE_MARKDOWN in out


def test_the_outturn_of_a_year_is_bridged_to_the_budget_of_the_next() -> None:
    folder = ROOT / "budgets/putuo-finance-bureau"
    out = diff(str(folder / "2024-final.yaml"), str(folder / "2025.yaml"), language="zh").out
    assert PUTUO in out


def test_what_a_jurisdiction_declares_is_bridged_along_its_codes(tmp_path: Path) -> None:
    approved = ROOT / "budgets/boston-neighborhood-services/2019.yaml"
    text = approved.read_text(encoding="utf-8")
    changes = (("\nyear: 2019\n", "\nyear: 2019\nstage: adjusted\n"), ("564382}", "574382}"))
    write_files(tmp_path, {"budgets/services/2019-adjusted.yaml": _changed(text, *changes)})
    later = str(tmp_path / "budgets/services/2019-adjusted.yaml")
    out = diff(str(approved), later).out.split("\n", 2)
    assert out[1].startswith("changes: 2; ")
    place = "civic-engagement/412100/51 Civic Engagement / Administration / Personnel Services"
    assert out[2].startswith(
        "\noperating, step by step ($)\n"
        "  3,408,215  before\n"
        f"    +10,000  {place}\n"
        "  3,418,215  after\n\nWhat was changed\n"
    )


def _bridges(*files: str) -> list[dict[str, Any]]:
    (source,) = data(*files)["sources"]
    bridges = source["bridges"]
    assert isinstance(bridges, list)
    return bridges


def test_two_stages_are_bridged_as_data() -> None:
    revenue, expenditure = _bridges(APPROVED, ADJUSTED)
    assert (revenue["of"], revenue["unit"], len(revenue["steps"])) == ("revenue", "万元", 1)
    assert expenditure == {
        "of": "expenditure",
        "unit": "万元",
        "before": "314.66",
        "steps": [
            {
                "code": "2013801",
                "name": "行政运行",
                "entity": None,
                "before": "203.53",
                "after": "206.03",
                "difference": "2.5",
                "reasons": ["年中新录用一人"],
            },
            {
                "code": "2013810",
                "name": "知识产权培训费",
                "entity": None,
                "before": "2",
                "after": "0.5",
                "difference": "-1.5",
                "reasons": [],
            },
        ],
        "after": "315.66",
    }


def test_a_project_of_another_id_is_one_step_and_one_cell() -> None:
    """It was said to have gone, and to have come without a reason."""
    later = _changed(
        KORLA,
        ("id: quality-infrastructure", "id: quality"),
        ("{item: 监督抽检专项经费, amount: 13}", "{item: 监督抽检专项经费, amount: 12}"),
    )
    write_files(Path(), {ADJUSTED: later})
    out = diff(APPROVED, ADJUSTED).out
    steps = out.partition("Expenditure, step by step (万元)\n")[2].partition("\n\n")[0]
    assert steps == (
        "  314.66  before\n"
        "   −1.00  2013810 质量设施基础建设: the reason is that of before\n"
        "  313.66  after"
    )
    assert "    2013810 质量设施基础建设, 项目支出合计: 20 → 19 (−1)  [2]\n" in out


def test_a_bridge_adds_up_to_the_smallest_unit() -> None:
    moved = _changed(
        KORLA,
        (
            "    - code: 2080501\n",
            "    - {code: 2080501, amount: 0, reason: 改列其他科目}\n    - code: 2080599\n",
        ),
        ("{item: 知识产权培训费, amount: 2}", "{item: 知识产权培训费, amount: 2.000001}"),
    )
    write_files(Path(), {ADJUSTED: moved.replace("\nyear: 2024\n", "\nyear: 2025\n")})
    for bridge in _bridges(APPROVED, ADJUSTED):
        steps = sum(Decimal(step["difference"]) for step in bridge["steps"])
        assert Decimal(bridge["before"]) + steps == Decimal(bridge["after"])
    changes = {step["code"]: step["difference"] for step in bridge["steps"]}
    assert changes == {"2013810": "0.000001", "2080501": "-3.92", "2080599": "3.92"}


def test_in_another_year_the_reasons_are_those_of_that_year() -> None:
    later = _changed(
        LATER.replace("stage: adjusted\n", ""),
        ("\nyear: 2024\n", "\nyear: 2025\n"),
        ("reason: 年中新录用一人", "reason: 在职人员增加及薪资调整，相关公用经费增加"),
    )
    write_files(Path(), {ADJUSTED: later})
    _, expenditure = _bridges(APPROVED, ADJUSTED)
    assert [step["reasons"] for step in expenditure["steps"]][:1] == [
        ["在职人员增加及薪资调整，相关公用经费增加"]
    ]


def test_a_fund_whose_part_did_not_change_gives_no_reason() -> None:
    later = _changed(
        river.APPROVED.replace("2024", "2025"),
        ("{code: 2130304, amount: 700000, prior: 700000}",
         "{code: 2130304, amount: 710000, prior: 700000, reason: 增人}"),
        ("{code: 2130304, fund: unit_funds.business, amount: 60000, prior: 60000}",
         "{code: 2130304, fund: unit_funds.business, amount: 60000, prior: 50000, reason: 增收}"),
    )  # fmt: skip
    names = ("budgets/river/2024.yaml", "budgets/river/2025.yaml")
    write_files(Path(), dict(zip(names, (river.APPROVED, later), strict=True)))
    (_, expenditure) = _bridges(*names)
    assert [(one["code"], one["reasons"]) for one in expenditure["steps"]] == [
        ("2130304", ["增人"])
    ]


def test_revisions_have_no_bridge_and_one_that_cannot_be_compiled_has_none() -> None:
    write_files(Path(), {ADJUSTED: LATER.replace("unit: 万元", "unit: 两")})
    assert _bridges(APPROVED, ADJUSTED) == []


def test_the_headline_never_contradicts_what_stands_under_it() -> None:
    wan = Unit("万元", 1_000_000)
    form = AmountForm(wan, NumberFormat(2, bare_whole=False, zero=None, separator=","))
    of = Budgeted(2024, Bilingual("department", "部门"), Bilingual("approved", "批复"))
    was, now = (Expenditure(fen, wan, of, form) for fen in (314_660_000, 316_660_000))
    totals = (was, now)
    states = (State.COMPILED, State.COMPILED)
    source = SourceDiff("a", "a", "", states, totals, (), (), FindingsChange(), is_in_another=True)
    said = ENGLISH(summary(Diff("a", "b", (), (), (source,), 1, 2)))
    assert said.startswith("expenditure 314.66 → 316.66 万元 (+2.00, +0.64%); ")


@pytest.fixture(name="accounts")
def _accounts() -> None:
    folder = Path("budgets/river")
    text = with_change(
        river.ACCOUNTS,
        "outturn: 720000, variance_reason: 人员增加",
        "outturn: 720000, reason: 增资, variance_reason: 人员增加",
    )
    write_files(
        Path(), {str(folder / "2024.yaml"): river.APPROVED, str(folder / "2024-final.yaml"): text}
    )


@pytest.mark.usefixtures("accounts")
def test_from_a_budget_to_its_accounts_the_reasons_are_those_of_the_variance() -> None:
    _, expenditure, *_ = _bridges("budgets/river/2024.yaml", "budgets/river/2024-final.yaml")
    reasons = {(one["code"], one["difference"]): one["reasons"] for one in expenditure["steps"]}
    assert reasons == {
        ("2120801", "10000"): ["征地面积增加"],
        ("2130304", "50000"): ["人员增加"],
        ("2130306", "-50000"): ["疏浚长度减少"],
    }


@pytest.mark.usefixtures("accounts")
def test_last_years_budget_and_last_years_outturn_are_two_facts() -> None:
    found = data("budgets/river/2024.yaml", "budgets/river/2024-final.yaml")
    place = "three_public.reception.prior"
    acts = [change[:2] for change in changes(found) if change[1].startswith(place)]
    assert acts == [("removed", place), ("added", f"{place}_outturn")]


def test_no_reason_is_asked_for_where_none_can_stand_or_a_successor_says_it() -> None:
    wan = Unit("万元", 1_000_000)
    form = AmountForm(wan, NumberFormat(2, bare_whole=False, zero=None, separator=","))
    step = Step("carry_over.general", "结转", "", 0, 86_400_000, (), is_kept=False, is_owed=False)
    merged = Step("2050202", "", "向阳小学", 465_490_001, 0, (), is_kept=False, successor="二小")
    bridge = Bridge("revenue", 465_490_001, 86_400_000, (step, merged), wan, form)
    rows = [row[0::2] for row in bridge_rows(bridge, ENGLISH)]
    assert rows == [
        ("465.49", ""),
        ("+86.40", ""),
        ("−465.49", "now with 二小"),
        ("86.40", ""),
    ]
    assert [*bridge_rows(bridge, Translator("zh"))][2][2] == "已并入二小"
    cent = Step("2050202", "", "", 0, 1, ("尾数",), is_kept=False)
    exact = Bridge("revenue", 86_400_000, 86_400_001, (cent,), wan, form)
    assert [row[0] for row in bridge_rows(exact, ENGLISH)] == [
        "86.400000", "+0.000001", "86.400001",
    ]  # fmt: skip
    alike = Bridge("revenue", 3_146_600_000_000, 3_146_600_000_000, (), wan, form)
    assert [row[0] for row in bridge_rows(alike, ENGLISH)] == ["3,146,600.00"] * 2
