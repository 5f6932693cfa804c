"""A department's budget as the sum of its own office and its units.

Lines are put side by side, each with its own place in its own file; numbers that a source has once
(staff, assets, procurement) are added up; texts are the department's. Money that the department
passes on to a unit is counted once: its line leaves the department's side, the unit's revenue from
above goes, and what the unit spends of it is paid from the fund the department paid from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from budgetc.budget.model import (
    BasicExpenditure,
    Budget,
    PriorAndReason,
    Project,
    ProjectExpenditure,
    SubordinateUnit,
)
from budgetc.source.origin import Origin, Place

FROM_ABOVE = "unit_funds.superior"
"""The fund of money that a unit receives from its department (上级补助收入)."""

WITH_OPERATING_COST = ("administrative", "civil_service")
"""Types of body whose public expenditure is operating cost (机关运行经费)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit with a source of its own."""

    id: str
    listed: SubordinateUnit
    budget: Budget


def consolidate(own: Budget, units: Sequence[Unit]) -> Budget:
    """Return a department's budget with its units' in it; without units, the budget itself."""
    if not units:
        return own
    parts = [_paid_by_the_department(own, unit) for unit in units]
    return replace(
        own,
        department=replace(
            own.department,
            subordinate_units=_units_named(own, units),
            staff=_sum(own.department.staff, [unit.budget.department.staff for unit in units]),
        ),
        revenue=(*own.revenue, *(line for part in parts for line in part.revenue)),
        basic_expenditure=_basic(own, parts),
        project_expenditure=_projects(own, units, parts),
        carry_over=(*own.carry_over, *(line for part in parts for line in part.carry_over)),
        three_public=_sum(own.three_public, [part.three_public for part in parts]),
        operating_cost=_operating_cost(own, parts),
        procurement=_sum(own.procurement, [part.procurement for part in parts]),
        assets=_sum(own.assets, [part.assets for part in parts]),
    )


def passed_on(own: Budget, unit: str) -> int:
    """Return how much a department passes on to a unit, in 分."""
    return sum(transfer.amount for transfer in own.transfers if transfer.unit == unit)


def _units_named(own: Budget, units: Sequence[Unit]) -> tuple[SubordinateUnit, ...]:
    known = {unit.listed: unit.budget.department for unit in units}
    return tuple(
        replace(listed, name=known[listed].name, type=known[listed].type)
        if listed in known
        else listed
        for listed in own.department.subordinate_units
    )


def _paid_by_the_department(own: Budget, unit: Unit) -> Budget:
    """Return a unit's budget in which money from the department is the department's fund."""
    funds = {t.fund for t in own.transfers if t.unit == unit.id}
    budget = unit.budget
    if len(funds) != 1:
        return budget
    (fund,) = funds
    if basic := budget.basic_expenditure:
        basic = replace(
            basic,
            by_function=_refunded(basic.by_function, fund),
            by_economic=_refunded(basic.by_economic, fund),
            matrix=_refunded(basic.matrix, fund),
        )
    if expenditure := budget.project_expenditure:
        projects = tuple(_project_refunded(project, fund) for project in expenditure.projects)
        expenditure = replace(expenditure, projects=projects)
    return replace(budget, basic_expenditure=basic, project_expenditure=expenditure)


def _refunded(lines: tuple[T, ...], fund: str) -> tuple[T, ...]:
    return tuple(
        replace(line, fund=fund) if getattr(line, "fund") == FROM_ABOVE else line  # type: ignore[type-var]  # noqa: B009
        for line in lines
    )


def _project_refunded(project: Project, fund: str) -> Project:
    moved = fund if project.fund == FROM_ABOVE else project.fund
    return replace(project, fund=moved, allocation=_refunded(project.allocation, fund))


def _basic(own: Budget, parts: Sequence[Budget]) -> BasicExpenditure | None:
    all_basic = [b for b in (own.basic_expenditure, *(p.basic_expenditure for p in parts)) if b]
    if not all_basic:
        return None
    return replace(
        all_basic[0],
        by_function=tuple(line for b in all_basic for line in b.by_function),
        by_economic=tuple(line for b in all_basic for line in b.by_economic),
        matrix=tuple(line for b in all_basic for line in b.matrix),
    )


def _projects(
    own: Budget, units: Sequence[Unit], parts: Sequence[Budget]
) -> ProjectExpenditure | None:
    """Return all projects; a unit's have its id before theirs, so that no two are one."""
    first = own.project_expenditure or next(
        (p.project_expenditure for p in parts if p.project_expenditure), None
    )
    if first is None:
        return None
    projects = list(own.project_expenditure.projects) if own.project_expenditure else []
    for unit, part in zip(units, parts, strict=True):
        for project in part.project_expenditure.projects if part.project_expenditure else ():
            projects.append(replace(project, id=f"{unit.id}.{project.id}"))
    return replace(first, projects=tuple(projects))


def _operating_cost(own: Budget, parts: Iterable[Budget]) -> PriorAndReason | None:
    counted = [p.operating_cost for p in parts if p.department.type in WITH_OPERATING_COST]
    return _sum(own.operating_cost, counted)


def _sum(own: T | None, others: Sequence[T | None]) -> T | None:
    """Return entries added up: numbers are summed, all else is the first one's."""
    entries = [entry for entry in (own, *others) if entry is not None]
    if not entries:
        return None
    changes = {
        field.name: _sum_of(field.name, [getattr(entry, field.name) for entry in entries])
        for field in fields(entries[0])  # type: ignore[arg-type]
        if field.name != "origin"
    }
    return replace(entries[0], **changes, origin=_added_up(entries))  # type: ignore[type-var]


def _added_up(entries: Sequence[Any]) -> Origin:
    """Return the origin of a sum of entries: each of its numbers was typed in all of them."""
    places: dict[str, tuple[Place, ...]] = {}
    for entry in entries:
        for field in fields(entry):
            if isinstance(getattr(entry, field.name), int):
                more = entry.origin.places(field.name)
                places[field.name] = places.get(field.name, ()) + more
    first: Origin = entries[0].origin
    return first.with_places(places)


def _sum_of(name: str, values: Sequence[Any]) -> Any:
    given = [value for value in values if value is not None]
    if not given or (name == "prior" and len(given) < len(values)):
        return None  # what one of them leaves out of last year is not nothing
    first = given[0]
    if is_dataclass(first):
        return _sum(first, given[1:])
    if isinstance(first, int) and not isinstance(first, bool):
        return sum(given)
    if isinstance(first, str) and first.replace(".", "", 1).isdigit():
        return str(sum(Decimal(value) for value in given))  # an area, written as a number
    return first
