"""A number of ours and what stands in its place in print: what every finding is made of."""

from __future__ import annotations

from decimal import Decimal

from budgetc.compare.model import Quote
from budgetc.compare.ours import OurNumber
from budgetc.frozen import frozen


@frozen()
class Pair:
    """A number of ours and the one in print that stands in its place.

    Attributes:
        printed: what stands there, with its unit where ours has one beside it.
        compiled: the same of ours; in a table of another unit, as it would be there.
        said: what it says, in the unit of ours; `None` where that cannot be told.
        decimals: how many digits it has after its point.
        step: one more in its last digit, in the unit of ours.
        equal: whether it says what ours says.
        quote: where it stands.
        confidence: from 0 to 1, how sure it is that it stands in the place of ours.
    """

    ours: OurNumber
    printed: str
    compiled: str
    said: Decimal | None
    decimals: int
    step: Decimal
    equal: bool
    quote: Quote
    confidence: float
