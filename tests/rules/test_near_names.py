"""Words that are a slip apart, and names that differ because they name two things."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.suggest import one_slip_apart
from tests.support import find, minimal_with


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("数量指标", "数量指标", False),
        ("数量指标", "数量指", True),
        ("数量指标", "数指标", True),
        ("数量指标", "数量量指标", True),
        ("数量指标", "质量指标", True),
        ("数量指标", "数指量标", True),
        ("数量指标", "标量指数", False),
        ("数量指标", "数量", False),
        ("数量指标", "质量指数", False),
        ("", "数", True),
    ],
)
def test_one_slip(one: str, other: str, apart: bool) -> None:  # noqa: FBT001
    assert one_slip_apart(one, other) is apart
    assert one_slip_apart(other, one) is apart


@pytest.mark.parametrize(
    ("name", "item", "fires"),
    [
        ("特种设备隐患排查", "特种设隐备患排查工作经费", True),
        ("特种设备隐患排查", "特种设备患排查", True),
        ("特种设备隐患排查", "特种设备隐患核查", True),
        ("特种设备隐患排查", "特种设备的隐患排查", False),
        ("特种设备隐患排查", "特种设备隐患排", False),
        ("特种设备隐患排查", "特种设备隐患排查", False),
        ("城东道路改造工程", "城西道路改造工程", False),
        ("2023年道路改造工程", "2024年道路改造工程", False),
        ("道路改造一期工程", "道路改造二期工程", False),
        ("道路改造工程", "道路大改造工程", False),
        ("培训费用", "培训训费用", False),
        ("业务培训费费", "业务培训费", True),
        ("人人健康项目", "人人健康项目场地", False),
        ("人人健康项目", "人健康项目场地", True),
        ("人人健康项目", "人人人健康项目", True),
        ("业务培训费", "业务业务培训费", False),
    ],
)
def test_a_name_in_an_allocation(name: str, item: str, fires: bool) -> None:  # noqa: FBT001
    source = minimal_with("name: 培训费", f"name: {name}").replace("item: 场地", f"item: {item}")
    assert [code for _, _, code in find(source)] == (["NAR102"] if fires else [])


def test_another_project_has_the_name() -> None:
    source = minimal_with("name: 培训费", "name: 道路维修经费").replace(
        "item: 场地", "item: 道路维护经费"
    )
    assert [code for _, _, code in find(source)] == ["NAR102"]
    other = """\
    - id: roads
      name: 道路维护经费
      function: 2013805
      economic: 302
      allocation:
        - {item: 材料, amount: 1.00}
      targets:
        goal: 维护道路。
        indicators:
          - {category: 数量, name: 道路, operator: ">=", target: 3, unit: 次, weight: 90}
issued:"""
    both = source.replace("issued:", other).replace("amount: 12.00", "amount: 13.00")
    assert find(both) == []
