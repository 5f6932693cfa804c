"""What follows from an amount that was rounded is told under it; and why a number is off."""

from __future__ import annotations

import pytest

from budgetc.compare import Comparison, Fault, Sort
from budgetc.diagnostics.messages import ENGLISH
from tests.support import with_change

from .references import KORLA, compare_with, printed_markdown
from .test_style import golden

ROUNDED = golden("korla").replace("277.66", "277.65")
"""The sum of the basic expenditure, off by no more than its parts may have been rounded by."""


def _compared(text: str) -> Comparison:
    return compare_with(KORLA, printed_markdown(text))


def test_changes_of_a_rounded_sum_follow_from_it() -> None:
    text = ROUNDED.replace("增加115.66万元", "增加115.65万元").replace("71.40%", "71.39%")
    found, by_item = _compared(text).told()
    assert (by_item.published, by_item.consequences) == ("277.65", ())
    assert (found.fault, found.published, found.ours) == (Fault.ROUNDING, "277.65", "277.66")
    assert {(one.sum, one.whole) for one in found.consequences} == {
        ("115.65万元", "115.66万元"),
        ("71.39%", "71.40%"),
    }
    change = next(one for one in found.consequences if one.sum == "115.65万元")
    assert ENGLISH(change.text) == (
        "115.65万元 follows from it (三、关于库尔勒经济技术开发区市场监督管理局"
        "2024年支出预算情况说明; compiled: 115.66万元)"
    )
    assert change.place is not None


def test_a_change_that_does_not_follow_from_it_is_a_fault_of_its_own() -> None:
    text = ROUNDED.replace("增加115.66万元", "增加151.66万元")
    told = _compared(text).told()
    assert {one.sum for found in told for one in found.consequences} == set()
    faults = {found.fault for found in told if found.published == "151.66万元"}
    assert faults == {Fault.ARITHMETIC}


def test_a_total_that_is_off_by_more_than_its_part_is_a_fault_of_its_own() -> None:
    part = with_change(golden("korla"), "基本支出277.66万元，占", "基本支出267.66万元，占")
    for total, is_alone in (("344.66", True), ("304.66", False)):
        text = with_change(part, "2024年支出预算314.66万元", f"2024年支出预算{total}万元")
        told = {one.published for one in _compared(text).told()}
        assert "267.66万元" in told
        assert (f"{total}万元" in told) is is_alone


def test_what_contradicts_tables_is_shown_against_what_they_say() -> None:
    text = with_change(ROUNDED, "基本支出277.65万元，占", "基本支出0.3万元，占")
    (found,) = (one for one in _compared(text).told() if one.published == "0.3万元")
    assert (found.fault, found.sort) == (Fault.TEXT_VS_TABLE, Sort.CONTRADICTION)
    (against,) = found.against
    assert "277.65" in against.around
    roots = [one for one in _compared(text).told() if one.published == "277.65"]
    assert {(root.fault, root.against) for root in roots} == {(Fault.ROUNDING, ())}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("增长71.36%", "增长71.35%", "rounded otherwise, or cut off; halves are rounded up"),
        ("增长71.36%", "增长71.37%", "rounded up; less than a half is rounded down"),
        ("增加4.21万元", "增加4.22万元", "off by one in its last digit"),
        ("增加4.21万元", "增加4.20万元", "off by one in its last digit"),
    ],
)
def test_a_cut_digit_makes_no_number_larger(old: str, new: str, reason: str) -> None:
    (found,) = _compared(with_change(golden("korla"), old, new)).told()
    assert (found.fault, ENGLISH(found.reason)) == (Fault.ROUNDING, reason)
