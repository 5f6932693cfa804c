"""The kinds of values that a source is made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NewType

Amount = NewType("Amount", int)
"""Money in 分."""

Count = NewType("Count", int)
"""How many there are: people, vehicles, entries of a list."""

Area = NewType("Area", str)
"""Square metres: a decimal number, kept as it was written."""

FurtherAmounts = NewType("FurtherAmounts", Mapping[str, Amount])
"""Money in 分 by the keys of a mapping that a jurisdiction declares."""

NO_AMOUNTS = FurtherAmounts(MappingProxyType({}))
"""Those of a mapping that has none."""

AmountsByFund = NewType("AmountsByFund", Mapping[str, Mapping[str, Amount]])
"""The same of each fund, by the keys of the amounts in all."""

NOT_BY_FUND = AmountsByFund(MappingProxyType({}))
"""Those of a mapping that has none."""


def by_fund_key(key: str) -> str:
    """Return the key under which an amount is typed fund by fund."""
    return f"{key}_by_fund"


NONE = Count(0)
"""How many vehicles of a use there are, or projects of a grade, where the source names none."""

NOTHING = Amount(0)
"""No money."""

Day = NewType("Day", str)
"""A day of the calendar, as YYYY-MM-DD."""

Code = NewType("Code", str)
"""A classification code, digits only: 2013801 and 201-38-01 are the same code."""


def note_key(key: str) -> str:
    """Return the key of the note that says why an amount was restated."""
    return f"restated_{key}"
