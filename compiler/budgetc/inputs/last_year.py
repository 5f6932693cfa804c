"""Last year's source, where the workspace has one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from budgetc.budget.consolidate import consolidate
from budgetc.budget.model import Budget, Headcount, Staff
from budgetc.classification import Catalogue, load_catalogue
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.inputs.reading import read_budget
from budgetc.inputs.units import read_units
from budgetc.ledger import Cube, LastYear, look_back, post


@dataclass(frozen=True, slots=True, eq=False)
class LastSource:
    """Last year's source.

    Attributes:
        staff: its people.
        amounts: by the line that each is last year's amount of.
        cube: all of them, under this year's code lists, for the figures.
        budget: the source, with its units.
    """

    staff: Staff | None
    amounts: LastYear
    cube: Cube
    budget: Budget


def find_last_year(
    source: Source, budget: Budget, catalogue: Catalogue, resources: Resources
) -> tuple[LastSource | None, tuple[Diagnostic, ...]]:
    """Return last year's source beside this one, if there is one that can be used."""
    earlier = next((one for one in source.of_year(budget.year - 1) if one.is_there()), None)
    if earlier is None:
        return None, ()
    last, _ = read_budget(earlier, resources)
    if last is None:
        problem = msg("last year's source {file} has errors and is not used", file=earlier.name)
        hint = msg("check {file} and mend it", file=earlier.name)
        return None, (finding("YOY101", problem, budget.origin.span("year"), hint=hint),)
    units, _ = read_units(earlier, last, resources)
    last = consolidate(last, units)
    ledger = post(last, load_catalogue(resources, last.year), units=units)
    amounts = look_back(ledger, catalogue.successors)
    return LastSource(last.department.staff, amounts, Cube(ledger, catalogue), last), ()


def with_last_years_staff(budget: Budget, earlier: Staff | None) -> Budget:
    """Return a budget whose headcounts of last year, where it leaves them out, are last year's."""
    staff = budget.department.staff
    if staff is None or earlier is None:
        return budget
    continued = replace(
        staff,
        in_service=_with_prior(staff.in_service, earlier.in_service),
        retired=_with_prior(staff.retired, earlier.retired),
        honorary_retired=_with_prior(staff.honorary_retired, earlier.honorary_retired),
    )
    return replace(budget, department=replace(budget.department, staff=continued))


def _with_prior(people: Headcount | None, earlier: Headcount | None) -> Headcount | None:
    if people is None or earlier is None or people.prior is not None:
        return people
    origin = people.origin.with_places({"prior": earlier.origin.places("current")})
    return replace(people, prior=earlier.current, origin=origin)
