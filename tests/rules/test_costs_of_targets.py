"""PER010 and PER011 at their limits: bounds of both kinds, rounding, and parts of a total."""

from __future__ import annotations

import pytest

from budgetc.rules import Outcome
from tests.support import EXAMPLES, compile_text, with_change

FITS = (EXAMPLES / "PER010/passing/fits.yaml").read_text(encoding="utf-8")
PARTS = (EXAMPLES / "PER011/passing/both_make_the_amount.yaml").read_text(encoding="utf-8")


def _codes(text: str) -> set[str]:
    return {found.code for found in compile_text(text).findings}


@pytest.mark.parametrize(
    ("cost", "quantity", "fires"),
    [
        ("5000", '">=", target: 4', False),
        ("5000.01", '">=", target: 4', True),
        ("6000", '">=", target: 4', True),
        ("6000", '"=", target: 4', True),
        ("0.001", '">=", target: 4', False),
    ],
)
def test_a_unit_cost(cost: str, quantity: str, fires: bool) -> None:  # noqa: FBT001
    text = with_change(FITS, "target: 5000, unit: 元/次", f"target: {cost}, unit: 元/次")
    text = with_change(text, '">=", target: 4', quantity)
    assert _codes(text) == ({"PER010"} if fires else set())


@pytest.mark.parametrize(
    ("old", "new"),
    [("unit: 元/次", "unit: 工时"), ('operator: ">=", target: 4, unit: 次', "target: 多次")],
)
def test_a_unit_cost_that_cannot_be_multiplied(old: str, new: str) -> None:
    results = {v.rule: v.outcome for v in compile_text(with_change(FITS, old, new)).results}
    assert results["PER010"] is Outcome.NOT_EVALUATED


@pytest.mark.parametrize(
    ("cap", "fires"),
    [
        ("target: 0.50, unit: 万元", False),
        ("target: 5000, unit: 元", False),
        ("target: 5000.4, unit: 元", True),
        ("target: 5001, unit: 元", True),
        ("target: 2.00, unit: 万元", False),
        ("target: 0.51, unit: 万元", True),
    ],
)
def test_a_cap(cap: str, fires: bool) -> None:  # noqa: FBT001
    assert _codes(with_change(PARTS, "target: 0.50, unit: 万元", cap)) == (
        {"PER011"} if fires else set()
    )


@pytest.mark.parametrize("name", ["每场师资费用", "其中师资费用"])
def test_a_cost_that_is_no_total_is_not_added_up(name: str) -> None:
    text = with_change(PARTS, "name: 师资费用", f"name: {name}")
    assert _codes(with_change(text, "target: 0.50, unit", "target: 0.20, unit")) == set()


def test_caps_without_number_hold_nobody_up() -> None:
    line = next(line for line in PARTS.splitlines() if "师资费用" in line)
    many = "\n".join(
        line.replace("师资费用", f"费用{n}").replace("0.50", f"0.{n:02}").replace("t: 10", "t: 0")
        for n in range(1, 60)
    )
    assert _codes(with_change(PARTS, line, f"{line}\n{many}")) == set()


@pytest.mark.parametrize(
    "typed",
    [
        '"<=", target: 5, unit: "%"',
        '">=", target: 0.20, unit: 万元',
        '"<=", target: 2000, unit: 元/人',
    ],
)
def test_a_cost_that_is_no_cap_in_money_leaves_the_sum_open(typed: str) -> None:
    line = next(line for line in PARTS.splitlines() if "师资费用" in line)
    changed = line.replace('"<=", target: 0.50, unit: 万元', typed)
    assert _codes(with_change(PARTS, line, changed)) <= {"PER111"}
