"""A department's budget as the sum of its own office and its units.

Lines are put side by side, each with its own place in its own file; numbers that a source has once
(staff, assets, procurement) are added up; texts are the department's. Money that the department
passes on to a unit is counted once: its line leaves the department's side, the unit's revenue from
above goes, and what the unit spends of it is paid from the fund the department paid from.

What cannot be put together is nothing here, never a smaller sum; `check_parts` says of which parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar

from budgetc.budget.accounts import Balances, Changes
from budgetc.budget.consolidated import BudgetUnit, ConsolidatedBudget
from budgetc.budget.department import Department, Headcount, Staff, SubordinateUnit
from budgetc.budget.lines import (
    Allocation,
    BasicExpenditure,
    Budgeted,
    EconomicLine,
    FunctionLine,
    MatrixLine,
    OperatingCost,
    OtherLine,
    PriorAndReason,
    ProjectExpenditure,
)
from budgetc.budget.matters import (
    Assets,
    Procurement,
    ProcurementLine,
    ThreePublic,
    ThreePublicItem,
    Vehicles,
)
from budgetc.budget.model import Budget
from budgetc.budget.sections import side_by_side
from budgetc.frozen import frozen
from budgetc.numbers.values import Amount, Count, FurtherAmounts
from budgetc.source.origin import Origin, Place

FundedLine = TypeVar("FundedLine", FunctionLine, EconomicLine, MatrixLine, OtherLine, Allocation)


def consolidate(
    own: Budget, units: Sequence[BudgetUnit] = (), last: ConsolidatedBudget | None = None
) -> ConsolidatedBudget:
    """Return a department's budget with its units' in it.

    Args:
        own: the department's source, as typed.
        units: those of its units that have sources.
        last: last year's; its people are those of a year ago where nobody says how many there were.
    """
    parts = _parts(own, units)
    sections = _put_together(parts)
    if last is not None:
        bodies = dict(zip(("", *(unit.id for unit in units)), parts, strict=True))
        sections["department"] = _continued(sections["department"], _staffs(bodies), last)
    declared = side_by_side([own.sections, *(unit.budget.sections for unit in units)])
    return ConsolidatedBudget(
        origin=own.origin, own=own, units=tuple(units), sections=declared, **sections
    )


def _parts(own: Budget, units: Sequence[BudgetUnit]) -> list[Budget]:
    named = replace(own.department, subordinate_units=_units_named(own, units))
    parts = (replace(own, department=named), *(_part(own, unit) for unit in units))
    return [_with_procurement_added_up(part) for part in parts]


def got_nothing(unit: Budget) -> bool:
    """Tell whether a unit says that it had no money from its department last year."""
    return all(line.prior == 0 for line in unit.revenue if line.fund == unit.fund_from_above)


def has_operating_cost(part: Budget) -> bool:
    """Tell whether a body is of a type whose public expenditure is operating cost."""
    shape = part.origin.tree.shape.under("operating_cost")
    return part.department.type in shape.of_types


def the_departments(values: Sequence[Any]) -> Any:
    """Return what the department says; of a section that it has not, the first unit."""
    return values[0]


def told_once(values: Sequence[Any]) -> Any:
    """Return what the department says, else what its units say, if they do not differ."""
    said = _said(values)
    return said[0] if values[0] is not None or len(set(said)) == 1 else None


def same(values: Sequence[Any]) -> Any:
    """Return what all say; nothing where one of them says something else, or does not say it."""
    return values[0] if len(set(values)) == 1 else None


def listed(values: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return the entries of all lists side by side."""
    return tuple(chain.from_iterable(values))


def added(values: Sequence[Any]) -> Any:
    """Return the sum of amounts or counts; what one of them leaves out is not nothing."""
    return None if None in values else sum(values)


def added_if_all(values: Sequence[Any]) -> Any:
    """Return the sum of last year's amounts, which are asked for only where they are printed."""
    return added(values)


def added_by_key(values: Sequence[FurtherAmounts]) -> FurtherAmounts:
    """Return the sums of further amounts under the keys that all have."""
    keys = [key for key in (values[0] if values else ()) if all(key in one for one in values)]
    return FurtherAmounts({key: Amount(sum(one[key] for one in values)) for key in keys})


_FURTHER = "amounts"
"""The field of further amounts, in the sections that have them."""


def measured(values: Sequence[Any]) -> Any:
    """Return the sum of areas: one as it was written, of several a whole one without decimals."""
    if None in values:
        return None
    whole = sum(map(Decimal, values))
    return str(whole) if len(values) == 1 or whole % 1 else f"{whole:.0f}"


