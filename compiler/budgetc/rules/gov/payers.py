"""What pays for a thing to be procured: a project, or an economic item of basic expenditure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from budgetc.budget.model import ProcurementLine, Project
from budgetc.ledger import Dimensions, Kind
from budgetc.numbers.values import Code
from budgetc.rules.case import Case
from budgetc.rules.gov.purchases import lines_of

OWN = ("",)
"""The source's own office among the bodies of a department."""


def by_project(case: Case) -> Mapping[Project, list[ProcurementLine]]:
    """Return the things to be procured that each project pays for."""
    projects = {project.id: project for project in case.own.projects}
    paid: dict[Project, list[ProcurementLine]] = defaultdict(list)
    for line in lines_of(case):
        if line.project in projects:
            paid[projects[line.project]].append(line)
    return paid


def by_item(case: Case) -> Mapping[Code, list[ProcurementLine]]:
    """Return the things to be procured that each economic item of basic expenditure pays for."""
    paid: dict[Code, list[ProcurementLine]] = defaultdict(list)
    for line in lines_of(case):
        if line.project is None and line.economic is not None:
            paid[line.economic].append(line)
    return paid


def money_of(case: Case, project: Project) -> int:
    """Return the mask of what a project's money is for."""
    return case.cube.mask("economic", Dimensions(project=(project.id,), entity=OWN))


def all_projects(case: Case) -> int:
    """Return the mask of what the money of all projects is for."""
    return case.cube.mask("economic", Dimensions(kind=(Kind.PROJECT,), entity=OWN))


def basic_item(case: Case, code: Code) -> int:
    """Return the mask of an economic item of basic expenditure."""
    return case.cube.mask("economic", Dimensions(kind=(Kind.BASIC,), economic=(code,), entity=OWN))
