"""How numbers of a workbook are shown: as they are printed, and as short where print is short."""

from __future__ import annotations

import re
from fractions import Fraction

_NUMBER = re.compile(r"[(\-]?\d[\d,]*(?:\.\d+)?\)?%?\)?")


def number_format(text: str, value: Fraction, negative: str) -> str:
    """Return the format in which a number is shown as it is printed.

    Where the print is as short as the number is, so is every other number that may stand there.

    Args:
        text: the print; it may have words beside the digits, or be a word for nothing.
        value: of the cell.
        negative: how numbers below zero are printed: `minus` or `brackets`.
    """
    found = _NUMBER.search(text)
    if found is None:
        return f"0.00;-0.00;{_literal(text)}"
    digits = found[0].strip("()-")
    before, behind = _literal(text[: found.start()]), _literal(text[found.end() :])
    decimals, grouped, percent = decimals_of(digits), "," in digits, "%" in digits
    if not (grouped or percent or before or behind) and _is_short(digits, value):
        return "General"
    whole = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    whole = f"{before}{whole}{'%' * percent}{behind}"
    return f"{whole};({whole})" if negative == "brackets" else whole


def _literal(text: str) -> str:
    words = text.replace('"', "")
    return f'"{words}"' if words else ""


def _is_short(digits: str, value: Fraction) -> bool:
    """Tell whether nothing of a number was left out in print, and no 0 put behind it."""
    return Fraction(digits) == abs(value) and not ("." in digits and digits.endswith("0"))


def decimals_of(text: str) -> int:
    """Return how many decimals a number is printed with."""
    found = re.search(r"\d\.(\d+)", text)
    return len(found[1]) if found else 0


def scaled(formula: str, ratio: Fraction) -> str:
    """Return a formula brought into another unit."""
    if ratio == 1:
        return formula
    inside = f"({formula})" if re.search(r"[+\-](?![^()]*\))", formula) else formula
    factor = f"*{ratio.numerator}" if ratio.numerator != 1 else ""
    return inside + factor + (f"/{ratio.denominator}" if ratio.denominator != 1 else "")
