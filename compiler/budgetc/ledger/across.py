"""Money passed on between a body whose amounts a figure adds up and one whose amounts it does not.

This year the lines of both tell it. Another year's amount each body types of its own money: what an
office passed on is in what the office types, and never in what the unit does.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from budgetc.budget.consolidate import got_nothing, of_bodies
from budgetc.budget.consolidated import Consolidated, ConsolidatedBudget
from budgetc.budget.lines import Transfer
from budgetc.budget.model import Budget
from budgetc.budget.paths import amount_at
from budgetc.ledger.cube import Amounts, Dimensions, Total
from budgetc.ledger.fact import Fact, Period
from budgetc.numbers.values import NOTHING, Amount

_NOTHING = Total(NOTHING, ())


def passed_across(
    budget: Consolidated,
    cube: Amounts,
    condition: Dimensions,
    period: str,
    typed: Container[str] | None = None,
    instead: str | None = None,
) -> Total:
    """Return what has to be added to what bodies type, in 分, for a figure of some types of bodies.

    A transfer counts by what its lines are this year.

    Args:
        budget: with its units.
        cube: this year's amounts.
        condition: says of which facts the figure is the sum.
        period: of what is typed.
        typed: the bodies that type it; all of those types if it is nothing.
        instead: where bodies may type this year's in place of the sum: it has no lines then.
    """
    if not condition.type or not isinstance(budget, ConsolidatedBudget) or not budget.own.transfers:
        return _NOTHING
    if instead and amount_at(budget, instead) is not None:
        return _NOTHING
    facts: list[Fact] = []
    bodies = of_bodies(budget)
    for transfer, fact in _counted(budget, cube, condition):
        gives, takes = (
            _adds_up(body, bodies, condition, typed) for body in ("", transfer.unit or "")
        )
        if gives != takes:
            fen = _amount(transfer, budget, cube, period)
            signed = None if fen is None else Amount(fen if takes else -fen)
            facts.append(replace(fact, fen=signed, key=period, period=period, entry=None))
    known = [fact.fen for fact in facts if fact.fen is not None]
    return Total(Amount(sum(known)) if len(known) == len(facts) else None, facts)


def _counted(
    budget: ConsolidatedBudget, cube: Amounts, condition: Dimensions
) -> Iterator[tuple[Transfer, Fact]]:
    """Yield the transfers of which the lines are of the kind that a figure adds up."""
    units = {unit.id for unit in budget.units}
    transfers = {id(one.origin.node): one for one in budget.own.transfers if one.unit in units}
    for fact in cube.facts(cube.asked(replace(condition, type=()), Period.CURRENT)):
        if fact.is_passed_on and id(fact.origin.node) in transfers:
            yield transfers[id(fact.origin.node)], fact


def _adds_up(
    body: str,
    bodies: Mapping[str, Budget],
    condition: Dimensions,
    typed: Container[str] | None,
) -> bool:
    """Tell whether a figure adds up what a body types."""
    is_of_type = bodies[body].department.type in condition.type
    return is_of_type and (typed is None or body in typed)


def _amount(
    transfer: Transfer, budget: ConsolidatedBudget, cube: Amounts, period: str
) -> Amount | None:
    """Return what was passed on, as typed; of a unit's only transfer, also as it was found."""
    typed = transfer.prior if period == Period.PRIOR else transfer.amounts.get(period)
    (unit,) = (one for one in budget.units if one.id == transfer.unit)
    if typed is not None or (period == Period.PRIOR and got_nothing(unit.budget)):
        return typed or NOTHING
    if sum(one.unit == unit.id for one in budget.own.transfers) > 1:
        return None
    facts = cube.facts(cube.within(cube.of("period", period), "margin", "function"))
    theirs = [
        one.fen
        for one in facts
        if one.is_passed_on and one.fen is not None and one.origin.node.said("unit") == unit.id
    ]
    return Amount(-sum(theirs)) if theirs else None


def spent_by_units(budget: ConsolidatedBudget, cube: Amounts) -> Mapping[str, Sequence[str]]:
    """Return the projects of which a department passes all on, each with those of the units.

    Args:
        budget: with its units.
        cube: this year's amounts.
    """
    own = budget.own
    passed = [one.id for one in own.projects if own.transfers and cube.is_spent_by_units(one.id)]
    return {project: tuple(_become(project, budget, cube)) for project in passed}


def _become(project: str, budget: ConsolidatedBudget, cube: Amounts) -> Iterator[str]:
    """Yield the projects of units that money from above pays for, if it is that of a project."""
    spent = cube.facts(cube.within(cube.mask("function"), "project", project))
    units = {fact.origin.node.said("unit") for fact in spent if fact.is_passed_on}
    for unit in budget.units:
        for one in unit.budget.projects if unit.id in units else ():
            if unit.budget.fund_from_above in one.funds:
                yield f"{unit.id}.{one.id}"
