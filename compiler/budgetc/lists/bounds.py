"""How large the numbers of lists may be."""

from typing import Annotated

Limit = Annotated[int, ("minimum", 0), ("maximum", 10**9)]
"""No share, number of days or amount that rules compare with is larger."""

Scale = Annotated[int, ("minimum", 0), ("maximum", 10**12)]
"""How many of the smallest unit of a currency a unit is, or how many times one."""
