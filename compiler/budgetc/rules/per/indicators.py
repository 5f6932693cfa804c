"""What an indicator says: its number, as it was typed, its place, and which way it points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from budgetc.budget.lines import Project
from budgetc.budget.targets import Indicator
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.suggest import choices
from budgetc.frozen import frozen
from budgetc.numbers.money import round_ratio
from budgetc.rules.per.tables import names_of_indicators, typed_indicators
from budgetc.rules.rule import RuleContext, Violation
from budgetc.source.nodes import Scalar

AT_LEAST = frozenset({">=", ">", "="})
"""Operators that let a value be no less than the target."""

AT_MOST = frozenset({"<=", "<", "="})
"""Operators that let a value be no more than the target."""


def number_of(indicator: Indicator) -> Fraction | None:
    """Return the target as a number; none where it is words."""
    return typed_number(indicator, "target")


def typed_number(indicator: Indicator, key: str) -> Fraction | None:
    """Return what is typed under a key as a number; none where it is words, or nothing."""
    node = indicator.origin.node.get(key)
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return exact(value)


@lru_cache(maxsize=1024)
def exact(number: int | Decimal) -> Fraction:
    """Return a number as a fraction; ten rules ask for the same few hundred."""
    return Fraction(number)


def fen_of(context: RuleContext, indicator: Indicator) -> Fraction | None:
    """Return the target in 分; none where it is no number, or its unit no unit of money.

    What stands behind a stroke is what the money is for: `元/人` is `元`.
    """
    number = number_of(indicator)
    unit = context.lists.money_units.get(
        (indicator.unit or "").replace("／", "/").partition("/")[0]
    )
    return None if number is None or unit is None else number * unit.fen


def whole_fen(amount: Fraction) -> int:
    """Return an amount in whole 分, as messages show it."""
    return round_ratio(amount.numerator, amount.denominator)


def number_text(number: Fraction) -> str:
    """Return a number that has an end in digits: `0.5`."""
    return format(Decimal(number.numerator) / Decimal(number.denominator), "f")


def shown(indicator: Indicator) -> Mapping[str, str]:
    """Return the `name` and the `target` of an indicator as messages show them: `>= 15 家`."""
    parts = (indicator.operator, indicator.target, indicator.unit)
    return {"name": indicator.name, "target": " ".join(part for part in parts if part)}


def place_of_target(indicator: Indicator) -> Related:
    """Return the place of an indicator's target, with its name and the target."""
    return Related(indicator.origin.span("target"), msg("{name}: {target}", **shown(indicator)))


def numbered(context: RuleContext) -> list[tuple[Indicator, Fraction]]:
    """Return the indicators whose target is a number, each with it."""
    indicators = context.look(typed_indicators)
    return [(i, number) for i in indicators if (number := number_of(i)) is not None]


def places_of_allocation(context: RuleContext, project: Project) -> Iterator[Related]:
    """Yield the places of the amounts that make the money of a project."""
    for part in project.allocation:
        yield context.amount_at(part.origin.span("amount"), part.item, part.amount)


def priced_by_nothing(
    cost: Indicator, indicators: Iterable[Indicator], problem: Message
) -> Violation:
    """Return what is wrong with a unit cost that is `per` what none of some indicators measures."""
    measures = tuple(dict.fromkeys(i.measure for i in indicators if i.measure))
    hint = msg("add it to the indicator that says how many")
    return Violation(
        cost.origin.span("per"),
        problem,
        hint=choices(cost.per or "", measures) if measures else hint,
    )


@frozen(eq=False)
class Leanings:
    """Which way the names of indicators point.

    Attributes:
        to_be_reached: of rates of which more is better: 合格率, and not 不合格率 or 控制率.
        to_be_kept_low: of what should not happen: 投诉次数, and not 投诉处理率.
        costs: of money that is spent.
        saved: of money that is saved or earned.
        turned: in which something makes less of it better, or leaves it open.
    """

    to_be_reached: frozenset[str]
    to_be_kept_low: frozenset[str]
    costs: frozenset[str]
    saved: frozenset[str]
    turned: frozenset[str]


def leanings(context: RuleContext) -> Leanings:
    """Return which way the names of the indicators of a source point.

    Raises:
        NotApplicable: the words that tell it are of another language.
    """
    words = context.words.targets
    names = context.look(names_of_indicators)
    turned = words.turned.among(names)
    return Leanings(
        words.more_is_better.among(names) - turned,
        words.less_is_better.among(names) - words.less_is_better_turned.among(names),
        words.cost_name.among(names),
        words.saved.among(names),
        turned,
    )


def is_cost(context: RuleContext, indicator: Indicator) -> bool:
    """Tell whether it is money that is spent: by its class or its name, and not saved or earned."""
    names, classes = context.look(leanings), context.words.targets.cost
    return (
        (indicator.category in classes or indicator.name in names.costs)
        and indicator.name not in names.saved
        and fen_of(context, indicator) is not None
    )
