"""Items of the general public budget's basic expenditure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from budgetc.ledger import Dimensions, Total
from budgetc.rules.rule import RuleContext


def basic_items(context: RuleContext, margin: str, codes: Iterable[str]) -> Total:
    """Return what stands under some items of a margin, `function` or `economic`."""
    items: Mapping[str, Any] = {margin: tuple(codes)}
    general = context.fund_group(context.own_fund)
    basic = Dimensions(fund=(general,), kind=context.basic, **items)
    return context.total(margin, basic)


def codes_of(dimension: str, total: Total) -> str:
    """Return the codes of a dimension that a sum is made of, as messages name them."""
    return " + ".join(sorted({getattr(fact, dimension) for fact in total.facts}))
