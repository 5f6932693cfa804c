"""The ledger: every amount of a budget as a fact with its dimensions; totals are sums."""

from budgetc.ledger.cube import (
    DIMENSIONS,
    EVERYTHING,
    NO_FACTS,
    Amounts,
    Cube,
    Dimensions,
    Mask,
    Total,
    condition_of,
)
from budgetc.ledger.declared import declared_key
from budgetc.ledger.fact import BALANCES, OWN_OFFICE, Entity, Fact, Flow, Ledger, Period
from budgetc.ledger.passed_on import Fault, PassedOn, passed_on
from budgetc.ledger.post import (
    LastYear,
    is_nothing_beside,
    is_typed,
    line_key,
    look_back,
    own_expenditure,
    own_id,
    post,
)

__all__ = [
    "BALANCES",
    "DIMENSIONS",
    "EVERYTHING",
    "NO_FACTS",
    "OWN_OFFICE",
    "Amounts",
    "Cube",
    "Dimensions",
    "Entity",
    "Fact",
    "Fault",
    "Flow",
    "LastYear",
    "Ledger",
    "Mask",
    "PassedOn",
    "Period",
    "Total",
    "condition_of",
    "declared_key",
    "is_nothing_beside",
    "is_typed",
    "line_key",
    "look_back",
    "own_expenditure",
    "own_id",
    "passed_on",
    "post",
]
