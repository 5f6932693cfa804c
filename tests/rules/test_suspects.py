"""A slip that explains a difference to the 分 is suggested; where there are many, none is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetc.diagnostics.messages import ENGLISH
from tests.support import compile_text

SOURCE = """\
jurisdiction: tiny
year: 2024
unit: 万元
department:
  name: 某某局
revenue:
  - {{fund: general.own, amount: {revenue}}}
basic_expenditure:
  by_function:
    - {{code: 2013801, amount: {first}}}
    - {{code: 2210201, amount: 1.00}}
  by_economic:
    - {{code: 30101, amount: {first}}}
    - {{code: 30113, amount: 1.00}}
issued: 2024-02-08
"""


def _hint(revenue: str, first: str) -> str:
    source = SOURCE.format(revenue=revenue, first=first)
    (found,) = (one for one in compile_text(source).findings if one.code == "BAL001")
    assert found.hint is not None
    return ENGLISH(found.hint)


def test_a_line_of_a_fund_that_balances_is_innocent() -> None:
    """What is missing is as much as the lines of the other fund, on both sides of it."""
    of_another = "{fund: government_fund.own, amount: 1.00}"
    source = SOURCE.format(revenue="2.00", first="1.00")
    source = source.replace("basic_", f"  - {of_another}\nbasic_", 1).replace(
        "{code: 2210201, amount: 1.00}", "{code: 2120803, amount: 1.00, fund: government_fund.own}"
    )
    source = source.replace(
        "{code: 30113, amount: 1.00}", "{code: 30113, amount: 1.00, fund: government_fund.own}"
    )
    (found,) = (one for one in compile_text(source).findings if one.code == "BAL005")
    assert found.hint is not None
    assert "2120803" not in ENGLISH(found.hint)
    (found,) = (one for one in compile_text(source).findings if one.code == "BAL001")
    assert found.hint is not None
    told = "one of the lines is mistyped or left out; compare both sides"
    assert ENGLISH(found.hint) == told


@pytest.mark.parametrize(
    ("revenue", "first", "said"),
    [
        ("1235.66", "1243.66", "two digits were exchanged in line 10, 2013801"),
        ("1253.66", "1234.66", "two digits were exchanged in line 7, general.own 一般财力"),
        ("778.5", "76.85", "the point slid by a digit in line 7"),
        ("778500", "76.85", "in another unit"),
        ("2.00", "2.00", "line 11, 2210201 住房公积金: 1 万元, is missing on the other side"),
    ],
)
def test_what_one_slip_explains_is_suggested(revenue: str, first: str, said: str) -> None:
    assert said in _hint(revenue, first)


def test_what_no_slip_explains_is_not() -> None:
    assert "would agree" not in _hint("1234.66", "1111.11")


def test_an_economic_item_is_not_missing_among_the_function_items() -> None:
    source = SOURCE.format(revenue="10.00", first="9.00").replace(
        "    - {code: 30101, amount: 9.00}\n",
        "    - {code: 30207, amount: 2.00}\n    - {code: 30231, amount: 9.00}\n",
    )
    (found,) = (one for one in compile_text(source).findings if one.code == "XTB006")
    assert found.hint is not None
    assert ENGLISH(found.hint) == (
        "it is the same money; an amount in one of the lists is mistyped or left out"
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(10_000, 9_999_999), st.integers(0, 3))
def test_two_digits_exchanged_are_found_whichever_they_are(cents: int, at: int) -> None:
    digits = f"{cents}"
    at = min(at, len(digits) - 2)
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if swapped == digits or swapped[0] == "0":
        return
    first = f"{cents // 100}.{cents % 100:02}"
    right = cents + 100
    typed = int(swapped)
    if typed + 100 == right:
        return
    hint = _hint(f"{right // 100}.{right % 100:02}", f"{typed // 100}.{typed % 100:02}")
    count = hint.count("exchanged") + hint.count("slid") + hint.count("unit") + hint.count("many")
    assert f"and {_shown(first)} 万元 is meant" in hint or count == 0


def _shown(amount: str) -> str:
    return amount.rstrip("0").rstrip(".")
