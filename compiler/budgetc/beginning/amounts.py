"""The amounts of a source as the next year's source would type them under `prior`."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.lines import Project
from budgetc.budget.model import Budget
from budgetc.jurisdiction.spec import Layout
from budgetc.ledger import Cube
from budgetc.numbers.money import Unit, exact_text
from budgetc.pipeline import Compilation
from budgetc.source.nodes import Path, Scalar
from budgetc.source.origin import Origin

_KEY = "prior"


def amounts_of(compilation: Compilation) -> dict[Path, str]:
    """Return the amount of every line that may have a `prior`, by the path of the line.

    An amount that was typed keeps its digits; a derived one has as many as it needs. That of a
    project which several funds pay for is a mapping in braces, fund by fund.

    Args:
        compilation: of the source whose amounts these are; it has no errors.

    Raises:
        ValueError: it has errors, and so no amounts.
    """
    budget, draft = compilation.inputs.budget, compilation.draft
    if budget is None or draft is None:
        raise ValueError(compilation.source.name)
    conventions, unit = draft.conventions, draft.unit
    return {
        **dict(_typed(budget)),
        **dict(_added_up(budget, unit)),
        **dict(_figures(conventions.layout, Cube(draft.ledger, conventions.catalogue), unit)),
    }


def _typed(budget: Budget) -> Iterator[tuple[Path, str]]:
    basic, staff = budget.basic_expenditure, budget.department.staff
    lines = [line.origin for line in budget.revenue]
    lines += [line.origin for line in basic.by_function] if basic else []
    lines += [line.origin for line in budget.other_expenditure]
    yield from (_written(origin, "amount") for origin in lines)
    if staff:
        people = (staff.in_service, staff.retired, staff.honorary_retired)
        yield from (_written(kind.origin, "current") for kind in people if kind)


def _written(origin: Origin, key: str) -> tuple[Path, str]:
    node = origin.node.get(key)
    return origin.path, node.text if isinstance(node, Scalar) else ""


def _added_up(budget: Budget, unit: Unit) -> Iterator[tuple[Path, str]]:
    if basic := budget.basic_expenditure:
        for row in basic.matrix:
            yield row.origin.path, exact_text(row.amount, unit)
    if expenditure := budget.project_expenditure:
        for project in expenditure.projects:
            yield project.origin.path, _of_project(project, unit)


def _of_project(project: Project, unit: Unit) -> str:
    """Return what a project comes to; where several funds pay for it, what each of them pays."""
    if len(project.funds) == 1:
        return exact_text(project.amount, unit)
    paid = dict.fromkeys(project.funds, 0)
    for part in project.allocation:
        paid[part.fund or project.fund] += part.amount
    return f"{{{', '.join(f'{fund}: {exact_text(fen, unit)}' for fund, fen in paid.items())}}}"


def _figures(layout: Layout, cube: Cube, unit: Unit) -> Iterator[tuple[Path, str]]:
    """Yield the figures whose last year's amount the layout reads from one place of a source."""
    for spec in layout.figures.values():
        *path, last = spec.prior[0].split(".") if len(spec.prior) == 1 else ("",)
        if last == _KEY:
            total = cube.total(cube.asked(spec))
            yield tuple(path), exact_text(total.fen or 0, unit)
