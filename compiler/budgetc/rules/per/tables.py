"""The performance-target tables that a source types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.model import Budget, Indicator, Project
from budgetc.diagnostics.messages import Value, msg
from budgetc.jurisdiction.spec import ColumnSpec, DimensionSpec, Framework
from budgetc.layout.rows import belongs
from budgetc.rules.rule import NotApplicable, RuleContext
from budgetc.source.origin import Origin

OVERALL, PROJECT = "overall", "project"
"""The frameworks of a layout: of the department's own targets, and of a project's."""

NO_TARGETS = NotApplicable(msg("no performance targets are typed"))
NO_FRAMEWORK = NotApplicable(msg("no table of performance targets is laid down here"))


@dataclass(frozen=True, slots=True, eq=False)
class TargetTable:
    """One performance-target table.

    Attributes:
        framework: the name of the framework that its classes follow.
        name: what messages call it.
        project: whose targets they are; the department's own have none.
    """

    framework: str
    name: Value
    origin: Origin
    goal: str
    indicators: tuple[Indicator, ...]
    project: Project | None = None


def target_tables(budget: Budget | ConsolidatedBudget) -> tuple[TargetTable, ...]:
    """Return the tables of a source: the department's own, then one a project."""
    return (*_overall_table(budget), *project_tables(budget))


def _overall_table(budget: Budget | ConsolidatedBudget) -> Iterator[TargetTable]:
    own = budget.performance
    if own is not None:
        name = msg("the department's targets")
        yield TargetTable(OVERALL, name, own.origin, own.goal, own.indicators)


def project_tables(budget: Budget | ConsolidatedBudget) -> Iterator[TargetTable]:
    """Yield the tables of the projects that have one."""
    for project in budget.projects:
        if (own := project.targets) is not None:
            yield TargetTable(PROJECT, project.name, own.origin, own.goal, own.indicators, project)


def framed_tables(context: RuleContext) -> tuple[tuple[TargetTable, Framework], ...]:
    """Return the tables whose classes the jurisdiction lays down, each with its framework."""
    frameworks = context.layout.frameworks
    return tuple(
        (table, frameworks[table.framework])
        for table in target_tables(context.budget)
        if table.framework in frameworks
    )


def members_of(
    dimension: DimensionSpec, table: TargetTable, framework: Framework
) -> list[Indicator]:
    """Return the indicators of a table that are of a first-level class."""
    return [
        indicator
        for indicator in table.indicators
        if any(
            belongs(indicator, dimension.name, category, framework)
            for category in dimension.categories or ("",)
        )
    ]


def prints(context: RuleContext, framework: str, text: str) -> bool:
    """Tell whether the printed table of a framework has a column for a text of its indicators."""
    return any(
        panel.rows.framework == framework and _shows(panel.columns, text)
        for table in context.layout.tables
        for panel in table.panels
    )


def _shows(columns: Iterable[ColumnSpec], text: str) -> bool:
    return any(column.show == text or _shows(column.over, text) for column in columns)
