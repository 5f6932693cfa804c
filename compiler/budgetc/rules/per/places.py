"""The other places that findings about targets speak of."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Indicator, Project
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.per.numbers import shown_target
from budgetc.rules.rule import RuleContext


def place_of_target(indicator: Indicator) -> Related:
    """Return the place of an indicator's target, with its name and the target."""
    shown = msg("{name}: {target}", name=indicator.name, target=shown_target(indicator))
    return Related(indicator.origin.span("target"), shown)


def places_of_allocation(context: RuleContext, project: Project) -> Iterator[Related]:
    """Yield the places of the amounts that make the money of a project."""
    for part in project.allocation:
        amount = context.money(part.amount)
        shown = msg("{item}: {amount}", item=part.item, amount=amount)
        yield Related(part.origin.span("amount"), shown)
