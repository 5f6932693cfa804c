"""The ledger: every amount of a budget as a fact with its dimensions; totals are sums."""

from budgetc.ledger.cube import NO_FACTS, Cube, Dimensions, Mask, Total
from budgetc.ledger.fact import Entity, ExpenditureKind, Fact, Flow, Ledger, Period
from budgetc.ledger.post import LastYear, line_key, look_back, post

__all__ = [
    "NO_FACTS",
    "Cube",
    "Dimensions",
    "Entity",
    "ExpenditureKind",
    "Fact",
    "Flow",
    "LastYear",
    "Ledger",
    "Mask",
    "Period",
    "Total",
    "line_key",
    "look_back",
    "post",
]
