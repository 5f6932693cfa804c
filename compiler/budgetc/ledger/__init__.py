"""The ledger: every amount of a budget as a fact with its dimensions; totals are sums."""

from budgetc.ledger.cube import (
    DIMENSIONS,
    EVERYTHING,
    NO_FACTS,
    Cube,
    Dimensions,
    Mask,
    Total,
    condition_of,
)
from budgetc.ledger.fact import Entity, ExpenditureKind, Fact, Flow, Ledger, Period
from budgetc.ledger.post import LastYear, line_key, look_back, post

__all__ = [
    "DIMENSIONS",
    "EVERYTHING",
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
    "condition_of",
    "line_key",
    "look_back",
    "post",
]
