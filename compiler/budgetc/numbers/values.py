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

NOTHING = Amount(0)
"""No money."""

Day = NewType("Day", str)
"""A day of the calendar, as YYYY-MM-DD."""

Code = NewType("Code", str)
"""A classification code, digits only: 2013801 and 201-38-01 are the same code."""
