"""Slips of published documents that once raised nothing, typed as published; names replaced.

Each row of the list is typed into a shipped budget; the cases below are told apart more closely.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from budgetc.files.data import Resources
from budgetc.rules import Outcome
from tests.support import ROOT, compile_text, find, minimal_with, with_change

COUNTY = (ROOT / "tests/golden/county/budgets/forestry-bureau/2025.yaml").read_text("utf-8")
PUTUO = (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text(encoding="utf-8")

KORLA_2024 = (ROOT / "budgets/korla-etdz-market-supervision/2024.yaml").read_text(encoding="utf-8")

SEVEN = with_change(KORLA_2024, "  vehicles: 0\n", "  vehicles: 7\n")

SHIFTED = (
    ("30201, amount: 170000", "30202, amount: 170000"),
    ("30202, amount: 120000", "30203, amount: 120000"),
    ("30204, amount: 1000}", "30205, amount: 1000}"),
    ("30207, amount: 50000}", "30208, amount: 50000}"),
    ("30211, amount: 20000}", "30212, amount: 20000}"),
    ("30213, amount: 50000}", "30214, amount: 50000}"),
    ("30215, amount: 10000}", "30216, amount: 10000}"),
    ("30216, amount: 30000}", "30218, amount: 30000}"),
    ("30226, amount: 30000}", "30227, amount: 30000}"),
    ("30227, amount: 100000}", "30228, amount: 100000}"),
    ("30228, amount: 258915}", "30229, amount: 258915}"),
    ("30229, amount: 436320}", "30231, amount: 436320}"),
)
"""The codes of goods and services, each that of the line below."""

ALL_REPORTED = with_change(PUTUO, "108514.80}\n", "108514.80}\n      reports_targets: true\n")


class Slip(NamedTuple):
    """A slip, typed into a shipped budget.

    Attributes:
        name: its row of the list, and what it is.
        source: without it.
        changes: what is typed instead.
        code: of the finding.
        last: the source of the year before.
    """

    name: str
    source: str
    changes: tuple[tuple[str, str], ...]
    code: str
    last: str = ""


def _purpose(name: str, own: str, typed: str, code: str) -> Slip:
    """Return a slip in what Putuo's money is for."""
    return Slip(name, PUTUO, ((f"text: {own}\n", f"text: {typed}\n"),), code)


SLIPS = (
    _purpose(
        "1 another item's words", "局本级在职人员基本医疗保险费", "缴纳在职人员住房公积金", "CLS010"
    ),
    Slip(
        "1 another project's words",
        PUTUO,
        (("{item: 财政业务费,", "{item: 信息化系统日常维护费,"),),
        "NAR104",
    ),
    _purpose(
        "2 two items with one purpose", "缴纳职业年金支出", "局本部人员的退休经费支出", "NAR105"
    ),
    Slip(
        "3 two digits exchanged",
        KORLA_2024,
        (("检查企业15家，开展", "检查企业15家、设备8103台，其中8013台合格，开展"),),
        "NAR106",
    ),
    _purpose(
        "4 the city in a district", "购房补贴支出", "市级财政拨款安排的购房补贴支出", "NAR107"
    ),
    Slip("4 部门 in a unit's document", PUTUO, (("kind: department", "kind: unit"),), "NAR108"),
    _purpose(
        "4 another department's name",
        "购房补贴支出",
        "上海市长宁区财政局2025年部门预算安排的购房补贴支出",
        "NAR007",
    ),
    Slip(
        "4 another department's duty",
        KORLA_2024,
        (
            (
                "text: 负责产品质量安全监督管理",
                "text: 库尔勒经济技术开发区财政局负责产品质量安全监督管理",
            ),
        ),
        "NAR007",
    ),
    Slip(
        "5 an ability that is no value",
        KORLA_2024,
        (("target: 有效提升", "target: 服务能力"),),
        "PER008",
    ),
    Slip(
        "5 a target that is no value",
        KORLA_2024,
        (("target: 15\n            unit: 家", "target: 及时率\n            unit: 家"),),
        "PER008",
    ),
    Slip(
        "6 targets for a part of the money",
        ALL_REPORTED,
        (("108514.80}\n      reports_targets: true\n", "108514.80}\n"),),
        "PER001",
    ),
    Slip(
        "7 vehicles from 7 to 5",
        SEVEN,
        (("  vehicles: 7\n", "  vehicles: 5\n"),),
        "AST101",
        SEVEN.replace("year: 2024", "year: 2023", 1),
    ),
    Slip(
        "7 no vehicle, and running cost", KORLA_2024, (("code: 30229,", "code: 30231,"),), "TPX004"
    ),
    Slip(
        "7 a kind of vehicle that is not there",
        PUTUO,
        (
            (
                "vehicle_purchase: {prior: 0, reason: 本部门无公务用车}",
                "vehicle_purchase: {prior: 0, reason: 更新执法执勤用车一辆}",
            ),
        ),
        "TPX102",
    ),
    Slip(
        "8 money for what is denied",
        PUTUO,
        (("code: 30211,", "code: 30212,"), ("此项经费由区统筹安排", "本年没有因公出国事项")),
        "TPX101",
    ),
    Slip(
        "9 codes that slid by a line",
        PUTUO,
        SHIFTED,
        "CLS102",
        PUTUO.replace("year: 2025", "year: 2024", 1),
    ),
    Slip(
        "10 bodies counted otherwise",
        PUTUO,
        (("财政局是上海市普陀区人民政府组成部门", "财政局有行政单位1家、事业单位2家"),),
        "STF102",
    ),
    _purpose("11 cut off", "缴纳职业年金支出", "缴纳职业年金支出以及", "NAR013"),
    _purpose("11 a word twice", "财政业务指导与宣传", "财政业务指导指导与宣传", "NAR014"),
    _purpose("11 words of the form", "购房补贴支出", "购房补贴支出（填写）", "NAR011"),
)
"""Those of the list of slips, by its rows from 1 to 11."""