def inside(values: Sequence[Any]) -> Any:
    """Return one section of lists of all that are there: who has none has no lines."""
    sections = _said(values)
    if len(sections) < 2:  # noqa: PLR2004  # nothing to be put together
        return next(iter(sections), None)
    further = added_by_key([section.amounts for section in sections if hasattr(section, _FURTHER)])
    whole = replace(sections[0], **_put_together(sections), origin=_origin_of(sections, further))
    return replace(whole, **{_FURTHER: further}) if hasattr(whole, _FURTHER) else whole


def of_all(values: Sequence[Any]) -> Any:
    """Return one section of all, put together field by field; of a part without it, nothing."""
    return None if None in values else inside(values)


def by_type(values: Sequence[Any]) -> Any:
    """Return the same of those bodies alone whose type has the section."""
    return of_all(values)


def _said(values: Sequence[Any]) -> list[Any]:
    return [value for value in values if value is not None]


How = Callable[[Sequence[Any]], Any]
"""The law of a field: what becomes of its values, the department's first, then its units'."""

SUMS: tuple[How, ...] = (added, added_if_all, measured)
"""What makes one number of several."""

_DECLARED: Mapping[type, Mapping[How, str]] = {
    Budget: {
        inside: "department basic_expenditure project_expenditure balances",
        of_all: "three_public procurement assets changes",
        by_type: "operating_cost",
        listed: "revenue carry_over other_expenditure",
        the_departments: "jurisdiction year unit kind stage options purposes performance "
        "evaluation transfers project_statement other_matters glossary issued approval",
    },
    Department: {
        of_all: "staff",
        the_departments: "name type introduction own_office also_named functions offices "
        "subordinate_units merged_units predecessors",
    },
    Staff: {
        added: "establishment",
        of_all: "in_service retired honorary_retired",
        told_once: "over_establishment",
    },
    Headcount: {added: "current", added_if_all: "prior"},
    BasicExpenditure: {the_departments: "reason", listed: "by_function by_economic matrix"},
    ProjectExpenditure: {the_departments: "reason", listed: "projects"},
    ThreePublic: {
        of_all: "abroad vehicle_purchase vehicle_operation reception",
        told_once: "approval variance_reason",
    },
    PriorAndReason: {added_if_all: "prior", told_once: "restated reason"},
    OperatingCost: {added: "amount", added_if_all: "prior", told_once: "restated reason"},
    Budgeted: {added_if_all: "prior", told_once: "restated reason variance_reason"},
    ThreePublicItem: {
        added_if_all: "prior",
        added: "groups people vehicles",
        told_once: "restated reason",
    },
    Changes: {of_all: "total fiscal_total general government_fund state_capital"},
    Balances: {listed: "opening surplus_used distribution closing"},
    Procurement: {
        added: "goods works services reserved_small_and_medium reserved_small_and_micro "
        "won_small_and_medium won_small_and_micro won_otherwise",
        listed: "lines",
    },
    Assets: {
        measured: "building_area",
        added: "building_value vehicles vehicle_value furniture_value other_value large_equipment "
        "very_large_equipment planned_large_equipment planned_very_large_equipment "
        "authorised_vehicles vehicles_to_dispose",
        of_all: "vehicles_by_use planned_vehicles",
        same: "as_of",
    },
    Vehicles: {
        added: "ministerial leading confidential emergency law_enforcement technical "
        "retired_cadres other",
    },
}

DECLARED: Mapping[type, Mapping[str, How]] = MappingProxyType(
    {
        section: {name: how for how, names in fields.items() for name in names.split()}
        for section, fields in _DECLARED.items()
    }
)
"""What becomes of every field of every section that is put together; no other is added up."""

_ASKED_OF_ALL: tuple[How, ...] = (added, measured, same, of_all, by_type)
"""Laws by which what one part says must be said by all."""

SECTIONS_OF_ALL: frozenset[str] = frozenset(
    name for fields in DECLARED.values() for name, how in fields.items() if how in (of_all, by_type)
)
"""The sections that a department and its units have all of them, or none."""

VALUES_OF_ALL: frozenset[str] = frozenset(
    name
    for fields in DECLARED.values()
    for name, how in fields.items()
    if how in (added, measured, same, told_once)
)
"""The keys in these sections that each of them types where one does, or that one tells for all."""


OF_ACCOUNTS: frozenset[str] = frozenset(
    {"changes", "won_small_and_medium", "won_small_and_micro", "won_otherwise"}
)
"""Those of these keys and sections that final accounts alone have a use for."""


def lines_from_above(budget: Budget) -> Iterator[Origin]:
    """Yield the lines and projects of a unit that money from its department pays for, or a part of.

    Its department tells of them as paid from its own fund.
    """
    basic, above = budget.basic_expenditure, budget.fund_from_above
    if basic is not None:
        yield from (line.origin for line in basic.by_function if line.fund == above)
        yield from (line.origin for line in basic.by_economic if line.fund == above)
        yield from (line.origin for line in basic.matrix if line.fund == above)
    yield from (project.origin for project in budget.projects if above in project.funds)
    yield from (line.origin for line in budget.other_expenditure if line.fund == above)


