"""Which way an indicator points, as its name and class tell."""

from __future__ import annotations

from budgetc.budget.model import Indicator
from budgetc.lists.model import TargetLists
from budgetc.rules.per.numbers import fen_of
from budgetc.rules.rule import RuleContext


def is_to_be_reached(indicator: Indicator, words: TargetLists) -> bool:
    """Tell whether it is a rate of which more is better: 合格率, and not 不合格率 or 控制率."""
    name = indicator.name
    return bool(words.more_is_better.search(name)) and not words.turned.search(name)


def is_to_be_kept_low(indicator: Indicator, words: TargetLists) -> bool:
    """Tell whether it counts what should not happen: 投诉次数, and not 投诉处理率."""
    name = indicator.name
    return bool(words.less_is_better.search(name)) and not words.less_is_better_turned.search(name)


def is_cost(context: RuleContext, indicator: Indicator, words: TargetLists) -> bool:
    """Tell whether it is money that is spent: by its class or its name, and not saved or earned."""
    costs = indicator.category in words.cost or bool(words.cost_name.search(indicator.name))
    return (
        costs and fen_of(context, indicator) is not None and not words.saved.search(indicator.name)
    )
