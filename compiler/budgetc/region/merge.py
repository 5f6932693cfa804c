"""The budgets of all departments as one: a ledger of all facts, and the lists of the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from budgetc.budget.model import Project
from budgetc.ledger import Entity, Fact, Ledger, Period
from budgetc.region.gather import Counted, Gathered, Member
from budgetc.region.model import Failed, Listed, WithoutPrior, WithoutSource
from budgetc.source.nodes import Mapping, SourceTree
from budgetc.source.origin import Origin

NOWHERE = Mapping({}, 0, 0, 0, 0)
"""What stands in a file that does not exist or cannot be read: nothing."""


def merge_ledgers(departments: Iterable[Counted]) -> Ledger:
    """Return the facts of all departments, each department an entity of its own."""
    facts: list[Fact] = []
    entities: dict[str, Entity] = {}
    for department in departments:
        budget = department.budget
        own = budget.department
        entity = Entity(department.folder, own.type, own.name, budget.stage)
        entities[budget.origin.tree.file] = entity
        for fact in department.ledger.facts:
            entities[(fact.entry or fact.origin).tree.file] = entity
            project = within(department, fact.project) if fact.project else ""
            facts.append(replace(fact, project=project) if project else fact)
    return Ledger(tuple(facts), entities)


def merge_projects(departments: Iterable[Counted]) -> tuple[Project, ...]:
    """Return the projects of all departments, each under an id that no other has."""
    return tuple(
        replace(project, id=within(department, project.id))
        for department in departments
        for project in department.budget.projects
    )


def within(department: Counted, project: str) -> str:
    """Return the id of a department's project in its region."""
    return f"{department.folder}/{project}"


def counted(departments: Sequence[Counted]) -> tuple[Listed, ...]:
    """Return the list of departments."""
    return _listed("counted", ((d.budget.department.name, d.file) for d in departments))


def failed(gathered: Gathered) -> tuple[Failed, ...]:
    """Return the list of sources with errors."""
    return tuple(
        Failed(_entry(one.source.name, "failed", i), one.name, one.source.name, one.errors)
        for i, one in enumerate(gathered.failed)
    )


def listed(sources: Iterable[Member], name: str) -> tuple[Listed, ...]:
    """Return one of the book's lists of sources."""
    return _listed(name, ((one.name, one.source.name) for one in sources))


def _listed(name: str, sources: Iterable[tuple[str, str]]) -> tuple[Listed, ...]:
    return tuple(
        Listed(_entry(file, name, i), department, file)
        for i, (department, file) in enumerate(sources)
    )


def without_source(departments: Sequence[Counted]) -> tuple[WithoutSource, ...]:
    """Return the list of units that are named without a source."""
    named = ((d, _without_source(d)) for d in departments)
    return tuple(
        WithoutSource(_entry(d.file, "units", i), d.budget.department.name, names)
        for i, (d, names) in enumerate((d, names) for d, names in named if names)
    )


def _without_source(department: Counted) -> tuple[str, ...]:
    units = department.budget.department.subordinate_units
    return tuple(unit.name for unit in units if unit.name and not unit.id)


def outside(gathered: Gathered) -> list[Member]:
    """Return the sources of units that their department, which is counted, leaves out."""
    inside = {
        f"{d.folder}/{unit.id}"
        for d in gathered.departments
        for unit in d.budget.department.subordinate_units
    }
    folders = {department.folder for department in gathered.departments}
    return [
        one
        for one in gathered.units
        if one.source.department not in inside
        and one.source.department.rpartition("/")[0] in folders
        and not one.failed
    ]


def without_prior(departments: Sequence[Counted]) -> tuple[WithoutPrior, ...]:
    """Return the list of departments with expenditure whose amount of last year is unknown."""
    unknown = ((d, sum(map(_is_unknown, d.ledger.facts))) for d in departments)
    return tuple(
        WithoutPrior(_entry(d.file, "without_prior", i), d.budget.department.name, lines)
        for i, (d, lines) in enumerate((d, lines) for d, lines in unknown if lines)
    )


def _is_unknown(fact: Fact) -> bool:
    return fact.period is Period.PRIOR and bool(fact.function) and fact.fen is None


def _entry(file: str, name: str, position: int) -> Origin:
    """Return the place of an entry of a list, which stands in no file but is about one."""
    return Origin(SourceTree(file, "", NOWHERE), NOWHERE, (name, position))