OTHER_WORDS = (
    ("局本级在职人员基本医疗保险费", "用于缴纳在职人员住房公积金"),
    ("局本级在职人员基本医疗保险费", "局本级在职人员购房补贴支出"),
    ("缴纳职业年金支出", "缴纳基本养老保险支出"),
    ("缴纳在职人员住房公积金", "缴纳职业年金支出"),
    ("购房补贴支出", "缴纳在职人员住房公积金"),
    ("财政业务指导与宣传", "财政业务指导与宣传"),
    ("委托中介机构开展各类审计及其他会计活动支出", "信息化系统的日常维护"),
    ("局本部人员的退休经费支出", "缴纳基本养老保险支出"),
)
"""A purpose as published, and that of another item or project of the same budget."""


def _codes(source: str, last: str = "") -> list[str]:
    return [code for _, _, code in find(source, last)]


def _new(old: str, new: str, last: str = "") -> list[str]:
    """Return what is found in Putuo's budget with one passage replaced, and not before."""
    before = _codes(PUTUO)
    for code in _codes(with_change(PUTUO, old, new), last):
        if code in before:
            before.remove(code)
        else:
            before.append(f"+{code}")
    return [code[1:] for code in before if code.startswith("+")]


@pytest.mark.parametrize(("own", "other"), OTHER_WORDS, ids=[other for _, other in OTHER_WORDS])
def test_a_purpose_that_names_another_item(own: str, other: str) -> None:
    wanted = [] if own == other else ["CLS010"]
    found = _new(f"text: {own}\n", f"text: {other}\n")
    assert set(found) >= set(wanted)
    assert set(found) <= {"CLS010", "NAR105"}
    assert bool(found) == bool(wanted)


def test_a_road_with_the_purpose_of_a_culture_project() -> None:
    road = minimal_with("goal: 办好培训。", "goal: 组织群众文化活动，丰富居民生活。")
    road = with_change(road, "name: 培训费", "name: 道路养护项目")
    road = with_change(road, "{item: 师资, amount: 0.50}", "{item: 师资, amount: 0.40}")
    culture = """    - id: culture
      name: 群众文化活动专项经费
      function: 2070109
      economic: 302
      allocation: [{item: 演出, amount: 0.10}]
      targets_exempt: 金额较小
issued"""
    assert _codes(with_change(road, "issued", culture)) == ["NAR104"]
    own = with_change(road, "组织群众文化活动，丰富居民生活", "养护道路，方便群众文化活动的举办")
    assert _codes(with_change(own, "issued", culture)) == []


def test_a_number_with_two_digits_exchanged() -> None:
    assert _codes(minimal_with("办好培训。", "管护8103亩，其中8013亩达标。")) == ["NAR106"]
    assert _codes(minimal_with("办好培训。", "管护8103亩，其中7013亩达标。")) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("完成区委、区政府交办的其他任务", "完成市委、市政府交办的其他任务", "NAR107"),
        ("text: 购房补贴支出", "text: 市级财政拨款安排的购房补贴支出", "NAR107"),
        (
            "text: 购房补贴支出",
            "text: 上海市长宁区财政局2025年部门预算安排的购房补贴支出",
            "NAR007",
        ),
        ("kind: department", "kind: unit", "NAR108"),
    ],
)
def test_another_level_another_kind_another_body(old: str, new: str, code: str) -> None:
    assert code in _new(old, new)


@pytest.mark.parametrize("name", ["尉犁县住房和城乡建设局", "木垒县乡镇企业局", "某县工商业联盟"])
def test_a_character_of_another_word_is_no_level_of_a_name(name: str) -> None:
    """The 乡 of 城乡 made every county's housing bureau one of a township."""
    county = "完成县委、县政府交办的其他任务"
    typed = with_change(minimal_with("某某局", name), "办好培训。", county)
    assert "NAR107" not in _codes(typed)
    province = "完成省委、省政府交办的其他任务"
    town = with_change(minimal_with("某某局", "某某乡人民政府"), "办好培训。", province)
    assert "NAR107" in _codes(town)


