"""What a printed number says."""

from __future__ import annotations

from decimal import Decimal

from budgetc.published.model import PERCENT_UNIT, PrintedNumber, PrintedUnit

WAN = PrintedUnit("万元", 1_000_000, "CNY")


def test_money_is_in_the_smallest_unit() -> None:
    number = PrintedNumber("2,106.66", Decimal("2106.66"), 2, WAN, 0, 8)
    assert number.money == 2_106_660_000


def test_what_is_no_money_has_none() -> None:
    share = PrintedNumber("71.65", Decimal("71.65"), 2, PERCENT_UNIT, 0, 5)
    assert share.money is None


def test_a_printed_number_is_within_half_of_its_last_decimal() -> None:
    halves = [PrintedNumber("", Decimal(0), decimals, None, 0, 0).half for decimals in (0, 2)]
    assert halves == [Decimal("0.5"), Decimal("0.005")]