@frozen()
class Fault:
    """What keeps parts of a department from being put together.

    Attributes:
        path: the keys of a field.
        part: the position of the part that does not say it, or says something else; 0 is the own
            office, 1 the first unit.
        other: that of a part that does say it.
        values: what they say of a text or a day in which they differ; empty where one says nothing.
    """

    path: str
    part: int
    other: int
    values: tuple[str, ...] = ()


def check_parts(own: Budget, units: Sequence[BudgetUnit]) -> tuple[Fault, ...]:
    """Return what keeps a department and its units from being put together."""
    return tuple(_faults(list(enumerate(_parts(own, units))), ""))


def _faults(parts: Sequence[tuple[int, Any]], above: str) -> Iterator[Fault]:
    for name, how in DECLARED[type(parts[0][1])].items():
        path = f"{above}{name}"
        there = [(at, part) for at, part in parts if _may_have(part, how)]
        said = [(at, value) for at, part in there if (value := getattr(part, name)) is not None]
        silent = {at for at, _ in there} - {at for at, _ in said}
        typed = [
            at
            for at, part in there
            if getattr(part, name) is not None and not _is_supposed(part, name)
        ]
        if typed and how in _ASKED_OF_ALL:
            yield from (Fault(path, at, typed[0]) for at in sorted(silent))
        if how is same or (how is told_once and said and said[0][0] != 0):
            yield from _unlike(path, said)
        if len(said) > 1 and type(said[0][1]) in DECLARED:
            yield from _faults(said, f"{path}.")


def _is_supposed(part: Any, name: str) -> bool:
    """Tell whether a sum of procurement lines is nothing because none of them says anything."""
    has_lines = isinstance(part, Procurement) and bool(part.lines)
    return has_lines and name in _OF_PURCHASES and name not in (part.origin.elsewhere or {})


def _unlike(path: str, said: Sequence[tuple[int, Any]]) -> Iterator[Fault]:
    for at, value in said:
        if value != said[0][1]:
            yield Fault(path, at, said[0][0], (str(value), str(said[0][1])))
            return


def _may_have(part: Any, how: How) -> bool:
    return how is not by_type or has_operating_cost(part)


def _put_together(sections: Sequence[Any]) -> dict[str, Any]:
    return {
        name: how([getattr(section, name) for section in sections if _may_have(section, how)])
        for name, how in DECLARED[type(sections[0])].items()
    }


def _origin_of(sections: Sequence[Any], further: Iterable[str]) -> Origin:
    """Return the origin of a section put together: each of its sums was typed in all of them.

    Last year's that is not known is missing where the first of them leaves it out.
    """
    first_of_all: Origin = sections[0].origin
    places: dict[str, tuple[Place, ...]] = {}
    for name, how in DECLARED[type(sections[0])].items():
        if how in SUMS:
            given = [section for section in sections if getattr(section, name) is not None]
            lacking = [section for section in sections if getattr(section, name) is None]
            of = lacking[:1] if how is added_if_all and lacking else given
            places[name] = tuple(place for one in of for place in one.origin.places(name))
    for key in further:
        places[key] = tuple(place for one in sections for place in one.origin.places(key))
    return first_of_all.with_places(places)


def _units_named(own: Budget, units: Sequence[BudgetUnit]) -> tuple[SubordinateUnit, ...]:
    known = {unit.listed: unit.budget.department for unit in units}
    return tuple(
        replace(unit, name=known[unit].name, type=known[unit].type) if unit in known else unit
        for unit in own.department.subordinate_units
    )


def _part(own: Budget, unit: BudgetUnit) -> Budget:
    """Return a unit's budget as a part of its department's.

    Money from the department is the department's fund, and no project has the id of another one.
    """
    budget = unit.budget
    above = budget.fund_from_above
    funds = {transfer.fund for transfer in own.transfers if transfer.unit == unit.id}
    fund = funds.pop() if len(funds) == 1 else above
    if basic := budget.basic_expenditure:
        basic = replace(
            basic,
            by_function=_refunded(basic.by_function, above, fund),
            by_economic=_refunded(basic.by_economic, above, fund),
            matrix=_refunded(basic.matrix, above, fund),
        )
    if expenditure := budget.project_expenditure:
        projects = tuple(
            replace(
                project,
                id=f"{unit.id}.{project.id}",
                fund=fund if project.fund == above else project.fund,
                allocation=_refunded(project.allocation, above, fund),
            )
            for project in expenditure.projects
        )
        expenditure = replace(expenditure, projects=projects)
    if procurement := budget.procurement:
        lines = tuple(
            replace(line, project=f"{unit.id}.{line.project}") if line.project else line
            for line in procurement.lines
        )
        procurement = replace(procurement, lines=lines)
    return replace(
        budget,
        basic_expenditure=basic,
        project_expenditure=expenditure,
        other_expenditure=_refunded(budget.other_expenditure, above, fund),
        procurement=procurement,
    )


