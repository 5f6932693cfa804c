"""How numbers of a workbook are shown: as they are printed, and as short where print is short."""

from __future__ import annotations

import re
from fractions import Fraction

from budgetc.document.model import PERCENT, Figure


def number_format(figure: Figure, value: Fraction) -> str:
    """Return the format in which a figure is shown as it is printed.

    Where the print is as short as the number is, so is every other number that may stand there.
    Marks for thousands and of the point are those of who reads the workbook.

    Args:
        figure: its text may have a word behind the digits, or be a word for nothing.
        value: of the cell; a percentage is a part of one.
    """
    numbers, is_percent = figure.numbers, figure.unit == PERCENT
    if numbers is None:
        return "General"
    ratio = (value if is_percent else value / 100).as_integer_ratio()
    printed, exact = numbers.percent(*ratio), numbers.digits_only().percent(*ratio)
    word, zero = figure.text.removeprefix(printed), numbers.zero
    if not figure.text.startswith(printed):
        word, zero = "", figure.text
    elif zero is not None:
        zero += word
    decimals = len(exact.partition(".")[2])
    if zero is not None and not Fraction(exact):
        decimals = numbers.decimals  # it shows none now, and other numbers may stand there
    elif printed + word == exact and not numbers.brackets and _is_short(exact, value):
        return "General"
    digits = ("#,##0" if numbers.separator else "0") + ("." + "0" * decimals if decimals else "")
    after = _percent(numbers.after) if is_percent else _literal(numbers.after)
    shown, word = f"{_literal(numbers.before)}{digits}{after}", _literal(word)
    sections = [shown + word, (f"({shown})" if numbers.brackets else f"-{shown}") + word]
    if zero is not None:
        sections.append(_literal(zero))
    elif not numbers.brackets:
        sections.pop()  # a minus is put before the only section there is
    return ";".join(sections)


def _literal(text: str) -> str:
    """Return a text as a format shows it, quoted; a quotation mark has a stroke before it."""
    return r"\"".join(f'"{words}"' if words else "" for words in text.split('"'))


def _percent(sign: str) -> str:
    """Return what follows the digits of a percentage: a cell has a part of one, and so a sign."""
    words, mark, further = sign.replace("\uff05", "%").partition("%")
    return f"{_literal(words)}%{_literal(further)}" if mark else "%"


def _is_short(digits: str, value: Fraction) -> bool:
    """Tell whether nothing of a number was left out in print, and no 0 put behind it."""
    return Fraction(digits) == value and not ("." in digits and digits.endswith("0"))


def scaled(formula: str, ratio: Fraction) -> str:
    """Return a formula brought into another unit."""
    if ratio == 1:
        return formula
    inside = f"({formula})" if re.search(r"[+\-](?![^()]*\))", formula) else formula
    factor = f"*{ratio.numerator}" if ratio.numerator != 1 else ""
    return inside + factor + (f"/{ratio.denominator}" if ratio.denominator != 1 else "")
