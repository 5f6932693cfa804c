"""What pays for a thing to be procured: a project, or an economic item of basic expenditure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from budgetc.budget.model import ProcurementLine, Project
from budgetc.ledger import Dimensions, ExpenditureKind, Mask
from budgetc.numbers.values import Code
from budgetc.rules.gov.purchases import lines_of
from budgetc.rules.rule import RuleContext

OWN = ("",)
"""The source's own office among the bodies of a department."""


def by_project(context: RuleContext) -> Mapping[Project, list[ProcurementLine]]:
    """Return the things to be procured that each project pays for."""
    projects = {project.id: project for project in context.budget.projects}
    paid: dict[Project, list[ProcurementLine]] = defaultdict(list)
    for line in lines_of(context):
        if line.project in projects:
            paid[projects[line.project]].append(line)
    return paid


def by_item(context: RuleContext) -> Mapping[Code, list[ProcurementLine]]:
    """Return the things to be procured that each economic item of basic expenditure pays for."""
    paid: dict[Code, list[ProcurementLine]] = defaultdict(list)
    for line in lines_of(context):
        if line.project is None and line.economic is not None:
            paid[line.economic].append(line)
    return paid


def money_of(context: RuleContext, project: Project) -> Mask:
    """Return the mask of what a project's money is for."""
    return context.cube.mask("economic", Dimensions(project=(project.id,), entity=OWN))


def all_projects(context: RuleContext) -> Mask:
    """Return the mask of what the money of all projects is for."""
    return context.cube.mask("economic", Dimensions(kind=(ExpenditureKind.PROJECT,), entity=OWN))


def basic_item(context: RuleContext, code: Code) -> Mask:
    """Return the mask of an economic item of basic expenditure."""
    return context.cube.mask(
        "economic", Dimensions(kind=(ExpenditureKind.BASIC,), economic=(code,), entity=OWN)
    )
