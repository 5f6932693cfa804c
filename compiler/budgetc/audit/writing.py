"""How amounts that an audit has computed are written: in the unit and form of what is printed."""

from __future__ import annotations

from decimal import Decimal

from budgetc.numbers.money import plain_text
from budgetc.published.model import PrintedNumber


def amount_text(value: Decimal, like: PrintedNumber | None) -> str:
    """Return an amount in the unit of a printed number, with no fewer decimals than it has.

    Args:
        value: in 分 or cents; as it is where the printed number is no money.
        like: the printed number.
    """
    if like is None:
        return plain_text(value)
    inside = value / like.scale
    text = plain_text(inside)
    digits = len(text.partition(".")[2])
    if digits < like.decimals:
        text = f"{inside:.{like.decimals}f}"
    whole, point, rest = text.partition(".")
    mark = next((one for one in like.form.apart if one in like.text), "")
    grouped = f"{Decimal(whole):,}".replace(",", mark) if mark else whole
    return f"{grouped}{like.form.point if point else ''}{rest}"


def rate_text(rate: Decimal, decimals: int) -> str:
    """Return a rate with two decimals more than it is printed with."""
    return f"{rate:.{decimals + 2}f}%"
