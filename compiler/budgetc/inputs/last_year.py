"""Last year's source, where the workspace has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from budgetc.budget.consolidate import consolidate
from budgetc.budget.consolidated import BudgetUnit, ConsolidatedBudget
from budgetc.budget.model import Budget
from budgetc.classification import Catalogue, load_catalogue
from budgetc.diagnostics import Diagnostic, Related, Severity, finding
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.inputs.reading import read_budget
from budgetc.inputs.units import read_units
from budgetc.ledger import Cube, Entity, LastYear, look_back, post


@dataclass(frozen=True, slots=True, eq=False)
class LastSource:
    """Last year's source.

    Attributes:
        amounts: by the line that each is last year's amount of.
        cube: all of them, under this year's code lists, for the figures.
        budget: the source, with its units.
    """

    amounts: LastYear
    cube: Cube
    budget: ConsolidatedBudget


def find_last_year(
    source: Source,
    budget: Budget,
    units: Sequence[BudgetUnit],
    catalogue: Catalogue,
    resources: Resources,
) -> tuple[LastSource | None, tuple[Diagnostic, ...]]:
    """Return last year's source beside this one, if there is one that can be used.

    Args:
        source: of this year.
        budget: what it says.
        units: those of its units that have sources.
        catalogue: the code lists of this year.
        resources: the data files.
    """
    earlier = next((one for one in source.of_year(budget.year - 1) if one.is_there()), None)
    if earlier is None:
        return None, ()
    last, _ = read_budget(earlier, resources)
    if last is None:
        problem = msg("last year's source {file} has errors and is not used", file=earlier.name)
        hint = msg("check {file} and mend it", file=earlier.name)
        return None, (finding("YOY101", problem, budget.origin.span("year"), hint=hint),)
    earlier_units, findings = read_units(earlier, last, resources)
    if wrong := [one for one in findings if one.severity is Severity.ERROR]:
        return None, (_without_a_unit(budget, earlier, wrong[0]),)
    whole = consolidate(last, earlier_units)
    posted = post(whole, load_catalogue(resources, last.year))
    ledger = replace(posted, entities=_as_they_are_now(posted.entities, budget, units))
    amounts = look_back(ledger, catalogue.successors)
    return LastSource(amounts, Cube(ledger, catalogue), whole), ()


def _without_a_unit(budget: Budget, earlier: Source, wrong: Diagnostic) -> Diagnostic:
    """Return a finding, for without one unit all sums of last year would be smaller."""
    problem = msg(
        "last year's source {file} cannot be used with its units: {reason}",
        file=earlier.name,
        reason=wrong.message,
    )
    hint = msg("check {file} and mend it", file=earlier.name)
    related = [Related(wrong.span, msg("it is found here"))]
    return finding("YOY103", problem, budget.origin.span("year"), related=related, hint=hint)


def _as_they_are_now(
    entities: Mapping[str, Entity], budget: Budget, units: Sequence[BudgetUnit]
) -> Mapping[str, Entity]:
    """Return last year's bodies with this year's types, so that like is compared with like."""
    now = {"": budget.department.type} | {u.id: u.budget.department.type for u in units}
    return {
        file: replace(entity, type=now.get(entity.id, entity.type))
        for file, entity in entities.items()
    }
