"""How numbers of a workbook are shown: as they are printed, and as short where print is short."""

from __future__ import annotations

import re
from fractions import Fraction

from budgetc.document.model import PERCENT, Figure
from budgetc.frozen import NamedTuple
from budgetc.numbers.style import LAKHS, NumberFormat


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
    elif printed + word == exact and numbers.is_signed_plainly and _is_short(exact, value):
        return "General"
    below = "." + "0" * decimals if decimals else ""
    after = _percent(numbers.after) if is_percent else _literal(numbers.after)
    around = _Around(numbers, _literal(numbers.before), below + after, _literal(word))
    if numbers.separator and numbers.groups == LAKHS and abs(value) >= _LAKH:
        return _of_lakhs(around, value)
    digits = "#,##0" if numbers.separator else "0"
    sections = [around.above(digits), around.below(digits)]
    if zero is not None:
        sections.append(_literal(zero))
    elif numbers.is_signed_plainly:
        sections.pop()  # a minus is put before the only section there is
    return ";".join(sections)


class _Around(NamedTuple):
    """What stands around the whole digits of a number, as a format shows it."""

    numbers: NumberFormat
    before: str
    behind: str
    word: str

    def above(self, digits: str) -> str:
        """Return what shows a number that is not below zero."""
        return f"{self.before}{digits}{self.behind}{self.word}"

    def below(self, digits: str) -> str:
        """Return what shows a number below zero."""
        shown = f"{self.before}{digits}{self.behind}"
        if self.numbers.brackets:
            return f"({shown}){self.word}"
        minus = self.numbers.minus
        return f"{minus if minus == '-' else _literal(minus)}{shown}{self.word}"


_LAKH = 100_000
"""The least number of which pairs of digits stand above the thousands."""


def _of_lakhs(around: _Around, value: Fraction) -> str:
    """Return the format of a number with pairs of digits above its thousands.

    A format tells but two sizes apart: that of the number, and that of a lakh. Where another number
    comes to stand there, some marks may be missing, and no digit is. What is not below zero stands
    first: before what the first part of such a format shows, LibreOffice sets a minus of its own.
    """
    whole = len(str(abs(round(value))))
    pairs = (whole - 2) // 2  # each with a comma behind it
    if value < 0:
        below = f"[<=-{10 ** (2 * pairs + 1)}]{around.below(_PAIR * pairs + '##0')}"
        return f"[>=0]{around.above('#,##0')};{below};{around.below('#,##0')}"
    told = [
        f"[>={10 ** (2 * one + 1)}]{around.above(_PAIR * one + '##0')}"
        for one in dict.fromkeys((pairs, 2))
    ]
    return ";".join((*told, around.above("#,##0")))


_PAIR = r"##\,"
"""Two digits and the comma behind them."""


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
