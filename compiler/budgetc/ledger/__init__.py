"""The ledger: every amount of a budget as a fact with its dimensions; totals are sums."""

from budgetc.ledger.cube import Cube, Dimensions, Total
from budgetc.ledger.fact import Body, Fact, Flow, Kind, Ledger, Period
from budgetc.ledger.last_year import LastYear, line_key, look_back
from budgetc.ledger.post import post

__all__ = [
    "Body",
    "Cube",
    "Dimensions",
    "Fact",
    "Flow",
    "Kind",
    "LastYear",
    "Ledger",
    "Period",
    "Total",
    "line_key",
    "look_back",
    "post",
]
