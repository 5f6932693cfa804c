"""PER018: which money is capital, and which class of cost is then asked for."""

from __future__ import annotations

import pytest

from tests.support import EXAMPLES, compile_text, with_change

COST = 'category: 经济成本指标, name: 培训总费用, operator: "<=", target: 2, unit: 万元'
NATURE = 'category: 生态成本指标, name: 废旧设备处置率, operator: ">=", target: 90, unit: "%"'
LINE = "weight: 20, scoring: 按照完成比例赋分, evidence: 工作资料}\n"
NAMED = (EXAMPLES / "PER018/passing/cost_named.yaml").read_text(encoding="utf-8")
WITHOUT = with_change(NAMED, COST, NATURE)


def _rules(text: str) -> set[str]:
    return {found.code for found in compile_text(text).findings} & {"PER007", "PER018"}


@pytest.mark.parametrize(
    ("project", "part", "fires"),
    [
        ("310", "302", True),
        ("302", "310", True),
        ("302", "302", False),
        ("310", "", True),
        ("302", "31006", True),
        ("30902", "", True),
    ],
)
def test_capital_is_what_the_money_is_for(project: str, part: str, fires: bool) -> None:  # noqa: FBT001
    economic = f", economic: {part}" if part else ""
    text = with_change(WITHOUT, "economic: 310\n", f"economic: {project}\n")
    text = with_change(text, "amount: 0.50}", f"amount: 0.50{economic}}}")
    assert _rules(text) == ({"PER018"} if fires else set())


def test_every_part_may_have_an_item_of_its_own() -> None:
    text = with_change(WITHOUT, "amount: 0.50}", "amount: 0.50, economic: 302}")
    assert _rules(with_change(text, "amount: 1.50}", "amount: 1.50, economic: 302}")) == set()


def test_a_table_without_any_cost_is_left_to_the_rule_of_required_classes() -> None:
    text = with_change(NAMED, f"          - {{{COST}, {LINE}", "")
    assert _rules(text) == {"PER007"}


def test_the_office_work_of_an_environment_bureau_is_left_alone() -> None:
    text = with_change(NAMED, "economic: 310\n", "economic: 302\n")
    assert _rules(with_change(text, "function: 2013805", "function: 2110104")) == set()
    assert _rules(with_change(text, "function: 2013805", "function: 2110302")) == {"PER018"}
    both = with_change(text, COST, NATURE)
    assert _rules(with_change(both, "function: 2013805", "function: 2110302")) == set()
