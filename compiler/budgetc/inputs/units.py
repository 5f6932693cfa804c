"""The sources of a department's units."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget import Budget
from budgetc.budget.consolidated import BudgetUnit as Unit
from budgetc.budget.model import SubordinateUnit
from budgetc.classification import load_catalogue
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import Source
from budgetc.inputs.reading import read_budget
from budgetc.inputs.transfers import both_ends, parts_of_lines
from budgetc.lists import money_units


def read_units(
    source: Source, budget: Budget, resources: Resources
) -> tuple[tuple[Unit, ...], tuple[Diagnostic, ...]]:
    """Return the units that a department lists with a source, and what is wrong with the list."""
    units: dict[str, Unit] = {}
    findings: list[Diagnostic] = []
    for listed in budget.department.subordinate_units:
        if listed.id is None:
            continue
        if listed.id in units:
            problem = msg("the unit {id} stands in the list twice", id=listed.id)
            first = units[listed.id].listed.origin.span("id")
            related = [Related(first, msg("the first one is here"))]
            findings.append(finding("UNI004", problem, listed.origin.span("id"), related=related))
            continue
        unit, problems = _read_unit(source, budget, listed, listed.id, resources)
        findings += problems
        if unit is not None:
            units[listed.id] = unit
            findings += both_ends(budget, unit, money_units(resources)[budget.unit])
            findings += _held_twice(budget, unit)
    if budget.transfers:
        catalogue = load_catalogue(resources, budget.year)
        findings += parts_of_lines(budget, catalogue, money_units(resources)[budget.unit])
    findings += _unlisted(source, budget)
    return tuple(units.values()), tuple(findings)


def _read_unit(
    source: Source, budget: Budget, listed: SubordinateUnit, unit_id: str, resources: Resources
) -> tuple[Unit | None, tuple[Diagnostic, ...]]:
    place = listed.origin.span("id")
    unit_source = source.of_unit(unit_id)
    unit, _ = read_budget(unit_source, resources)
    if unit is None and not unit_source.is_there():
        problem = msg("the source of the unit {id} is missing: {file}", id=unit_id,
                      file=unit_source.name)  # fmt: skip
        hint = msg("write it, or take the unit off the list")
        return None, (finding("UNI001", problem, place, hint=hint),)
    if unit is None:
        problem = msg("the source of the unit {id} has errors: {file}", id=unit_id,
                      file=unit_source.name)  # fmt: skip
        hint = msg("check {file} and mend it", file=unit_source.name)
        return None, (finding("UNI002", problem, place, hint=hint),)
    for key in ("year", "jurisdiction", "stage"):
        mine, theirs = getattr(budget, key), getattr(unit, key)
        if mine != theirs:
            problem = msg("{key} is {theirs} in the unit's source, {mine} in the department's",
                          key=key, theirs=str(theirs), mine=str(mine))  # fmt: skip
            related = [Related(unit.origin.span(key), msg("the unit's is here"))]
            return None, (finding("UNI003", problem, place, related=related),)
    return Unit(unit_id, listed, unit), ()


def _held_twice(budget: Budget, unit: Unit) -> Iterator[Diagnostic]:
    """Yield the projects that a department and its unit both hold with the same money."""
    own = {project.id: project for project in budget.projects}
    for project in unit.budget.projects:
        mine = own.get(project.id)
        if mine is not None and mine.amount == project.amount:
            yield finding(
                "UNI006",
                msg(
                    "the project {name} stands here and in the source of {unit} with the same "
                    "amount",
                    name=mine.name,
                    unit=unit.budget.department.name,
                ),
                mine.origin.span("id"),
                related=[Related(project.origin.span("id"), msg("the unit's is here"))],
                hint=msg("leave it to the one that spends the money"),
            )


def _unlisted(source: Source, budget: Budget) -> Iterator[Diagnostic]:
    listed = {unit.id for unit in budget.department.subordinate_units}
    try:
        ids = source.unit_ids()
    except FileRefusedError as error:
        yield error.diagnostic
        return
    for unit_id in ids:
        if unit_id not in listed:
            yield finding(
                "UNI005",
                msg("the unit {id} has a source and is not in the list", id=unit_id),
                budget.department.origin.key_span("subordinate_units"),
                hint=msg("add - id: {id} to subordinate_units", id=unit_id),
            )
