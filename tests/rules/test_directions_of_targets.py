"""Which way targets point, what they ask for and in which unit: names that are found, or let be."""

from __future__ import annotations

import pytest

from tests.support import EXAMPLES, compile_text, with_change

GOOD = (EXAMPLES / "PER111/passing/each_on_its_side.yaml").read_text(encoding="utf-8")
RATE = 'name: 档案差错率, operator: "<=", target: 5, unit: "%"'
QUANTITY = 'name: 印刷资料控制数量, operator: "<=", target: 4, unit: 次'
COST = 'name: 培训总费用, operator: "<=", target: 2, unit: 万元'


def _codes(old: str, new: str) -> set[str]:
    return {found.code for found in compile_text(with_change(GOOD, old, new)).findings}


@pytest.mark.parametrize(
    ("name", "operator", "expected"),
    [
        ("检查结果公开率", "<=", {"PER111"}),
        ("政策知晓度", "<", {"PER111"}),
        ("产品不合格率", "<=", set()),
        ("投诉处理率", "<=", set()),
        ("公用经费控制率", "<=", set()),
        ("资产闲置率", ">=", {"PER111"}),
        ("群众投诉率", ">", {"PER111"}),
        ("事故下降率", ">=", set()),
        ("差错整改率", ">=", set()),
        ("资产负债率", ">=", set()),
    ],
)
def test_a_rate(name: str, operator: str, expected: set[str]) -> None:
    assert _codes(RATE, f'name: {name}, operator: "{operator}", target: 5, unit: "%"') == expected


@pytest.mark.parametrize(
    ("name", "operator", "expected"),
    [
        ("检查企业数量", "<=", {"PER111"}),
        ("检查企业数量", "=", set()),
        ("会议次数", "<=", set()),
        ("投诉件数", ">=", {"PER111"}),
        ("受理投诉件数", ">=", set()),
    ],
)
def test_a_quantity(name: str, operator: str, expected: set[str]) -> None:
    changed = f'name: {name}, operator: "{operator}", target: 4, unit: 次'
    assert _codes(QUANTITY, changed) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (QUANTITY, 'name: 检查次数, operator: ">=", target: 0, unit: 次', {"PER112"}),
        (QUANTITY, 'name: 检查次数, operator: ">", target: 0, unit: 次', set()),
        (RATE, 'name: 事故率, operator: "<=", target: 0, unit: "%"', set()),
        (RATE, 'name: 事故率, operator: ">=", target: 0, unit: "%"', {"PER111", "PER112"}),
        (RATE, 'name: 就业增长率, operator: ">=", target: 0, unit: "%"', set()),
        (COST, 'name: 培训总费用, operator: "=", target: 0, unit: 万元', {"PER112", "PER011"}),
    ],
)
def test_a_target_of_nothing(old: str, new: str, expected: set[str]) -> None:
    assert _codes(old, new) == expected


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("婴儿死亡率", "‰", set()),
        ("婴儿死亡率", "人", {"PER113"}),
        ("甲肝发病率", "人/10万人", set()),
        ("巡查频率", "次", set()),
        ("投入产出比率", "倍", set()),
        ("问题整改率", "倍", {"PER113"}),
        ("政策知晓度", "分", set()),
    ],
)
def test_the_unit_of_a_rate(name: str, unit: str, expected: set[str]) -> None:
    assert _codes(RATE, f'name: {name}, operator: "=", target: 5, unit: {unit}') == expected
