"""An amount of the prose against the cells that print the same quantity."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.said import Said, cut_off
from budgetc.audit.views import Printed, half, same_digits, worth
from budgetc.audit.writing import amount_text
from budgetc.diagnostics.messages import msg
from budgetc.published.model import PrintedNumber

_UNSURE = 20
"""So much less sure is a contradiction to cells that differ from each other, or are all blank."""


def against(said: Said, cells: Sequence[Printed], confidence: int) -> Contradiction | None:
    """Return what an amount contradicts; nothing where one of the cells agrees with it.

    Args:
        said: the amount.
        cells: all that print its quantity.
        confidence: that they do.
    """
    amount = worth(said.number)
    # What is in no unit cannot be compared with an amount; a blank cell is nothing in any.
    cells = [(one, quote) for one, quote in cells if one is None or one.is_money]
    if not cells:
        return None
    if any(abs(amount - worth(one)) <= _allowed(said, one) for one, _ in cells):
        return None
    number, quote = min(cells, key=lambda cell: abs(amount - worth(cell[0])))
    if len({worth(one) for one, _ in cells}) > 1 or number is None:
        confidence -= _UNSURE
    inside = worth(number) / said.number.scale
    is_cut = cut_off(inside, said.number.decimals) == said.number.value
    same_unit = number is not None and number.unit == said.number.unit
    right = quote.text if same_unit else amount_text(worth(number), said.number)
    reason = (
        msg("in the table it is {amount}: cut off here, not rounded", amount=right)
        if is_cut
        else msg("in the table it is {amount}", amount=right)
    )
    kind = Kind.ROUNDING if is_cut else Kind.TEXT_VS_TABLE
    off = amount_text(abs(amount - worth(number)), said.number)
    quotes = (said.quote, quote)
    return Contradiction(kind, quotes, reason, confidence, expected=right, difference=off)


def _allowed(said: Said, cell: PrintedNumber | None) -> Decimal:
    """Return by how much rounding may have moved two numbers apart: of one amount, by nothing."""
    return Decimal(0) if same_digits(said.number, cell) else half(said.number) + half(cell)
