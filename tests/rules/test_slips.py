"""Slips of published documents that once raised nothing, typed as published; names replaced.

Those of vehicles, “三公”, shifted codes, counts and unfinished texts are examples of their rules.
"""

from __future__ import annotations

import pytest

from budgetc.files.data import Resources
from budgetc.rules import Outcome
from tests.support import ROOT, compile_text, find, minimal_with, with_change

PUTUO = (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text(encoding="utf-8")

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


@pytest.mark.parametrize("value", ["及时率", "-", "—", "指标值", "无"])
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
