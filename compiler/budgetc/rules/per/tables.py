"""The performance-target tables that a source types."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.lines import Project
from budgetc.budget.model import Budget
from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import Value, msg
from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import DimensionSpec, Framework
from budgetc.layout.rows import belongs
from budgetc.rules.rule import RuleContext, some
from budgetc.source.origin import Origin

OVERALL, PROJECT = "overall", "project"
"""The frameworks of a layout: of the department's own targets, and of a project's."""

NO_TARGETS = msg("no performance targets are typed")
NO_FRAMEWORK = msg("no table of performance targets is laid down here")


@frozen(eq=False)
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


FramedTable = tuple[TargetTable, Framework]
"""A table whose classes the jurisdiction lays down, and its framework."""


def target_tables(budget: Budget | ConsolidatedBudget) -> Iterator[TargetTable]:
    """Yield the tables of a source: the department's own, then one a project."""
    if (own := budget.performance) is not None:
        name = msg("the department's targets")
        yield TargetTable(OVERALL, name, own.origin, own.goal, own.indicators)
    for project in budget.projects:
        if (its := project.targets) is not None:
            yield TargetTable(PROJECT, project.name, its.origin, its.goal, its.indicators, project)


def filled_tables(context: RuleContext) -> list[TargetTable]:
    """Return the tables of the source that have indicators.

    Raises:
        NotApplicable: there are none.
    """
    tables = target_tables(context.budget)
    return some([table for table in tables if table.indicators], NO_TARGETS)


def framed_tables(context: RuleContext) -> list[FramedTable]:
    """Return the tables whose classes the jurisdiction lays down, each with its framework."""
    frameworks = context.layout.frameworks
    return [
        (table, frameworks[table.framework])
        for table in target_tables(context.budget)
        if table.framework in frameworks
    ]


def filled_framed_tables(context: RuleContext) -> list[FramedTable]:
    """Return those of them that have indicators.

    Raises:
        NotApplicable: there are none.
    """
    return some([framed for framed in framed_tables(context) if framed[0].indicators], NO_TARGETS)


def indicators_of(budget: Budget | ConsolidatedBudget) -> list[Indicator]:
    """Return the indicators of all tables."""
    return [indicator for table in target_tables(budget) for indicator in table.indicators]


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
        panel.rows.framework == framework and column.show == text
        for table in context.layout.tables
        for panel in table.panels
        for column in panel.all_columns()
    )
