"""The items of “三公”经费, as the jurisdiction's figures say, and the vehicles they pay for."""

from __future__ import annotations

from dataclasses import fields

from budgetc.budget.model import Vehicles
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, Fact
from budgetc.rules.rule import NotApplicable, RuleContext

NO_FIGURE = NotApplicable(msg("no figure of this spending is laid down here"))

OWN_OFFICE = ("",)
"""The entity of what the source itself types; its units answer for theirs."""


def own_money(context: RuleContext, figure: str) -> tuple[Fact, ...] | None:
    """Return what the source itself spends on the economic items of a figure, of any fund.

    None where the jurisdiction has no such figure.
    """
    spec = context.layout.figures.get(figure)
    if spec is None:
        return None
    narrow = Dimensions(economic=spec.economic, entity=OWN_OFFICE)
    facts = context.cube.facts(context.cube.mask("economic", narrow))
    return tuple(fact for fact in facts if fact.fen)


def sum_of(facts: tuple[Fact, ...]) -> int:
    """Return the sum of facts, in 分."""
    return sum(fact.fen or 0 for fact in facts)


def count(by_use: Vehicles | None) -> int | None:
    """Return how many vehicles a table by use has; none where there is no table."""
    if by_use is None:
        return None
    numbers: list[int] = [
        getattr(by_use, field.name) for field in fields(by_use) if field.name != "origin"
    ]
    return sum(numbers)
