"""What pays for a thing to be procured: a project, or an economic item of basic expenditure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from budgetc.budget.model import ProcurementLine, Project
from budgetc.ledger import Dimensions, ExpenditureKind, Total
from budgetc.numbers.values import Code
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.rule import RuleContext


def by_project(
    context: RuleContext, lines: Iterable[ProcurementLine]
) -> Mapping[Project, list[ProcurementLine]]:
    """Return the things to be procured that each project pays for."""
    projects = {project.id: project for project in context.budget.projects}
    paid: dict[Project, list[ProcurementLine]] = defaultdict(list)
    for line in lines:
        if line.project in projects:
            paid[projects[line.project]].append(line)
    return paid


def by_item(lines: Iterable[ProcurementLine]) -> Mapping[Code, list[ProcurementLine]]:
    """Return the things to be procured that each economic item of basic expenditure pays for."""
    paid: dict[Code, list[ProcurementLine]] = defaultdict(list)
    for line in lines:
        if line.project is None and line.economic is not None:
            paid[line.economic].append(line)
    return paid


def money_of(context: RuleContext, project: Project) -> Total:
    """Return what a project's money is for."""
    return context.total("economic", Dimensions(project=(project.id,), entity=OWN_OFFICE))


def basic_items(context: RuleContext, *codes: Code) -> Total:
    """Return some economic items of basic expenditure, or all of them."""
    narrow = Dimensions(kind=(ExpenditureKind.BASIC,), economic=codes, entity=OWN_OFFICE)
    return context.total("economic", narrow)