@pytest.mark.parametrize(
    ("name", "duty", "codes"),
    [
        ("青禾区公安局交通警察大队", "青禾区公安局交通警察大队负责交通安全。", []),
        ("青禾区公安局", "青禾区公安局交通警察大队负责交通安全。", []),
        ("青禾市生态环境局白水分局", "青禾市生态环境局白水分局负责环境监管。", []),
        ("青禾市青禾区文化和旅游局", "青禾区文旅局负责文化工作。", []),
        ("青禾区财政局", "青禾区公安局配合青禾区财政局负责罚没管理。", []),
        ("青禾区财政局", "青禾区税务局负责人的培训。", []),
        ("青禾区财政局", "青禾区经济社会发展大局稳定工作。", []),
        ("青禾区河长制办公室", "青禾区城市布局优化。", []),
        ("青禾区财政局", "青禾区税务局代征手续费的拨付。", []),
        ("青禾区公安局", "青禾区公共资源交易局负责交易管理。", ["NAR007"]),
        ("青禾区财政局", "青禾区公安局交通警察大队负责交通安全。", ["NAR007"]),
    ],
)
def test_a_duty_of_another_body(name: str, duty: str, codes: list[str]) -> None:
    """A body's own name may have that of another in it, and 局 ends words that are none."""
    typed = minimal_with("  name: 某某局\n", f"  name: {name}\n  functions: [{{text: {duty}}}]\n")
    assert [code for code in _codes(typed) if code == "NAR007"] == codes


@pytest.mark.parametrize(
    "value",
    [
        *("无违规违纪情况", "未发生安全事故情况", "掌握全区底数情况"),
        *("形成应急处置能力", "保持战备能力", "保障应急能力", "具备服务能力"),
    ],
)
def test_a_target_in_words_that_ends_like_a_name_is_one(value: str) -> None:
    typed = f'target: "{value}", weight: 90, scoring: 按比例赋分'
    source = minimal_with('operator: ">=", target: 3, unit: 次, weight: 90', typed)
    assert "PER008" not in _codes(source)


@pytest.mark.parametrize(
    "value", ["及时率", "-", "—", "指标值", "无", "服务能力", "应急处置能力", "预算执行情况"]
)
def test_a_target_that_is_no_value(value: str) -> None:
    typed = f'target: "{value}", weight: 90, scoring: 按比例赋分'
    source = minimal_with('operator: ">=", target: 3, unit: 次, weight: 90', typed)
    assert _codes(source) == ["PER008"]


def test_targets_are_reported_for_a_part_of_the_money() -> None:
    assert _codes(PUTUO).count("PER001") == 1
    all_reported = PUTUO.replace("108514.80}\n", "108514.80}\n      reports_targets: true\n")
    assert "PER001" not in _codes(all_reported)


def test_a_rule_says_why_it_did_not_look() -> None:
    outcomes = {result.rule: result.outcome for result in compile_text(PUTUO).results}
    assert outcomes["AST101"] is Outcome.NOT_EVALUATED, "there is no source of last year"
    assert outcomes["STF102"] is Outcome.NOT_APPLICABLE, "no text counts bodies"


def test_a_word_typed_twice_in_a_declared_section() -> None:
    boston = (ROOT / "budgets/boston-parks-and-recreation/2019.yaml").read_text(encoding="utf-8")
    resources = Resources.of_workspace(ROOT)
    assert "NAR014" not in [f.code for f in compile_text(boston, resources).findings]
    typed = with_change(boston, "to maintain clean, green", "to maintain the the clean, green")
    assert "NAR014" in [f.code for f in compile_text(typed, resources).findings]


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.name for slip in SLIPS])
def test_each_row_of_the_list_of_slips(slip: Slip) -> None:
    typed = slip.source
    for old, new in reversed(slip.changes):
        typed = with_change(typed, old, new)
    before, after = _codes(slip.source, slip.last), _codes(typed, slip.last)
    assert after.count(slip.code) > before.count(slip.code)


@pytest.mark.parametrize(
    ("duty", "codes"),
    [
        ("负责山区财政扶持资金", []),
        ("负责贫困县财政涉农资金整合", []),
        ("负责产粮大县财政奖励资金", []),
        ("负责风景区行政区域内的林木管护", []),
        ("负责跨县行政区域防火", []),
        ("完成灾区政府交办的任务", []),
        ("负责全市县林业统计", []),
        ("落实河东区财政局要求", ["NAR107"]),
        ("负责全区绿化", ["NAR107"]),
    ],
)
def test_a_kind_of_area_is_no_other_place(duty: str, codes: list[str]) -> None:
    typed = with_change(COUNTY, "负责林业、草原及其生态保护修复的监督管理", duty)
    assert [code for code in _codes(typed) if code == "NAR107"] == codes


@pytest.mark.parametrize(
    ("reason", "codes"),
    [
        ("优先保障林区道路建设，压减本年任务", []),
        ("腾出资金用于林区道路", []),
        ("因林区道路未通，运输成本上涨", []),
        ("林区道路里程增加", ["NAR104"]),
    ],
)
def test_another_project_may_be_the_cause(reason: str, codes: list[str]) -> None:
    typed = with_change(COUNTY, "reason: 苗木价格上涨", f"reason: {reason}")
    assert [code for code in _codes(typed) if code == "NAR104"] == codes
