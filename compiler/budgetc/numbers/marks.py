"""How a document writes its numbers: the marks within them."""

from __future__ import annotations

import re
from decimal import Decimal

from budgetc.frozen import frozen


@frozen()
class NumberForm:
    """How a document writes its numbers.

    Attributes:
        token: a number, as `digits` behind its `sign`.
        apart: the marks between its thousands.
        point: the mark before its decimals.
    """

    token: re.Pattern[str]
    apart: str
    point: str

    def plain(self, digits: str) -> str:
        """Return digits with a decimal point and no other mark."""
        return digits.translate(dict.fromkeys(map(ord, self.apart))).replace(self.point, ".")

    def read(self, digits: str) -> tuple[Decimal, int]:
        """Return the value of digits and how many of them stand after the point."""
        plain = self.plain(digits)
        return Decimal(plain), len(plain.partition(".")[2])

    def written(self, value: Decimal, decimals: int, like: str) -> str:
        """Return a number with decimals, its thousands apart as those of another in print."""
        mark = next((one for one in self.apart if one in like), "")
        whole, _, rest = f"{value:,.{decimals}f}".partition(".")
        return whole.replace(",", mark) + (f"{self.point}{rest}" if rest else "")


def _form(apart: str, point: str) -> NumberForm:
    between, before = f"[{apart}]", re.escape(point)
    lakhs = r"[0-9]{1,2}(?:,[0-9]{2}){1,9},[0-9]{3}(?![0-9])|" if "," in apart else ""
    token = (
        rf"(?P<sign>(?<![0-9A-Za-z)%])[-−](?=[0-9{before}]))?"
        rf"(?P<digits>(?:{lakhs}[0-9]{{1,3}}(?:{between}[0-9]{{3}})+(?![0-9])|[0-9]+)(?:{before}[0-9]+)?"
        rf"|{before}[0-9]+)"
    )
    return NumberForm(re.compile(token), apart, point)


WITH_POINT = _form(",", ".")
"""1,234.50, or 1,24,75,000 where thousands have pairs of digits above them"""

WITH_COMMA = _form(". \u00a0\u202f", ",")
"""1.234,50, or with blanks for points"""
