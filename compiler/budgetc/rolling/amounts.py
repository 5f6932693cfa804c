"""The amounts of a source as the next year's source would type them under `prior`."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.consolidate import consolidate
from budgetc.budget.model import Budget
from budgetc.classification import load_catalogue
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.inputs.units import read_units
from budgetc.jurisdiction import load_layout
from budgetc.jurisdiction.load import units as money_units
from budgetc.ledger import Cube, post
from budgetc.numbers.money import exact_text
from budgetc.source.nodes import Path, Scalar
from budgetc.source.origin import Origin

_KEY = "prior"


def amounts_of(source: Source, budget: Budget, resources: Resources) -> dict[Path, str]:
    """Return the amount of every line that may have a `prior`, by the path of the line.

    An amount that was typed keeps its digits; a derived one has as many as it needs.

    Args:
        source: the file of the budget; its units are found beside it.
        budget: whose amounts these are.
        resources: data files of the workspace.
    """
    return {
        **dict(_typed(budget)),
        **dict(_added_up(budget, resources)),
        **dict(_figures(source, budget, resources)),
    }


def _typed(budget: Budget) -> Iterator[tuple[Path, str]]:
    basic, staff = budget.basic_expenditure, budget.department.staff
    lines = [line.origin for line in budget.revenue]
    lines += [line.origin for line in basic.by_function] if basic else []
    yield from (_written(origin, "amount") for origin in lines)
    if staff:
        people = (staff.in_service, staff.retired, staff.honorary_retired)
        yield from (_written(kind.origin, "current") for kind in people if kind)


def _written(origin: Origin, key: str) -> tuple[Path, str]:
    node = origin.node.get(key)
    return origin.path, node.text if isinstance(node, Scalar) else ""


def _added_up(budget: Budget, resources: Resources) -> Iterator[tuple[Path, str]]:
    unit = money_units(resources)[budget.unit]
    if basic := budget.basic_expenditure:
        for row in basic.matrix:
            yield row.origin.path, exact_text(sum(row.economic.values()), unit)
    if expenditure := budget.project_expenditure:
        for project in expenditure.projects:
            total = sum(part.amount for part in project.allocation)
            yield project.origin.path, exact_text(total, unit)


def _figures(source: Source, budget: Budget, resources: Resources) -> Iterator[tuple[Path, str]]:
    """Yield the figures whose last year's amount the layout reads from one place of a source."""
    layout, _ = load_layout(resources, budget.jurisdiction)
    catalogue = load_catalogue(resources, budget.year)
    units, _ = read_units(source, budget, resources)
    whole = consolidate(budget, units)
    cube = Cube(post(whole, catalogue, units=units), catalogue)
    for spec in layout.figures.values() if layout else ():
        *path, last = spec.prior[0].split(".") if len(spec.prior) == 1 else ("",)
        if last == _KEY:
            total = cube.total(cube.mask(spec.margin, spec))
            yield tuple(path), exact_text(total.fen or 0, money_units(resources)[budget.unit])
