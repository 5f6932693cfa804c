"""How amounts that an audit has computed are written: in the unit and form of what is printed."""

from __future__ import annotations

from decimal import Decimal

from budgetc.published.model import PrintedNumber
from budgetc.published.numbers import WITH_POINT


def amount_text(value: Decimal, like: PrintedNumber | None) -> str:
    """Return an amount in the unit of a printed number, with no fewer decimals than it has.

    Args:
        value: in 分 or cents; as it is where the printed number is no money.
        like: the printed number.
    """
    if like is None:
        return plain(value)
    scale = like.unit.scale if like.unit is not None and like.unit.is_money else 1
    inside = value / scale
    text = plain(inside)
    digits = len(text.partition(".")[2])
    if digits < like.decimals:
        text = f"{inside:.{like.decimals}f}"
    commas = _has_decimal_comma(like)
    if ("." if commas else ",") in like.text:
        whole, point, rest = text.partition(".")
        text = f"{int(whole):,}{point}{rest}"
    return text.translate(_SWAPPED) if commas else text


_SWAPPED = str.maketrans(",.", ".,")


def _has_decimal_comma(printed: PrintedNumber) -> bool:
    """Tell whether a number would be another one if its point were one."""
    digits = "".join(one for one in printed.text if one.isdecimal() or one in ",.")
    return digits.count(".") > 1 or Decimal(WITH_POINT.plain(digits)) != abs(printed.value)


def plain(value: Decimal) -> str:
    """Return a number without an exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rate_text(rate: Decimal, decimals: int) -> str:
    """Return a rate with two decimals more than it is printed with."""
    return f"{rate:.{decimals + 2}f}%"