def _refunded(lines: tuple[FundedLine, ...], above: str, fund: str) -> tuple[FundedLine, ...]:
    return tuple(replace(line, fund=fund) if line.fund == above else line for line in lines)


_OF_PURCHASES = (
    "goods", "works", "services", "reserved_small_and_medium", "reserved_small_and_micro",
)  # fmt: skip
"""The sums of procurement that are made of its lines."""


def _with_procurement_added_up(budget: Budget) -> Budget:
    """Return a budget whose procurement has its sums where it is given line by line.

    A line that says nothing of smaller enterprises reserves nothing for them (GOV003 asks).
    """
    procurement = budget.procurement
    if procurement is None or not procurement.lines:
        return budget
    sums: dict[str, Any] = dict.fromkeys(_OF_PURCHASES, 0)
    places: dict[str, tuple[Place, ...]] = {}
    for line in procurement.lines:
        for name, key in _sums_of(line):
            sums[name] += getattr(line, key)
            places[name] = (*places.get(name, ()), Place(line.origin, key))
    origin = procurement.origin.with_places(places)
    return replace(budget, procurement=replace(procurement, **sums, origin=origin))


def _sums_of(line: ProcurementLine) -> Iterator[tuple[str, str]]:
    """Yield the sums that a line is part of, each with its key that holds the amount."""
    yield line.category, "amount"
    if line.small_and_medium is not None:
        yield "reserved_small_and_medium", "small_and_medium"
    if line.small_and_micro is not None:
        yield "reserved_small_and_micro", "small_and_micro"


def joined(budgets: Sequence[Budget]) -> Budget:
    """Return the budgets of bodies that have become one, as that one's; texts are the first's."""
    first, *others = budgets
    if not others:
        return first
    sections = _put_together([*map(_with_procurement_added_up, budgets)])
    return replace(
        first,
        **sections,
        local_codes=listed([one.local_codes for one in budgets]),
        sections=side_by_side([one.sections for one in budgets]),
    )


def of_bodies(budget: ConsolidatedBudget) -> Mapping[str, Budget]:
    """Return what each body types, by its id; that of the own office is empty."""
    return {"": budget.own, **{unit.id: unit.budget for unit in budget.units}}


def told_there(
    typed: AbstractSet[str], here: AbstractSet[str], there: AbstractSet[str]
) -> AbstractSet[str]:
    """Return the bodies of another year that those which type its amount tell all of.

    Those that are gone are told of only if all others are: who types the whole counts them in.

    Args:
        typed: the bodies that type an amount of that year.
        here: all bodies of this year.
        there: all bodies of that year.
    """
    told = typed & there
    return there if told and here & there <= typed else told


def _staffs(bodies: Mapping[str, Budget]) -> Mapping[str, Staff | None]:
    return {body: one.department.staff for body, one in bodies.items()}


def _continued(
    department: Department, bodies: Mapping[str, Staff | None], last: ConsolidatedBudget
) -> Department:
    """Return a department whose people of a year ago are last year's, where a body is silent.

    Those of a silent body that last year's source does not have are unknown.
    """
    staff, earlier = department.staff, _staffs(of_bodies(last))
    if staff is None:
        return department
    continued: dict[str, Any] = {}
    for kind in ("in_service", "retired", "honorary_retired"):
        people: Headcount | None = getattr(staff, kind)
        if people is None or people.prior is not None:
            continue
        now, then = (
            {body: getattr(one, kind, None) for body, one in of_year.items()}
            for of_year in (bodies, earlier)
        )
        typed = {body: one for body, one in now.items() if one and one.prior is not None}
        silent = [body for body in {**then, **now} if body not in typed]
        found = [one for body in silent if (one := then.get(body)) is not None]
        if len(found) < len(silent):
            unknown = (one for body, one in now.items() if body in silent and not then.get(body))
            places = tuple(place for one in unknown if one for place in one.origin.places("prior"))
            if places:
                origin = people.origin.with_places({"prior": places[:1]})
                continued[kind] = replace(people, origin=origin)
            continue
        count = sum(one.prior for one in typed.values()) + sum(one.current for one in found)
        places = (
            *(place for one in typed.values() for place in one.origin.places("prior")),
            *(place for one in found for place in one.origin.places("current")),
        )
        origin = people.origin.with_places({"prior": places})
        continued[kind] = replace(people, prior=Count(count), origin=origin)
    return replace(department, staff=replace(staff, **continued))
