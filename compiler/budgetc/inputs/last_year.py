"""Last year's source, where the workspace has one."""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.budget.consolidate import consolidate
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.model import Budget
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
        amounts: by the line that each is last year's amount of.
        cube: all of them, under this year's code lists, for the figures.
        budget: the source, with its units.
    """

    amounts: LastYear
    cube: Cube
    budget: ConsolidatedBudget


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
    whole = consolidate(last, units)
    ledger = post(whole, load_catalogue(resources, last.year))
    amounts = look_back(ledger, catalogue.successors)
    return LastSource(amounts, Cube(ledger, catalogue), whole), ()
