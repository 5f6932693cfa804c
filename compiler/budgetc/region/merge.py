"""The budgets of all departments as one: a ledger of all facts, and the lists of the book."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from budgetc.budget.lines import Project
from budgetc.ledger import Entity, Fact, Ledger, Period
from budgetc.region.gather import Counted, Gathered, Submission
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


def lists_of(gathered: Gathered) -> dict[str, Any]:
    """Return the lists of the book by their names; `RegionBudget` says what is in each."""
    heads = [(d, d.file, d.budget.department.name) for d in gathered.departments]
    units = ((file, name, _without_source(d)) for d, file, name in heads)
    unknown = ((file, name, sum(map(_is_unknown, d.ledger.facts))) for d, file, name in heads)
    lists: dict[str, tuple[Callable[..., object], Iterable[tuple[Any, ...]]]] = {
        "counted": (Listed, ((file, name, file) for _, file, name in heads)),
        "failed": (Failed, ((*_row(one), one.errors) for one in gathered.failed)),
        "absent": (Listed, map(_row, gathered.absent)),
        "besides": (Listed, map(_row, gathered.besides)),
        "units": (WithoutSource, (row for row in units if row[-1])),
        "outside": (Listed, map(_row, _outside(gathered))),
        "without_prior": (WithoutPrior, (row for row in unknown if row[-1])),
    }
    return {
        name: tuple(kind(_entry(file, name, i), *row) for i, (file, *row) in enumerate(rows))
        for name, (kind, rows) in lists.items()
    }


def _row(one: Submission) -> tuple[str, str, str]:
    return one.source.name, one.name, one.source.name


def _without_source(department: Counted) -> tuple[str, ...]:
    units = department.budget.department.subordinate_units
    return tuple(unit.name for unit in units if unit.name and not unit.id)


def _outside(gathered: Gathered) -> list[Submission]:
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


def _is_unknown(fact: Fact) -> bool:
    return fact.period is Period.PRIOR and bool(fact.function) and fact.fen is None


def _entry(file: str, name: str, position: int) -> Origin:
    """Return the place of an entry of a list, which stands in no file but is about one."""
    return Origin(SourceTree(file, "", NOWHERE), NOWHERE, (name, position))
